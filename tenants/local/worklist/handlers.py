"""Engine events become the state of written work in the tenant that has been entered.

Events come in their order; one about a piece that is done already only has the engine told again.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from telephony.contracts import work as wk
from telephony.contracts.events import AgentChanged, AgentState, Event

from . import media
from .events import WorkTouched
from .models import WorkItem, WorkPause, WorkState

Handler = Callable[[Any], list[WorkTouched]]


def _moment(epoch: float) -> datetime:
    return datetime.fromtimestamp(epoch, tz=UTC)


def _row(event: wk.WorkEvent) -> WorkItem | None:
    """The piece, if it is still open."""
    row = WorkItem.objects.select_for_update().filter(work_id=event.work_id).first()
    return row if row and row.state != WorkState.DONE else None


def _held_row(event: wk.WorkEvent) -> WorkItem | None:
    """The piece, if it is still open, with the thing that it is about locked before it."""
    known = WorkItem.objects.filter(work_id=event.work_id).first()
    if known and (source := media.source_of(known.medium)):
        source.hold(known.source)
    return _row(event)


def _step(row: WorkItem, event: wk.WorkEvent, step: str, detail: str = "", **fields: Any) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.told = True
    row.save(update_fields=["told", *fields])
    row.steps.create(at=_moment(event.at), step=step, detail=detail[:120])


def on_queued(event: wk.WorkQueued) -> list[WorkTouched]:
    row = _row(event)
    if row is None:  # closed meanwhile
        WorkItem.objects.filter(work_id=event.work_id).update(forgotten=False)
        return [WorkTouched()]
    fields = {"queue": event.queue, "state": WorkState.WAITING, "agent": "", "offered_until": None, "accepted_at": None}
    _step(
        row,
        event,
        "RETURNED" if event.returned else "QUEUED",
        f"{event.queue} #{event.position}",
        returns=row.returns + event.returned,
        **fields,
    )
    return [WorkTouched()]


def on_overflowed(event: wk.WorkOverflowed) -> list[WorkTouched]:
    if row := _row(event):
        _step(row, event, "OVERFLOWED", event.queue)
    return []


def on_offered(event: wk.WorkOffered) -> list[WorkTouched]:
    if row := _row(event):
        at = _moment(event.at)
        fields = {"state": WorkState.OFFERED, "agent": event.agent, "offered_at": at}
        _step(row, event, "OFFERED", event.agent, offered_until=_moment(event.until), **fields)
    return [WorkTouched(event.agent)]


def on_offer_ended(event: wk.WorkOfferEnded) -> list[WorkTouched]:
    if event.outcome is not wk.WorkOutcome.ACCEPTED and (row := _row(event)):
        fields = {"state": WorkState.WAITING, "agent": "", "offered_until": None}
        _step(row, event, event.outcome.value, event.agent, **fields)
    return [WorkTouched(event.agent)]


def on_accepted(event: wk.WorkAccepted) -> list[WorkTouched]:
    if row := _held_row(event):
        at = _moment(event.at)
        fields = {"state": WorkState.IN_HAND, "agent": event.agent, "offered_until": None, "accepted_at": at}
        _step(row, event, "ACCEPTED", event.agent, **fields)
        return [_tell_source(row, event.agent, event.agent)]
    return [WorkTouched(event.agent)]


def on_returned(event: wk.WorkReturned) -> list[WorkTouched]:
    if row := _held_row(event):
        fields = {"state": WorkState.WAITING, "agent": "", "accepted_at": None}
        _step(row, event, "GIVEN_BACK", f"{event.agent} {event.reason}", **fields)
        return [_tell_source(row, event.agent, "")]
    return [WorkTouched(event.agent)]


def on_finished(event: wk.WorkFinished) -> list[WorkTouched]:
    row = _row(event)
    if row:
        at, agent = _moment(event.at), event.agent or ""
        _step(row, event, "DONE", event.reason, state=WorkState.DONE, agent=agent, done_at=at, outcome=event.reason)
    WorkItem.objects.filter(work_id=event.work_id).update(forgotten=True, told=True)
    return [WorkTouched(event.agent or "")]


def on_paused(event: wk.WorkPaused) -> list[WorkTouched]:
    if event.reason is None:
        WorkPause.objects.filter(agent=event.agent).delete()
    else:
        until = _moment(event.until) if event.until else None
        WorkPause.objects.update_or_create(agent=event.agent, defaults={"reason": event.reason, "until": until})
    return [WorkTouched(event.agent)]


def on_agent_changed(event: AgentChanged) -> list[WorkTouched]:
    """Who signs in again begins anew."""
    if event.state is AgentState.SIGNED_OUT:
        WorkPause.objects.filter(agent=event.agent).delete()
    return []


def _tell_source(row: WorkItem, agent: str, holder: str) -> WorkTouched:
    source = media.source_of(row.medium)
    if source:
        source.taken(row.source, holder.rpartition(":")[2])
    return WorkTouched(agent, row.medium, row.source)


HANDLERS: dict[type[Event], Handler] = {
    wk.WorkQueued: on_queued,
    wk.WorkOverflowed: on_overflowed,
    wk.WorkOffered: on_offered,
    wk.WorkOfferEnded: on_offer_ended,
    wk.WorkAccepted: on_accepted,
    wk.WorkReturned: on_returned,
    wk.WorkFinished: on_finished,
    wk.WorkPaused: on_paused,
    AgentChanged: on_agent_changed,
}


def handle(event: Event) -> list[WorkTouched]:
    """Write one event; those that are not about written work touch nothing."""
    handler = HANDLERS.get(type(event))
    return handler(event) if handler else []
