"""Carrying out the outbox. Any number of workers may do it at once; each row is in one worker's hands at a time.

A row is claimed by a short transaction that makes it UNKNOWN for LEASE: if the worker dies in the middle, nobody knows
whether the effect took place, and after the lease the row is settled instead of blindly repeated.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from hotline import tenancy

from .outcomes import Carrier, Done, Effect, Failed, Outcome, Retry, Unknown, carrier

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
MOST_ATTEMPTS = 40  # with the pauses above: about a day and a half
BATCH = 200


def drain(limit: int = BATCH) -> int:
    """Carry out what is due, oldest first, at most ``limit`` rows; how many were."""
    done = 0
    with tenancy.entered_public():
        while done < limit and (claimed := _claim()) is not None:
            pk, effect, uncertain, who = claimed
            _record(pk, effect, _carry(effect, uncertain, who), who)
            done += 1
    return done


def pause_after(attempts: int) -> timedelta:
    """How long to wait after this many tries: 5 s, 10 s, 20 s … one hour."""
    return min(FIRST_PAUSE * (1 << min(attempts - 1, 16)), LONGEST_PAUSE)


def _claim() -> tuple[int, Effect, bool, Carrier] | None:
    from .models import OutboxRow, OutboxState

    now = timezone.now()
    with transaction.atomic():
        rows = OutboxRow.objects.select_for_update(skip_locked=True)
        open_states = (OutboxState.PENDING, OutboxState.UNKNOWN)
        row = rows.filter(state__in=open_states, due_at__lte=now).order_by("due_at", "id").first()
        if row is None:
            return None
        who, uncertain = carrier(row.kind), row.state == OutboxState.UNKNOWN
        row.attempts += 1
        row.state, row.due_at = OutboxState.UNKNOWN, now + LEASE
        row.save(update_fields=["attempts", "state", "due_at"])
    effect = Effect(row.tenant, row.kind, row.key, row.payload, row.attempts, row.created_at)
    return row.pk, effect, uncertain, who or Carrier(_nobody)


def _nobody(effect: Effect) -> Outcome:
    return Retry(f"nobody carries out {effect.kind}")


def _carry(effect: Effect, uncertain: bool, who: Carrier) -> Outcome:
    handler = who.settle if uncertain and who.settle else who.carry
    try:
        return handler(effect)
    except tenancy.DatabaseAway:
        raise
    except Exception as error:
        log.exception("outbox %s", effect.key)
        # our own fault, at an unknown point: to be settled where that can be done
        return Unknown(repr(error)) if who.settle else Retry(repr(error))


def _record(pk: int, effect: Effect, outcome: Outcome, who: Carrier) -> None:
    from .models import OutboxRow, OutboxState

    now = timezone.now()
    if not isinstance(outcome, Done | Failed) and effect.attempts >= MOST_ATTEMPTS:
        outcome = Failed(outcome.error)
    fields: dict[str, object]
    match outcome:
        case Done():
            fields = {"state": OutboxState.DONE, "done_at": now, "last_error": ""}
        case Failed(error):
            fields = {"state": OutboxState.FAILED, "done_at": now, "last_error": error[:500]}
            log.error("outbox %s failed: %s", effect.key, error)
        case Retry(error, after):
            fields = {"state": OutboxState.PENDING, "due_at": _next(now, effect, after), "last_error": error[:500]}
        case Unknown(error):
            fields = {"state": OutboxState.UNKNOWN, "due_at": _next(now, effect, None), "last_error": error[:500]}
    with transaction.atomic():
        if isinstance(outcome, Failed) and who.give_up:
            who.give_up(effect, outcome.error)
        OutboxRow.objects.filter(pk=pk).update(**fields)


def _next(now: datetime, effect: Effect, after: float | None) -> datetime:
    return now + (timedelta(seconds=after) if after is not None else pause_after(effect.attempts))
