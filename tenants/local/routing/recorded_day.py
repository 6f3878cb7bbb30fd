"""A day as it was: who called, what they pressed, when they lost patience, how long they talked, who was on duty.

Read from every tenant through the door; each call from the tenant that it belongs to. The city's local day.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec
from django.db.models import QuerySet
from django.utils import timezone

from hotline import tenancy
from telephony.facade.replay import Duty, RecordedCall
from tenants.local.contacts.models import Contact, ContactStep, PresencePeriod
from tenants.shared.registry import queries as registry

INBOUND = ("TELEPHONE", "WEB_CALL")
ON_DUTY = frozenset({"READY", "RINGING", "DIALLING", "TALKING", "WRAP_UP"})
USUAL_TALK_SECONDS = 120.0


def _bounds(day: date) -> tuple[datetime, datetime]:
    begin = timezone.make_aware(datetime.combine(day, time.min))
    return begin, begin + timedelta(days=1)


def _tenants() -> Iterator[str]:
    with tenancy.entered_public():
        tenants = registry.tenants()
    for tenant in tenants:
        with tenancy.entered_public(), tenancy.entered(tenant.key):
            yield tenant.key


def _queued(tenant: str, day: date) -> QuerySet[Contact]:
    begin, end = _bounds(day)
    rows = Contact.objects.filter(arrived_at__gte=begin, arrived_at__lt=end, home_tenant=tenant, medium__in=INBOUND)
    return rows.exclude(queued_at=None).exclude(ended_at=None)


def has_calls(day: date) -> bool:
    """Did anybody wait for a person on this day?"""
    return any(_queued(tenant, day).exists() for tenant in _tenants())


def calls(day: date) -> list[RecordedCall]:
    """The callers of a day who waited for a person, as they came."""
    found: list[RecordedCall] = []
    for tenant in _tenants():
        rows = list(_queued(tenant, day))
        keys = _keys([row.pk for row in rows])
        found += [_recorded(row, keys[row.pk]) for row in rows]
    return sorted(found, key=lambda call: (call.at, call.caller))


def _recorded(row: Contact, keys: str) -> RecordedCall:
    left = row.answered_at is None and row.queued_at and row.ended_at
    return RecordedCall(
        at=row.arrived_at.timestamp(),
        caller=row.caller,
        called=row.called,
        keys=keys,
        patience=(row.ended_at - row.queued_at).total_seconds() if left and row.ended_at and row.queued_at else None,
        talk=row.talked_seconds or USUAL_TALK_SECONDS,
    )


def _keys(contacts: list[int]) -> dict[int, str]:
    """What was pressed in the IVR, by contact: the trace's flow steps name the node and the keys that led to it."""
    pressed: dict[int, str] = defaultdict(str)
    steps = ContactStep.objects.filter(contact_id__in=contacts, step="FLOW").order_by("at", "id")
    for contact, detail in steps.values_list("contact_id", "detail"):
        pressed[contact] += detail.partition(" ")[2]
    return pressed


def duties(day: date) -> list[Duty]:
    """When each agent took calls: the periods of their presence, put together."""
    begin, end = (each.timestamp() for each in _bounds(day))
    found: list[Duty] = []
    for _ in _tenants():
        rows = PresencePeriod.objects.filter(
            state__in=ON_DUTY, began_at__lt=_bounds(day)[1], ended_at__gt=_bounds(day)[0]
        )
        for row in rows.order_by("agent", "began_at"):
            since, until = max(begin, row.began_at.timestamp()), min(end, row.ended_at.timestamp())
            last = found[-1] if found and found[-1].agent == row.agent else None
            if last and since - last.ends < 1.0:
                found[-1] = Duty(row.agent, last.begins, max(last.ends, until))
            else:
                found.append(Duty(row.agent, since, until))
    return found


def plain(figures: Any) -> Any:
    """Figures as what JSON can hold."""
    return msgspec.to_builtins(figures)
