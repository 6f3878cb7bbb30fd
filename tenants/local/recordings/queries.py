"""Reading recordings of the entered tenant."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from .models import Recording, RecordingState


def of_calls(call_ids: Iterable[str]) -> list[Recording]:
    """The recordings of some calls, oldest first; what failed is left out."""
    rows = Recording.objects.filter(call_id__in=list(call_ids)).exclude(state=RecordingState.FAILED)
    return list(rows.order_by("started_at", "id"))


def by_id(pk: int) -> Recording | None:
    """One recording."""
    return Recording.objects.filter(pk=pk).first()


def spooled(limit: int = 100) -> list[Recording]:
    """Some of what still has to be fetched from a gateway; by chance, so that what fails for ever blocks nothing."""
    return list(Recording.objects.filter(state=RecordingState.SPOOLED).order_by("?")[:limit])


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
