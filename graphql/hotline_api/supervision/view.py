"""Supervision as plain data, for the desk, the floor and the lists."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from telephony import facade
from tenants.local.contacts import queries as contacts
from tenants.local.supervision import queries
from tenants.local.supervision.models import HelpRequest, Listening


@dataclass(frozen=True)
class MyListeningView:
    """What a supervisor listens to."""

    call_id: str | None
    agent: str | None
    target: str | None
    follow: bool
    mode: str
    since: datetime | None


@dataclass(frozen=True)
class ListenedByView:
    """Who listens to an agent."""

    supervisor: str
    mode: str
    since: datetime


@dataclass(frozen=True)
class HelpView:
    """An open request for help."""

    call_id: str
    agent: str
    seat: str
    note: str
    asked_at: datetime
    raised_at: datetime | None


@dataclass(frozen=True)
class ModeStepView:
    """From when on which mode."""

    mode: str
    at: datetime


@dataclass(frozen=True)
class ListeningView:
    """One listening."""

    id: int
    call_id: str
    listened: str
    supervisor: str
    seat: str
    agent: str
    mode: str
    started_at: datetime
    ended_at: datetime | None
    seconds: float
    reason: str
    course: list[ModeStepView] = field(default_factory=list)


@dataclass(frozen=True)
class LiveLegView:
    """A channel that is up."""

    leg: str
    kind: str
    party: str
    started_at: datetime


@dataclass(frozen=True)
class LiveCallView:
    """A call that is going on."""

    call_id: str
    state: str
    medium: str
    caller: str
    called: str
    queue: str | None
    agent: str | None
    since: datetime
    legs: list[LiveLegView] = field(default_factory=list)


def my_listening(agent: str, state: str) -> MyListeningView | None:
    """What ``agent`` listens to while their presence is SUPERVISING."""
    if state != "SUPERVISING":
        return None
    row = queries.of_supervisor(agent)
    live: dict[str, Any] = (facade.live_agents().get(agent) or {}).get("watch") or {}
    return MyListeningView(
        call_id=row.call_id if row else live.get("call_id"),
        agent=(row.agent or None) if row else None,
        target=live.get("target"),
        follow=bool(live.get("follow")),
        mode=row.mode if row else str(live.get("mode") or "MONITOR"),
        since=row.started_at if row else None,
    )


def listened_by(agent: str) -> list[ListenedByView]:
    """Who listens to ``agent``, as far as they are told."""
    return [
        ListenedByView(supervisor=row.supervisor, mode=row.mode, since=row.started_at)
        for row in queries.of_agent(agent)
    ]


def help_view(row: HelpRequest) -> HelpView:
    """One request."""
    return HelpView(
        call_id=row.call_id,
        agent=row.agent,
        seat=row.seat,
        note=row.note,
        asked_at=row.asked_at,
        raised_at=row.raised_at,
    )


def help_of(call_id: str) -> HelpView | None:
    """The open request of a call."""
    row = queries.help_of(call_id)
    return help_view(row) if row else None


def listening_view(row: Listening) -> ListeningView:
    """One listening."""
    return ListeningView(
        id=row.pk,
        call_id=row.call_id,
        listened=row.listened,
        supervisor=row.supervisor,
        seat=row.seat,
        agent=row.agent,
        mode=row.mode,
        started_at=row.started_at,
        ended_at=row.ended_at,
        seconds=row.seconds,
        reason=row.reason,
        course=[ModeStepView(step["mode"], datetime.fromtimestamp(step["at"], tz=UTC)) for step in row.course],
    )


def live_calls(tenant: str) -> list[LiveCallView]:
    """Every call that ``tenant`` (which has been entered) has seen and that goes on, oldest first, with its legs."""
    live = {key: call for key, call in facade.live_calls().items() if tenant in (call.get("tenants") or [])}
    rows = contacts.live(list(live))
    found = []
    for row in rows:
        call = live[row.call_id]
        legs = [LiveLegView(leg.leg, leg.kind, leg.party, leg.started_at) for leg in row.legs.all() if not leg.ended_at]
        found.append(
            LiveCallView(
                call_id=row.call_id,
                state=str(call["state"]),
                medium=row.medium,
                caller=row.caller,
                called=row.called,
                queue=call.get("queue"),
                agent=call.get("agent"),
                since=row.arrived_at,
                legs=sorted(legs, key=lambda leg: leg.started_at),
            )
        )
    return found
