"""Reading recordings of the entered tenant."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec
from django.db.models import Count, Min, Q, QuerySet, Sum
from django.utils import timezone

from hotline import tenancy
from telephony.contracts.plan import CallDirection, OpenHours, RecordingRule

from .holding import Belongings
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
    """What recordings are looked for by; None or "" does not matter.

    ``text``: part of their number, or of a telephone number of their call. ``shortest``, ``longest``: seconds.
    ``of``: what belongs to a case and to a citizen; a recording must belong to each.
    """

    text: str = ""
    agent_number: str = ""
    seat: str = ""
    kind: str = ""
    queue: str = ""
    gateway: str = ""
    trunk: str = ""
    shortest: float | None = None
    longest: float | None = None
    of: tuple[Belongings | None, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


def found(search: Search) -> QuerySet[Recording]:
    """Recordings, newest first; what failed is left out."""
    rows = Recording.objects.exclude(state=RecordingState.FAILED)
    names = ("agent_number", "seat", "kind", "queue", "gateway", "trunk")
    exact = {name: getattr(search, name) for name in names}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if search.since:
        rows = rows.filter(started_at__gte=search.since)
    if search.until:
        rows = rows.filter(started_at__lt=search.until)
    if search.shortest is not None:
        rows = rows.filter(seconds__gte=search.shortest)
    if search.longest is not None:
        rows = rows.filter(seconds__lte=search.longest)
    if search.text:
        part = "".join(search.text.split())
        rows = rows.filter(Q(number__icontains=part) | Q(caller__contains=part) | Q(called__contains=part))
    for belongings in search.of:
        rows = rows.filter(belonging(belongings)) if belongings else rows.none()
    return rows


def belonging(found: Belongings) -> Q:
    """The condition that a recording is one of ``found``."""
    return (
        Q(number__in=list(found.recordings))
        | Q(call_id__in=list(found.calls))
        | Q(caller__in=list(found.phones))
        | Q(called__in=list(found.phones))
    )


@dataclass(frozen=True)
class Storage:
    """``waiting`` recordings are still on a gateway, the ``oldest`` since then; ``stored`` are kept, in ``size``
    bytes."""

    waiting: int
    oldest: datetime | None
    stored: int
    size: int


def storage() -> Storage:
    """How it stands with the sound of the entered tenant."""
    waiting, kept = Q(state=RecordingState.SPOOLED), Q(state=RecordingState.STORED)
    found = Recording.objects.aggregate(
        waiting=Count("id", filter=waiting),
        oldest=Min("started_at", filter=waiting),
        stored=Count("id", filter=kept),
        size=Sum("size", filter=kept),
    )
    return Storage(found["waiting"], found["oldest"], found["stored"], found["size"] or 0)


def picture(pk: int) -> tuple[Recording, bytes] | None:
    """A recording with the bytes of its waveform (none before it is stored); None when there is no such one."""
    row = Recording.objects.select_related("waveform").filter(pk=pk).first()
    if row is None:
        return None
    return row, bytes(row.waveform.peaks) if hasattr(row, "waveform") else b""


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
