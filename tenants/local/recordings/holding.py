"""What belongs to a case or a citizen: told by rooms above this one, wired once at start-up.

A finder takes a reference (case number, citizen id) and returns what is recorded of it, or None when there is no such
thing in the entered tenant.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .models import HoldSubject, Recording, RecordingState


@dataclass(frozen=True, slots=True)
class Belongings:
    """Calls by the engine's id, telephone numbers in E.164, recordings by number."""

    calls: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    recordings: frozenset[str] = frozenset()

    @classmethod
    def joined(cls, parts: Iterable["Belongings"]) -> "Belongings":
        """All of them together."""
        found = list(parts)
        return cls(
            calls=frozenset().union(*(part.calls for part in found)),
            phones=frozenset().union(*(part.phones for part in found)),
            recordings=frozenset().union(*(part.recordings for part in found)),
        )


Finder = Callable[[str], Belongings | None]


def _one_recording(number: str) -> Belongings | None:
    found = Recording.objects.filter(number=number).exclude(state=RecordingState.DELETED).exists()
    return Belongings(recordings=frozenset({number})) if found else None


_finders: dict[HoldSubject, Finder] = {HoldSubject.RECORDING: _one_recording}


def wire(subject: HoldSubject, finder: Finder) -> None:
    """Ask ``finder`` for what belongs to a subject of this kind from now on."""
    _finders[subject] = finder


def belongings(subject: str, reference: str) -> Belongings | None:
    """What a hold on this subject protects; None when there is no such thing. Raises KeyError for an unwired subject:
    better no deletion at all than one that does not know what is held."""
    return _finders[HoldSubject(subject)](reference)
