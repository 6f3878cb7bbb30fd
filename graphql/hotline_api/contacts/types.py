"""Contacts with their trace."""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.cases.types import Case
from hotline_api.citizens.types import Citizen
from hotline_api.core.paging import page_type
from hotline_api.core.permissions import Field, GuardedType
from hotline_api.identity.types import Tenant
from hotline_api.recordings.types import Recording
from hotline_api.supervision.types import Listening

from .enums import ContactMedium
from .origin_type import CallOrigin


class TraceStep(GuardedType):
    """One step of a contact's way: number analysis, flow, queue, offers, talk, end."""

    class Meta:
        permission = Permission.CONTACT_VIEW

    at = graphene.DateTime(required=True)
    step = graphene.String(required=True)
    detail = graphene.String(required=True)


class TraceLeg(GuardedType):
    """A channel that took part; ``cause``: Q.850 value."""

    class Meta:
        permission = Permission.CONTACT_VIEW

    leg = graphene.String(required=True)
    kind = graphene.String(required=True)
    party = graphene.String(required=True)
    started_at = graphene.DateTime(required=True)
    ended_at = graphene.DateTime()
    cause = graphene.Int()


class TracePart(GuardedType):
    """An agent's part in the contact, from the offer on."""

    class Meta:
        permission = Permission.CONTACT_VIEW

    agent = graphene.String(required=True)
    seat = graphene.String(required=True)
    queue = graphene.String(required=True)
    offered_at = graphene.DateTime(required=True)
    answered_at = graphene.DateTime()
    ended_at = graphene.DateTime()
    outcome = graphene.String(required=True)
    talked_seconds = graphene.Float(required=True)


def _many(type_: Any) -> Any:
    return graphene.NonNull(graphene.List(graphene.NonNull(type_)))


class Contact(GuardedType):
    """One interaction with a citizen; numbers are E.164, durations seconds."""

    class Meta:
        permission = Permission.CONTACT_VIEW

    id = graphene.ID(required=True)
    call_id = graphene.String(required=True)
    medium = graphene.Field(ContactMedium, required=True)
    caller = graphene.String(required=True)
    called = graphene.String(required=True)
    arrived_at = graphene.DateTime(required=True)
    answered_at = graphene.DateTime()
    ended_at = graphene.DateTime()
    end_reason = graphene.String()
    waited_seconds = graphene.Float(required=True)
    talked_seconds = graphene.Float(required=True)
    agent_number = graphene.String()
    citizen = Field(
        Citizen,
        permission=Permission.CITIZEN_VIEW,
        otherwise=None,
        description="The one citizen who has the number; null when nobody or several have it.",
    )
    handled_by = graphene.Field(Tenant)
    cases = Field(_many(Case), permission=Permission.CASE_VIEW, otherwise=[])
    recordings = Field(_many(Recording), permission=Permission.RECORDING_PLAY, otherwise=[])
    trace = graphene.List(graphene.NonNull(TraceStep), required=True)
    legs = graphene.List(graphene.NonNull(TraceLeg), required=True, description="Our ledger of legs.")
    parts = graphene.List(graphene.NonNull(TracePart), required=True, description="Offers to agents and their parts.")
    listenings = Field(_many(Listening), permission=Permission.FLOOR_LISTEN, otherwise=[])
    listed_priority = graphene.Int(required=True, description="What the white list grants the caller in queues.")
    free = graphene.Boolean(required=True, description="By the white list, the call costs its caller nothing.")
    origin = graphene.Field(CallOrigin, description="Null when somebody called us, or an agent dialled by hand.")
    satisfaction = graphene.Int(description="1 to 5, as the citizen rated the talk.")
    listened = graphene.Boolean(required=True, description="Has anybody heard the voice message?")


class MissedCaller(GuardedType):
    """A number that called in vain and is owed a call-back (漏接回拨)."""

    class Meta:
        permission = Permission.CONTACT_VIEW

    number = graphene.String(required=True)
    number_local = graphene.String(required=True)
    citizen = Field(Citizen, permission=Permission.CITIZEN_VIEW, otherwise=None)
    times = graphene.Int(required=True)
    first_at = graphene.DateTime(required=True)
    last_at = graphene.DateTime(required=True)
    waited_seconds = graphene.Float(required=True, description="The longest wait.")
    tries = graphene.Int(required=True, description="Call-backs in vain since.")
    last_try_at = graphene.DateTime()


ContactPage = page_type("Contact", Contact)
MissedCallerPage = page_type("MissedCaller", MissedCaller)
