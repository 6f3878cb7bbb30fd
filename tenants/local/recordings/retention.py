"""Keeping and deleting: retention rules, legal holds, and the daily deletion of what is due.

A hold and a deletion of one tenant never overlap: both take the tenant's retention lock, so what was held before the
lock was had is seen, and what is held after comes too late for one recording at most, which was due and not held.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Count, Max, Min, Q, QuerySet, Sum
from django.utils import timezone

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Invalid, NotFound, Required, TooLong
from hotline.objectstore import ObjectMissing, ObjectStore
from telephony.contracts.events import RecordingKind

from . import holding, rules
from .actions import RecordingSource, files_of
from .errors import EndInThePast, HoldOver, NothingToHold, RuleTwice, SoundStillThere, TooFewDays
from .models import Deletion, Hold, HoldSubject, Recording, RecordingState, RetentionRule, Waveform
from .queries import active_holds, belonging
from .rules import Keeping

log = logging.getLogger(__name__)

REASON_MOST = 200
#: deletions that failed in a row: the store is away, and the next night tries again
FAILURES_MOST = 5
DELETABLE = (RecordingState.STORED, RecordingState.SPOOLED, RecordingState.FAILED)


@dataclass(frozen=True, slots=True)
class Due:
    """What a rule would delete now. ``held``: as many more are due and held."""

    rule: Keeping
    count: int
    size: int
    seconds: float
    held: int
    oldest: datetime | None
    newest: datetime | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of a night: recordings deleted, and those whose sound could not be."""

    deleted: int
    failed: int


# --------------------------------------------------------------------- rules


def rules_now() -> list[Keeping]:
    """The rules in force."""
    return [Keeping(kind=row.kind, days=row.days, queue=row.queue) for row in RetentionRule.objects.all()]


def check_rules(given: Sequence[Keeping]) -> None:
    """Raises Invalid (kind), TooFewDays, Invalid (days), RuleTwice."""
    for rule in given:
        if rule.kind not in set(RecordingKind):
            raise Invalid("kind")
        if rule.days < rules.LEAST_DAYS:
            raise TooFewDays("days", least=rules.LEAST_DAYS)
        if rule.days > rules.MOST_DAYS or len(rule.queue) > 80:
            raise Invalid("days")
    if len({(rule.kind, rule.queue) for rule in given}) < len(given):
        raise RuleTwice("rules")


@transaction.atomic
def do_set_rules(actor: Actor, given: Sequence[Keeping]) -> list[Keeping]:
    """Replace the rules; no rule for a kind means that it is kept for good. Raises as check_rules."""
    check_rules(given)
    _lock()
    before = rules_now()
    RetentionRule.objects.all().delete()
    RetentionRule.objects.bulk_create(RetentionRule(kind=r.kind, queue=r.queue, days=r.days) for r in given)
    after = rules_now()
    if set(before) != set(after):
        audit.record(actor, "recording.retention", "retention", "; ".join(rule.words for rule in after) or "-")
    return after


# --------------------------------------------------------------------- holds


@transaction.atomic
def do_hold(actor: Actor, subject: str, reference: str, reason: str, until: datetime | None = None) -> Hold:
    """Lay a legal hold. Raises Required and TooLong (reason), EndInThePast, NothingToHold."""
    reason, reference = _checked_reason(reason), reference.strip()
    if until is not None and until <= timezone.now():
        raise EndInThePast("until")
    _lock()
    if holding.belongings(subject, reference) is None:
        raise NothingToHold("reference")
    hold = Hold.objects.create(
        subject=HoldSubject(subject),
        reference=reference,
        reason=reason,
        until=until,
        placed_at=timezone.now(),
        placed_by=actor.name,
    )
    end = f" until {until:%Y-%m-%d %H:%M}Z" if until else ""
    audit.record(actor, "recording.hold", f"{subject.lower()} {reference}", f"{reason}{end}")
    return hold


@transaction.atomic
def do_lift(actor: Actor, hold_id: int, reason: str) -> Hold:
    """Lift a hold. Raises NotFound, HoldOver, Required and TooLong (reason)."""
    reason = _checked_reason(reason)
    hold = Hold.objects.select_for_update().filter(pk=hold_id).first()
    if hold is None:
        raise NotFound("id")
    if hold.lifted_at or (hold.until and hold.until <= timezone.now()):
        raise HoldOver("id")
    hold.lifted_at, hold.lifted_by, hold.lifted_why = timezone.now(), actor.name, reason
    hold.save(update_fields=["lifted_at", "lifted_by", "lifted_why"])
    audit.record(actor, "recording.hold_lift", f"{hold.subject.lower()} {hold.reference}", reason)
    return hold


