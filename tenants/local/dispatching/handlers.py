"""What the switchboard tells of dispatches becomes rows of the entered tenant. Each handler may come twice."""

from datetime import UTC, datetime
from typing import Any

from telephony.contracts import events as tel
from telephony.contracts import outreach

from .events import DispatchTouched
from .models import Dispatch, DispatchAttempt, DispatchState, DispatchUnit

SETTLED = {
    outreach.UnitState.ACCEPTED,
    outreach.UnitState.REFUSED,
    outreach.UnitState.UNREACHED,
    outreach.UnitState.CANCELLED,
}


def moment(epoch: float) -> datetime:
    """Epoch seconds as an aware UTC datetime."""
    return datetime.fromtimestamp(epoch, tz=UTC)


def _pk(key: str) -> int:
    return int(key.rpartition(".")[2])


def on_unit_changed(event: outreach.DispatchUnitChanged) -> list[DispatchTouched]:
    unit = DispatchUnit.objects.select_for_update().filter(pk=int(event.unit), dispatch=_pk(event.dispatch)).first()
    if unit is None:
        return []
    unit.state, unit.tries = event.state.value, event.attempt
    unit.next_at = moment(event.next_at) if event.next_at else None
    unit.settled_at = moment(event.at) if event.state in SETTLED else None
    unit.save(update_fields=["state", "tries", "next_at", "settled_at"])
    if event.number:
        attempt, _ = DispatchAttempt.objects.get_or_create(
            unit=unit,
            attempt=event.attempt,
            defaults={"number": event.number, "call_id": event.call_id or "", "dialled_at": moment(event.at)},
        )
        if event.outcome:
            attempt.outcome, attempt.ended_at = event.outcome.value, moment(event.at)
            attempt.save(update_fields=["outcome", "ended_at"])
    return [DispatchTouched(unit.dispatch_id)]


def on_reach_answered(event: outreach.OutreachAnswered) -> list[DispatchTouched]:
    if event.purpose != "DISPATCH":
        return []
    attempt = DispatchAttempt.objects.select_related("unit").filter(call_id=event.call_id).first()
    if attempt is None:
        return []
    DispatchAttempt.objects.filter(pk=attempt.pk).update(answered_at=moment(event.at))
    return [DispatchTouched(attempt.unit.dispatch_id)]


def on_reach_ended(event: outreach.OutreachEnded) -> list[DispatchTouched]:
    if event.purpose != "DISPATCH" or not event.call_id:
        return []
    attempt = DispatchAttempt.objects.select_related("unit").filter(call_id=event.call_id).first()
    if attempt is None:
        return []
    attempt.key = next(iter(event.answers.values()), "")
    attempt.answered_at = moment(event.answered_at) if event.answered_at else None
    attempt.save(update_fields=["key", "answered_at"])
    return [DispatchTouched(attempt.unit.dispatch_id)]


def on_ended(event: outreach.DispatchEnded) -> list[DispatchTouched]:
    state = DispatchState.CANCELLED if event.cancelled else DispatchState.ENDED
    running = Dispatch.objects.filter(pk=_pk(event.dispatch), state=DispatchState.RUNNING)
    running.update(state=state, ended_at=moment(event.at))
    return [DispatchTouched(_pk(event.dispatch))]


HANDLERS: dict[type[tel.Event], Any] = {
    outreach.DispatchUnitChanged: on_unit_changed,
    outreach.OutreachAnswered: on_reach_answered,
    outreach.OutreachEnded: on_reach_ended,
    outreach.DispatchEnded: on_ended,
}


def handle(event: tel.Event) -> list[DispatchTouched]:
    """Write one event; others touch nothing."""
    handler = HANDLERS.get(type(event))
    return handler(event) if handler else []
