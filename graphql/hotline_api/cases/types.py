"""Cases as the API shows them. Filled by ``view`` from plain data: nothing here asks the database."""

from typing import Any

import graphene
from django.utils import timezone

from hotline.kernel.permissions import Permission
from hotline_api.citizens.types import Citizen
from hotline_api.core.errors import message
from hotline_api.core.paging import page_type
from hotline_api.core.permissions import Field, GuardedType
from hotline_api.identity.types import Tenant, name_in
from hotline_api.messages.types import OutgoingMessage
from hotline_api.recordings.types import Recording

from .enums import CaseAction, CaseKind, CaseState, Urgency
from .view import actions_of


class Unit(GuardedType):
    """Who can act on a case: a department ("department:3") or a tenant ("tenant:east"). A closed one takes no cases."""

    class Meta:
        permission = Permission.CASE_VIEW

    key = graphene.String(required=True)
    name = graphene.String(required=True)
    is_tenant = graphene.Boolean(required=True)
    open = graphene.Boolean(required=True)

    @staticmethod
    def resolve_name(root: Any, info: Any) -> str:
        return name_in(root.names, info.context.locale)

    @staticmethod
    def resolve_open(root: Any, _info: Any) -> bool:
        return bool(root.is_open)


class Category(GuardedType):
    """A subject, in two levels."""

    class Meta:
        permission = Permission.CASE_VIEW

    id = graphene.ID(required=True)
    code = graphene.String(required=True)
    name = graphene.String(required=True)
    parent_id = graphene.ID()
    suggested_unit = graphene.Field(Unit, description="Who usually acts; in `categories` only.")
    urgency = graphene.Field(Urgency, required=True)

    @staticmethod
    def resolve_name(root: Any, info: Any) -> str:
        return name_in(root.names, info.context.locale)


class CaseEvent(GuardedType):
    """One line of a case's history."""

    class Meta:
        permission = Permission.CASE_VIEW

    id = graphene.ID(required=True)
    at = graphene.DateTime(required=True)
    action = graphene.String(required=True)
    from_state = graphene.Field(CaseState)
    to_state = graphene.Field(CaseState)
    actor_name = graphene.String(required=True)
    tenant_name = graphene.String(required=True)
    note = graphene.String(required=True)

    @staticmethod
    def resolve_tenant_name(root: Any, info: Any) -> str:
        return name_in(root.tenant.names, info.context.locale)


class CallBack(GuardedType):
    """One try to hear from the citizen; ``satisfied`` is 1 (not at all) to 5 (very)."""

    class Meta:
        permission = Permission.CASE_VIEW

    id = graphene.ID(required=True)
    at = graphene.DateTime(required=True)
    contacted = graphene.Boolean(required=True)
    resolved = graphene.Boolean()
    satisfied = graphene.Int()
    note = graphene.String(required=True)
    actor_name = graphene.String(required=True)


class Report(GuardedType):
    """One citizen's raising of the matter."""

    class Meta:
        permission = Permission.CASE_VIEW

    id = graphene.ID(required=True)
    at = graphene.DateTime(required=True)
    call_id = graphene.String()
    reporter_name = graphene.String(required=True)
    reporter_phone = graphene.String(required=True)
    content = graphene.String(required=True)


def _many(type_: Any) -> Any:
    return graphene.NonNull(graphene.List(graphene.NonNull(type_)))


class Case(GuardedType):
    """A citizen's matter. ``version`` must be given back with every step; ``allowedActions`` are the reader's own."""

    class Meta:
        permission = Permission.CASE_VIEW

    id = graphene.ID(required=True)
    number = graphene.String(required=True)
    kind = graphene.Field(CaseKind, required=True)
    state = graphene.Field(CaseState, required=True)
    state_label = graphene.String(required=True)
    title = graphene.String(required=True)
    content = graphene.String(required=True)
    address = graphene.String(required=True)
    urgency = graphene.Field(Urgency, required=True)
    category = graphene.Field(Category)
    citizen = Field(Citizen, permission=Permission.CITIZEN_VIEW, otherwise=None)
    reporter_name = graphene.String(required=True)
    reporter_phone = graphene.String(required=True)
    registered_at = graphene.DateTime(required=True)
    registered_by = graphene.String(required=True)
    due_at = graphene.DateTime()
    overdue = graphene.Boolean(required=True)
    unit = graphene.Field(Unit)
    origin = graphene.Field(Tenant, required=True)
    handler = graphene.Field(Tenant, required=True)
    reply = graphene.String(required=True)
    version = graphene.Int(required=True)
    allowed_actions = graphene.List(graphene.NonNull(CaseAction), required=True)
    events = graphene.List(graphene.NonNull(CaseEvent), required=True)
    call_backs = graphene.List(graphene.NonNull(CallBack), required=True)
    recordings = Field(
        _many(Recording),
        permission=Permission.RECORDING_PLAY,
        otherwise=[],
        description="Empty for those who may not play them.",
    )
    messages = Field(
        _many(OutgoingMessage),
        permission=Permission.MESSAGE_VIEW,
        otherwise=[],
        description="Empty for those who may not see them.",
    )
    reports = graphene.List(graphene.NonNull(Report), required=True)

    @staticmethod
    def resolve_state_label(root: Any, info: Any) -> str:
        return message(f"STATE_{root.state}", info.context.locale)

    @staticmethod
    def resolve_overdue(root: Any, _info: Any) -> bool:
        return bool(root.clock_runs and root.due_at and root.due_at < timezone.now())

    @staticmethod
    def resolve_allowed_actions(root: Any, info: Any) -> tuple[Any, ...]:
        return actions_of(info.context.actor, root)


CasePage = page_type("Case", Case)


class CaseCounts(GuardedType):
    """Numbers on the badges of the reader's boxes."""

    class Meta:
        permission = Permission.CASE_VIEW

    inbox = graphene.Int(required=True)
    review = graphene.Int(required=True)
    callback = graphene.Int(required=True)
    overdue = graphene.Int(required=True)


class CaseFilter(graphene.InputObjectType):
    """What a list is narrowed to. ``box``: "inbox" (to act), "review" (to judge), "callback" (citizens to call) or
    "all"; ``unit`` is a unit's key, ``tenant`` the origin or handler."""

    states = graphene.List(graphene.NonNull(CaseState))
    kind = graphene.Field(CaseKind)
    text = graphene.String()
    phone = graphene.String()
    unit = graphene.String()
    tenant = graphene.String()
    overdue = graphene.Boolean()
    box = graphene.String()
    registered_from = graphene.DateTime()
    registered_to = graphene.DateTime()


class CaseInput(graphene.InputObjectType):
    """The form of a new case; ``unit`` is where it is dispatched to."""

    call_id = graphene.String()
    kind = graphene.Field(CaseKind, required=True)
    title = graphene.String(required=True)
    content = graphene.String(required=True)
    address = graphene.String()
    category_id = graphene.ID()
    urgency = graphene.Field(Urgency, required=True)
    citizen_id = graphene.ID()
    reporter_name = graphene.String(required=True)
    reporter_phone = graphene.String(required=True)
    unit = graphene.String()
    medium = graphene.String(
        description="How it reached us: TELEPHONE (unless given), COUNTER, LETTER, VOICEMAIL, MAIL, FAX, SMS."
    )
