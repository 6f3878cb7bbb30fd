"""The media that can be handed out as work: each app that keeps things from citizens plugs in here.

An app hands a thing in (``actions.do_arrive``) when it comes and closes it (``actions.do_close``) when it is dealt
with, in its own transaction. What the work list must know of it in between, of the plugged ``Source``.

One order of locks, for all: first the thing, then its piece of work. An app has the thing locked when it calls
``actions``; where an engine's event comes first, ``handlers`` has the ``Source`` hold the thing before they lock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from telephony.contracts.work import WorkMedium


@dataclass(frozen=True, slots=True)
class Arrival:
    """A thing that came. ``source``: its key where it is kept; ``sender``: E.164 or an address; ``title``: one line;
    ``queue``: key of the queue that hands it out, "": the one of its medium's rule; ``knows``: number of the agent who
    is to have it if they are on duty."""

    source: str
    arrived_at: datetime
    sender: str = ""
    title: str = ""
    language: str = "zh"
    business: str = ""
    queue: str = ""
    knows: str = ""


class Source(Protocol):
    """Where things of one medium are kept, asked within their tenant."""

    def path(self, source: str) -> str:
        """The page of the console that shows it ("/voicemail?call=…")."""
        ...

    def is_open(self, source: str) -> bool:
        """Is there still something to do about it?"""
        ...

    def open_arrivals(self) -> Iterable[Arrival]:
        """What is to be done at present, oldest first: handed in when the medium is switched on."""
        ...

    def hold(self, source: str) -> None:
        """Lock the thing until the transaction ends. One that nothing is written to when it is taken needs none."""
        ...

    def taken(self, source: str, agent_number: str) -> None:
        """An agent has it in hand; "": nobody any more. Told in the transaction that notes it, while it is held."""
        ...


_sources: dict[WorkMedium, Source] = {}


def plug(medium: WorkMedium, source: Source) -> None:
    """Let things of ``medium`` be handed out."""
    _sources[medium] = source


def source_of(medium: str) -> Source | None:
    """Where things of ``medium`` are kept; None: no app keeps any."""
    return _sources.get(WorkMedium(medium))


def plugged() -> list[WorkMedium]:
    """The media that apps keep, in a fixed order."""
    return [medium for medium in WorkMedium if medium in _sources]
