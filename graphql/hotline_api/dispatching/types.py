"""Dispatches, their units and attempts, the duty list. Filled by ``view`` from plain data."""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.enums import api_enum
from hotline_api.core.paging import page_type
from hotline_api.core.permissions import GuardedType
from telephony.contracts.outreach import ReachOutcome as EngineOutcome
from telephony.contracts.outreach import UnitState as EngineUnitState
from tenants.local.dispatching.models import DispatchState as RowState

DispatchState = api_enum("DispatchState", RowState)
DispatchUnitState = api_enum("DispatchUnitState", EngineUnitState)
ReachOutcome = api_enum("ReachOutcome", EngineOutcome)


def many(type_: Any) -> Any:
    """A list without nulls."""
    return graphene.NonNull(graphene.List(graphene.NonNull(type_)))


class DispatchAttempt(GuardedType):
    """One call to a unit. ``outcome`` null: still going on; ``key``: what was pressed."""

    class Meta:
        permission = Permission.ENFORCEMENT_DISPATCH

    attempt = graphene.Int(required=True)
    number = graphene.String(required=True)
    call_id = graphene.String(required=True)
    dialled_at = graphene.DateTime(required=True)
    answered_at = graphene.DateTime()
    ended_at = graphene.DateTime()
    outcome = graphene.Field(ReachOutcome)
    key = graphene.String(required=True)


class DispatchUnit(GuardedType):
    """A unit that is called. ``nextAt``: when it is tried again."""

    class Meta:
        permission = Permission.ENFORCEMENT_DISPATCH

    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    person = graphene.String(required=True)
    department_code = graphene.String(required=True)
    numbers = graphene.Field(many(graphene.String))
    state = graphene.Field(DispatchUnitState, required=True)
    tries = graphene.Int(required=True)
    next_at = graphene.DateTime()
    settled_at = graphene.DateTime()
    attempts = graphene.Field(many(DispatchAttempt))


class Dispatch(GuardedType):
    """An order to several units at once; seconds everywhere. ``units`` is empty in lists."""

    class Meta:
        permission = Permission.ENFORCEMENT_DISPATCH

    id = graphene.ID(required=True)
    title = graphene.String(required=True)
    messages = graphene.Field(many(graphene.String))
    text = graphene.String(required=True)
    language = graphene.String(required=True)
    case_number = graphene.String()
    tries = graphene.Int(required=True)
    interval_seconds = graphene.Float(required=True)
    ring_seconds = graphene.Float(required=True)
    state = graphene.Field(DispatchState, required=True)
    started_by = graphene.String(required=True)
    started_at = graphene.DateTime(required=True)
    ended_at = graphene.DateTime()
    unit_count = graphene.Int(required=True)
    accepted_count = graphene.Int(required=True)
    units = graphene.Field(many(DispatchUnit))


DispatchPage = page_type("Dispatch", Dispatch)


class DispatchMessage(GuardedType):
    """A prerecorded message; its text in both spoken languages."""

    class Meta:
        permission = Permission.ENFORCEMENT_DISPATCH

    key = graphene.String(required=True)
    zh = graphene.String(required=True)
    en = graphene.String(required=True)


class DutyContact(GuardedType):
    """Who of a unit is called when. Minutes from midnight; equal ones mean all day; no weekdays mean every day."""

    class Meta:
        permission = Permission.ENFORCEMENT_DISPATCH

    id = graphene.ID(required=True)
    department_code = graphene.String(required=True)
    department_name = graphene.String(required=True)
    name = graphene.String(required=True)
    numbers = graphene.Field(many(graphene.String))
    weekdays = graphene.Field(many(graphene.Int))
    from_minute = graphene.Int(required=True)
    to_minute = graphene.Int(required=True)
    note = graphene.String(required=True)
    on_duty = graphene.Boolean(required=True)

    @staticmethod
    def resolve_department_name(root: Any, info: Any) -> str:
        return str(root.department_names.get(info.context.locale) or root.department_code)


class DutyDepartment(GuardedType):
    """A unit that may be put on the duty list."""

    class Meta:
        permission = Permission.ENFORCEMENT_DISPATCH

    code = graphene.String(required=True)
    name = graphene.String(required=True)
