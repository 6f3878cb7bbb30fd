"""Raising, clearing and acknowledging alarms. Each enters the public schema by itself.

Listeners are told after the commit whose alarms have changed: the tenant's key, "" for the whole city.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import NotFound
from telephony.contracts.events import LASTING, AlarmKind

from .errors import NothingToAcknowledge
from .models import Alarm
from .queries import IN_STATE, AlarmState

KEPT = timedelta(days=400)
NOTE_LENGTH = 300

_listeners: list[Callable[[str], None]] = []


def on_change(listener: Callable[[str], None]) -> None:
    """Have ``listener(tenant)`` called after each commit that changed an alarm."""
    if listener not in _listeners:
        _listeners.append(listener)


def do_raise(
    kind: AlarmKind, subject: str, detail: str = "", *, tenant: str = "", times: int = 1, at: datetime | None = None
) -> Alarm:
    """Note an alarm; one that stands already counts up."""
    at, subject = at or timezone.now(), subject[:80]
    with tenancy.entered_public(), transaction.atomic():
        row, made = Alarm.objects.select_for_update().get_or_create(
            kind=kind.value,
            subject=subject,
            open=True,
            defaults={"detail": detail[:300], "tenant": tenant, "first_at": at, "last_at": at, "times": times},
        )
        if not made:
            row.times, row.last_at, row.detail = row.times + times, max(row.last_at, at), detail[:300] or row.detail
            row.save(update_fields=["times", "last_at", "detail"])
        _tell([tenant])
    return row


def do_clear(kind: AlarmKind, subject: str, *, at: datetime | None = None) -> bool:
    """A lasting alarm is over; False when it did not stand."""
    with tenancy.entered_public(), transaction.atomic():
        return _close(Alarm.objects.filter(kind=kind.value, subject=subject[:80], open=True), at)


def do_hold(kind: AlarmKind, subject: str, detail: str | None) -> bool:
    """A lasting alarm stands while ``detail`` says what is wrong, and is over when it is None; did that change?

    Asked again and again, it neither counts up nor tells the browsers what they know."""
    if detail is None:
        return do_clear(kind, subject)
    with tenancy.entered_public():
        if Alarm.objects.filter(kind=kind.value, subject=subject[:80], open=True).exists():
            return False
    do_raise(kind, subject, detail)
    return True


def do_forget(kinds: Iterable[AlarmKind], before: datetime) -> bool:
    """Lasting alarms raised ``before`` a moment since which nobody would tell of their end are over."""
    values = [kind.value for kind in kinds if kind in LASTING]
    with tenancy.entered_public(), transaction.atomic():
        return _close(Alarm.objects.filter(kind__in=values, open=True, last_at__lt=before), None)


def _close(rows: QuerySet[Alarm], at: datetime | None) -> bool:
    found = list(rows.select_for_update())
    Alarm.objects.filter(pk__in=[row.pk for row in found]).update(open=False, cleared_at=at or timezone.now())
    _tell({row.tenant for row in found})
    return bool(found)


def do_acknowledge(ids: Sequence[int], note: str, *, only: str | None, actor: Actor) -> int:
    """Somebody has seen to these; how many there were. ``only``: of this tenant's own (None: any).

    An alarm that does not last is over by that. Raises NotFound (one of them is not theirs to see),
    NothingToAcknowledge."""
    note = note.strip()[:NOTE_LENGTH]
    with tenancy.entered_public(), transaction.atomic():
        rows = Alarm.objects.select_for_update().filter(pk__in=ids)
        found = [row for row in rows if only is None or row.tenant == only]
        if len(found) < len(set(ids)):
            raise NotFound("ids")
        waiting = Alarm.objects.filter(IN_STATE[AlarmState.RAISED], pk__in=[row.pk for row in found])
        seen = list(waiting)
        if not seen:
            raise NothingToAcknowledge("ids")
        Alarm.objects.filter(pk__in=[row.pk for row in seen]).update(
            acknowledged_at=timezone.now(), acknowledged_by=actor.name[:64], note=note
        )
        Alarm.objects.filter(pk__in=[row.pk for row in seen]).exclude(kind__in=LASTING).update(
            open=False, cleared_at=F("acknowledged_at")
        )
        with tenancy.entered(actor.tenant):
            for row in seen:
                audit.record(actor, "alarm.acknowledge", f"{row.kind} {row.subject}", note)
        _tell({row.tenant for row in seen})
    return len(seen)


def do_forget_old() -> int:
    """Drop what was over long ago; how many."""
    with tenancy.entered_public():
        return Alarm.objects.filter(open=False, last_at__lt=timezone.now() - KEPT).delete()[0]


def _tell(tenants: Iterable[str]) -> None:
    for tenant in set(tenants):
        for listener in _listeners:
            transaction.on_commit(partial(listener, tenant), robust=True)
