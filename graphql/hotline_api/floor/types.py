"""The shift supervisor's floor. Filled by ``view`` from plain data."""

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field, GuardedType
from hotline_api.desk.types import Presence, Seat
from hotline_api.routing.flaws import InWords
from hotline_api.supervision.types import HelpRequest, Listening, LiveCall
from hotline_api.worklist.types import WaitingWork


class QueueBoard(GuardedType):
    """One waiting line; ``withinLevelToday`` is a share of 0..1."""

    class Meta:
        permission = Permission.FLOOR_VIEW

    key = graphene.String(required=True)
    name = graphene.String(required=True)
    waiting = graphene.Int(required=True)
    longest_since = graphene.DateTime()
    ready = graphene.Int(required=True)
    busy = graphene.Int(required=True)
    answered_today = graphene.Int(required=True)
    abandoned_today = graphene.Int(required=True)
    within_level_today = graphene.Float()
    work = graphene.List(graphene.NonNull(WaitingWork), required=True, description="Written work that waits.")


class WaitingCall(GuardedType):
    """A caller who waits."""

    class Meta:
        permission = Permission.FLOOR_VIEW

    call_id = graphene.String(required=True)
    caller = graphene.String(required=True)
    queue = graphene.String(required=True)
    since = graphene.DateTime(required=True)
    state = graphene.String(required=True)
    call_back = graphene.String(description="Has hung up; is called at this number when their turn comes.")
    call_back_due = graphene.DateTime(description="Not reached: tried again then.")
    call_back_tries = graphene.Int(required=True)


class RoutingAlarm(InWords, GuardedType):
    """The routing script in force is of no use; calls go by the built-in order (always, when ``suspended``)."""

    class Meta:
        permission = Permission.FLOOR_VIEW

    at = graphene.DateTime(required=True)
    version = graphene.Int(required=True)
    problem = graphene.String(required=True)
    line = graphene.Int()
    failures = graphene.Int(required=True)
    suspended = graphene.Boolean(required=True)


class HeldWork(GuardedType):
    """How many pieces of written work an agent (key) is offered or has in hand."""

    class Meta:
        permission = Permission.FLOOR_VIEW

    agent = graphene.String(required=True)
    count = graphene.Int(required=True)


class Floor(GuardedType):
    """Seats and people with their state, queues, waiting calls: as of ``at``."""

    class Meta:
        permission = Permission.FLOOR_VIEW

    tenant = graphene.String(required=True)
    engine_alive = graphene.Boolean(required=True)
    agents = graphene.List(graphene.NonNull(Presence), required=True)
    seats = graphene.List(graphene.NonNull(Seat), required=True)
    queues = graphene.List(graphene.NonNull(QueueBoard), required=True)
    waiting = graphene.List(graphene.NonNull(WaitingCall), required=True)
    calls = graphene.List(graphene.NonNull(LiveCall), required=True, description="Going on now, with their legs.")
    helps = graphene.List(graphene.NonNull(HelpRequest), required=True, description="Who waits for a supervisor.")
    listenings = Field(
        graphene.NonNull(graphene.List(graphene.NonNull(Listening))), permission=Permission.FLOOR_LISTEN, otherwise=[]
    )
    recorded = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="Agents and seats (keys) all of whose talks are recorded by order.",
    )
    dismissed = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Agents to be signed out after the call in hand."
    )
    written = graphene.List(graphene.NonNull(HeldWork), required=True, description="Who has written work.")
    routing_alarm = graphene.Field(RoutingAlarm, description="Of the city's routing script, on the city's floor.")
    at = graphene.DateTime(required=True)