def _checked_reason(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise Required("reason")
    if len(reason) > REASON_MOST:
        raise TooLong("reason", limit=REASON_MOST)
    return reason


def held(now: datetime | None = None) -> Q:
    """The condition that a recording is held."""
    found = [holding.belongings(hold.subject, hold.reference) for hold in active_holds(now or timezone.now())]
    return belonging(holding.Belongings.joined(part for part in found if part is not None))


# ------------------------------------------------------------------ deletion


def due(given: Sequence[Keeping], rule: Keeping, now: datetime) -> QuerySet[Recording]:
    """What ``rule`` (one of ``given``) has come to the end of, held or not, oldest first."""
    rows = Recording.objects.filter(kind=rule.kind, state__in=DELETABLE, started_at__lt=now - timedelta(days=rule.days))
    rows = rows.filter(queue=rule.queue) if rule.queue else rows.exclude(queue__in=rules.own_queues(given, rule))
    return rows.order_by("started_at", "id")


def preview(given: Sequence[Keeping], now: datetime | None = None) -> list[Due]:
    """What these rules would delete now, rule by rule. Raises as check_rules."""
    check_rules(given)
    at = now or timezone.now()
    spared = held(at)
    found = []
    for rule in given:
        rows = due(given, rule, at).order_by()
        free = rows.exclude(spared)
        facts = free.aggregate(n=Count("id"), b=Sum("size"), s=Sum("seconds"), o=Min("started_at"), l=Max("started_at"))
        kept = rows.count() - facts["n"]
        found.append(Due(rule, facts["n"], facts["b"] or 0, facts["s"] or 0.0, kept, facts["o"], facts["l"]))
    return found


def do_delete_due(
    source: RecordingSource, store: ObjectStore, now: datetime | None = None, most: int | None = None
) -> Outcome:
    """Delete what is due in the entered tenant, each recording on its own; at most ``most``.

    A recording whose sound cannot be deleted stays as it is and is tried again the next time.
    """
    at = now or timezone.now()
    given = rules_now()
    deleted = failed = 0
    for rule in given:
        waiting = due(given, rule, at).exclude(held(at)).values_list("pk", flat=True)
        for pk in list(waiting[: None if most is None else most - deleted]):
            try:
                deleted += _delete_one(pk, rule, source, store, at)
            except Exception:
                failed += 1
                log.exception("recording %s of %s not deleted", pk, tenancy.current())
                if failed >= FAILURES_MOST:
                    return Outcome(deleted, failed)
    return Outcome(deleted, failed)


@transaction.atomic
def _delete_one(pk: int, rule: Keeping, source: RecordingSource, store: ObjectStore, now: datetime) -> bool:
    """The sound first, then the record: should the second fail, the next night finds no sound and only writes."""
    _lock()
    given = rules_now()
    if rule not in given:
        return False
    recording = due(given, rule, now).exclude(held(now)).filter(pk=pk).select_for_update().first()
    if recording is None:  # held, or dealt with, since it was listed
        return False
    if recording.object_key:
        _erase(store, recording.object_key)
    for name in files_of(recording):
        source.delete(recording.gateway, name)
    actor = Actor.system(tenancy.current())
    Deletion.objects.create(
        number=recording.number,
        call_id=recording.call_id,
        kind=recording.kind,
        agent_number=recording.agent_number,
        started_at=recording.started_at,
        seconds=recording.seconds,
        size=recording.size,
        sha256=recording.sha256,
        rule=rule.words,
        deleted_at=timezone.now(),
        deleted_by=actor.name,
    )
    audit.record(actor, "recording.delete", f"recording {recording.number}", rule.words)
    Waveform.objects.filter(recording=recording).delete()
    recording.state, recording.object_key = RecordingState.DELETED, ""
    recording.save(update_fields=["state", "object_key"])
    return True


def _erase(store: ObjectStore, key: str) -> None:
    store.delete(key)
    try:
        store.size(key)
    except ObjectMissing:
        return
    raise SoundStillThere(key)


def _lock() -> None:
    """One at a time in a tenant, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('hotline.retention'), hashtext(current_schema()))")
