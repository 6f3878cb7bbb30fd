"""Engine events of supervision become rows of the tenant that has been entered. Idempotent on the engine's ids."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from hotline import audit
from hotline.kernel.actor import Actor
from telephony.contracts import events as tel
from tenants.local.contacts.events import DeskTouched, FloorTouched, Touched
from tenants.local.people import queries as people

from .models import AgentMark, HelpRequest, Listening

Handler = Callable[[Any], list[Touched]]


def _moment(epoch: float) -> datetime:
    return datetime.fromtimestamp(epoch, tz=UTC)


def _touched(event: tel.SupervisionEvent, agent: str) -> list[Touched]:
    """The screens of this tenant's people only: each tenant gets an event of its own."""
    keys = dict.fromkeys(key for key in (event.supervisor, agent) if key.partition(":")[0] == event.tenant)
    return [FloorTouched(), *(DeskTouched(key) for key in keys)]


def on_started(event: tel.SupervisionStarted) -> list[Touched]:
    row, made = Listening.objects.get_or_create(
        watch=event.watch,
        listened=event.listened,
        defaults={
            "call_id": event.call_id,
            "supervisor": event.supervisor,
            "seat": event.seat,
            "agent": event.agent or "",
            "mode": event.mode,
            "course": [{"mode": event.mode, "at": event.at, "agent": event.agent}],
            "started_at": _moment(event.at),
        },
    )
    if made:
        _audit(event, "supervision.start", row, event.mode)
    return _touched(event, row.agent)


def on_changed(event: tel.SupervisionChanged) -> list[Touched]:
    row = Listening.objects.filter(watch=event.watch, listened=event.listened, ended_at=None).first()
    if row is None:
        return []
    row.mode, row.agent = event.mode, event.agent or row.agent
    row.course = [*row.course, {"mode": event.mode, "at": event.at, "agent": event.agent}]
    row.save(update_fields=["mode", "agent", "course"])
    _audit(event, "supervision.mode", row, event.mode)
    return _touched(event, row.agent)


def on_ended(event: tel.SupervisionEnded) -> list[Touched]:
    row = Listening.objects.filter(watch=event.watch, listened=event.listened, ended_at=None).first()
    if row is None:
        return []
    row.ended_at, row.seconds, row.reason = _moment(event.at), event.seconds, event.reason
    row.save(update_fields=["ended_at", "seconds", "reason"])
    modes = " ".join(step["mode"] for step in row.course)
    _audit(event, "supervision.end", row, f"{event.reason} {event.seconds:.0f} s: {modes}")
    return _touched(event, row.agent)


def on_help(event: tel.HelpChanged) -> list[Touched]:
    at = _moment(event.at)
    raised = None if event.raised_at is None else _moment(event.raised_at)
    row = HelpRequest.objects.filter(call_id=event.call_id, agent=event.agent, closed_at=None).first()
    if event.open and row is None:
        HelpRequest.objects.create(
            call_id=event.call_id, agent=event.agent, seat=event.seat, note=event.note, asked_at=at, raised_at=raised
        )
    elif event.open and row is not None:
        HelpRequest.objects.filter(pk=row.pk).update(note=event.note, raised_at=raised)
    elif row is not None:
        HelpRequest.objects.filter(pk=row.pk).update(closed_at=at, taken_by=event.by or "")
    if event.agent.partition(":")[0] != event.tenant:
        return [FloorTouched()]  # asked from another centre: the desk is not here
    return [FloorTouched(), DeskTouched(event.agent)]


def on_marked(event: tel.AgentMarked) -> list[Touched]:
    facts = {"at": _moment(event.at), "recorded": event.recorded, "dismissed": event.dismissed, "by": event.by}
    AgentMark.objects.update_or_create(agent=event.agent, defaults=facts)
    return [FloorTouched()]


def on_agent_changed(event: tel.AgentChanged) -> list[Touched]:
    if event.state is tel.AgentState.SIGNED_OUT:
        AgentMark.objects.filter(agent=event.agent).update(dismissed=False)
    return []


def _audit(event: tel.SupervisionEvent, action: str, row: Listening, detail: str) -> None:
    tenant = event.supervisor.partition(":")[0]
    card = people.agent_by_key(event.supervisor) if tenant == event.tenant else None
    name = f"{card.agent_number} {card.display_name}".strip() if card else event.supervisor
    actor = Actor(user_id=None, name=name, tenant=tenant, permissions=frozenset())
    audit.record(actor, action, f"call {row.call_id}", f"{row.agent or '-'} @ {row.listened}: {detail}")


HANDLERS: dict[type[tel.Event], Handler] = {
    tel.SupervisionStarted: on_started,
    tel.SupervisionChanged: on_changed,
    tel.SupervisionEnded: on_ended,
    tel.HelpChanged: on_help,
    tel.AgentMarked: on_marked,
    tel.AgentChanged: on_agent_changed,
}


def handle(event: tel.Event) -> list[Touched]:
    """Write one event. Events that are not about supervision touch nothing."""
    handler = HANDLERS.get(type(event))
    return handler(event) if handler else []
