"""The floor of the entered tenant as plain data: who sits where in which state, who waits where and how long."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from hotline import tenancy
from hotline_api.core.payload import Payload
from hotline_api.desk.view import PresenceView, SeatView, presence_view, seat_views
from hotline_api.supervision.view import HelpView, ListeningView, LiveCallView, help_view, listening_view, live_calls
from hotline_api.worklist.view import WaitingWorkView, waiting_work
from telephony import facade
from tenants.local.contacts import queries as contact_queries
from tenants.local.people import queries as people_queries
from tenants.local.routing import queries as routing_queries
from tenants.local.supervision import queries as supervision_queries
from tenants.local.voice import queries as voice_queries
from tenants.local.worklist import queries as work_queries


@dataclass(frozen=True)
class QueueBoardView:
    """Numbers of one queue; ``within_level_today`` is a share of 0..1, None before the first answer."""

    key: str
    name: str
    waiting: int
    longest_since: datetime | None
    ready: int
    busy: int
    answered_today: int
    abandoned_today: int
    within_level_today: float | None
    work: list[WaitingWorkView] = field(default_factory=list)


@dataclass(frozen=True)
class WaitingCallView:
    """One caller who waits."""

    call_id: str
    caller: str
    queue: str
    since: datetime
    state: str
    call_back: str | None = None
    call_back_due: datetime | None = None
    call_back_tries: int = 0


@dataclass(frozen=True)
class HeldWorkView:
    """How many pieces of written work an agent (key) is offered or has in hand."""

    agent: str
    count: int


@dataclass(frozen=True)
class RoutingAlarmView:
    """The routing script in force is of no use; calls go by the built-in order (always, when ``suspended``)."""

    at: datetime
    version: int
    problem: str
    line: int | None
    failures: int
    suspended: bool


@dataclass(frozen=True)
class FloorView(Payload):
    """The whole floor."""

    tenant: str
    engine_alive: bool
    agents: list[PresenceView]
    seats: list[SeatView]
    queues: list[QueueBoardView]
    waiting: list[WaitingCallView]
    calls: list[LiveCallView]
    helps: list[HelpView]
    listenings: list[ListeningView]
    recorded: list[str]
    dismissed: list[str]
    written: list[HeldWorkView]
    routing_alarm: RoutingAlarmView | None
    at: datetime


def build_floor() -> FloorView:
    """The floor of the entered tenant, now."""
    presences = contact_queries.presences()
    live = facade.live_agents()
    marks = supervision_queries.marks()
    return FloorView(
        tenant=tenancy.current(),
        engine_alive=facade.engine_alive(),
        agents=[
            presence_view(agent.key, presences.get(agent.key), bool((live.get(agent.key) or {}).get("reachable")))
            for agent in people_queries.agents()
        ],
        seats=seat_views(),
        queues=_queues(),
        waiting=[
            WaitingCallView(
                call_id=row.call_id,
                caller=row.caller,
                queue=row.queue,
                since=row.queued_at or row.arrived_at,
                state=row.phase,
                call_back=row.call_back_number or None,
                call_back_due=row.call_back_due,
                call_back_tries=row.call_back_tries,
            )
            for row in contact_queries.waiting()
        ],
        calls=live_calls(tenancy.current()),
        helps=[help_view(row) for row in supervision_queries.open_help()],
        listenings=[listening_view(row) for row in supervision_queries.live_listenings()],
        recorded=[mark.agent for mark in marks if mark.recorded],
        dismissed=[mark.agent for mark in marks if mark.dismissed],
        written=[HeldWorkView(agent, count) for agent, count in sorted(work_queries.in_hand_by_agent().items())],
        routing_alarm=_routing_alarm(),
        at=timezone.now(),
    )


def _routing_alarm() -> RoutingAlarmView | None:
    row = routing_queries.alarm_now()
    if row is None:
        return None
    return RoutingAlarmView(
        at=row.at,
        version=row.version,
        problem=row.problem,
        line=row.line,
        failures=row.failures,
        suspended=row.suspended,
    )


def _queues() -> list[QueueBoardView]:
    live = facade.live_queues()
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    boards, written = [], waiting_work()
    for queue in voice_queries.queues():
        now = live.get(queue.key) or {}
        today = contact_queries.answered_since(queue.key, midnight)
        answered = [waited for waited, was_answered in today if was_answered]
        within = sum(waited <= queue.service_level_seconds for waited in answered)
        since = now.get("longest_since")
        boards.append(
            QueueBoardView(
                key=queue.key,
                name=queue.name,
                waiting=now.get("waiting", 0),
                longest_since=datetime.fromtimestamp(since, tz=timezone.get_current_timezone()) if since else None,
                ready=now.get("ready", 0),
                busy=now.get("busy", 0),
                answered_today=len(answered),
                abandoned_today=len(today) - len(answered),
                within_level_today=within / len(today) if today else None,
                work=written.get(queue.key, []),
            )
        )
    return boards
