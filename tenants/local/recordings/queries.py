"""Reading recordings of the entered tenant."""

from collections.abc import Iterable

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
