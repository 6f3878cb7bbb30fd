"""Reading recordings of the entered tenant."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec
from django.db.models import Q, QuerySet
from django.utils import timezone

from hotline import tenancy
from telephony.contracts.plan import CallDirection, OpenHours, RecordingRule

from .models import Deletion, Hold, PolicyRule, Recording, RecordingState


def of_calls(call_ids: Iterable[str]) -> list[Recording]:
    """The recordings of some calls, oldest first; what failed is left out, what was deleted is not."""
    rows = Recording.objects.filter(call_id__in=list(call_ids)).exclude(state=RecordingState.FAILED)
    return list(rows.order_by("started_at", "id"))


def by_id(pk: int) -> Recording | None:
    """One recording."""
    return Recording.objects.filter(pk=pk).first()


def spooled(limit: int = 100) -> list[Recording]:
    """Some of what still has to be fetched from a gateway; by chance, so that what fails for ever blocks nothing."""
    return list(Recording.objects.filter(state=RecordingState.SPOOLED).order_by("?")[:limit])


def policy_rules() -> list[PolicyRule]:
    """Which conversations are recorded, the first rule first."""
    return list(PolicyRule.objects.all())


def recording_rules() -> list[RecordingRule]:
    """The same as the engine knows them."""
    tenant = tenancy.current()
    return [
        RecordingRule(
            tenant=tenant,
            percent=row.percent,
            queue=row.queue,
            agent=f"{tenant}:{row.agent_number}" if row.agent_number else "",
            seat=row.seat,
            direction=CallDirection(row.direction) if row.direction else None,
            windows=tuple(msgspec.convert(row.windows, list[OpenHours])),
        )
        for row in PolicyRule.objects.all()
    ]


@dataclass(frozen=True)
class Search:
    """What recordings are looked for by; None or "" does not matter. ``calls``: only of these contacts."""

    text: str = ""
    agent_number: str = ""
    seat: str = ""
    kind: str = ""
    since: datetime | None = None
    until: datetime | None = None
    calls: Collection[str] | None = None


def found(search: Search) -> QuerySet[Recording]:
    """Recordings, newest first; what failed is left out. ``text``: part of a recording's number."""
    rows = Recording.objects.exclude(state=RecordingState.FAILED)
    exact = {"agent_number": search.agent_number, "seat": search.seat, "kind": search.kind}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if search.since:
        rows = rows.filter(started_at__gte=search.since)
    if search.until:
        rows = rows.filter(started_at__lt=search.until)
    if search.calls is not None:
        rows = rows.filter(Q(call_id__in=list(search.calls)) | Q(number__icontains=search.text or "\0"))
    return rows


def active_holds(now: datetime) -> QuerySet[Hold]:
    """Holds that protect something at ``now``."""
    return Hold.objects.filter(Q(until=None) | Q(until__gt=now), lifted_at=None)


def holds(text: str = "", over: bool = False) -> QuerySet[Hold]:
    """Holds in force, or (``over``) those that are not, newest first. ``text``: part of reference, reason or name."""
    now = timezone.now()
    rows = Hold.objects.filter(Q(lifted_at__isnull=False) | Q(until__lte=now)) if over else active_holds(now)
    if text := text.strip():
        rows = rows.filter(Q(reference__icontains=text) | Q(reason__icontains=text) | Q(placed_by__icontains=text))
    return rows


def deletions(text: str = "") -> QuerySet[Deletion]:
    """What has been deleted, newest first. ``text``: part of a number or of a sha256, or an agent's number."""
    rows = Deletion.objects.all()
    if text := text.strip():
        rows = rows.filter(Q(number__icontains=text) | Q(sha256__istartswith=text) | Q(agent_number=text))
    return rows
