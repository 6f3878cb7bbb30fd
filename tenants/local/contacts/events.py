"""What the rest of the house may want to know after a contact changed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeskTouched:
    """The screen of ``agent`` (agent key) no longer shows the truth."""

    agent: str


@dataclass(frozen=True, slots=True)
class FloorTouched:
    """Seats, queues or waiting calls of the tenant changed."""


@dataclass(frozen=True, slots=True)
class ContactEnded:
    """A contact is over; ``owed_call_back``: it was lost by a fault of ours."""

    call_id: str
    caller: str
    owed_call_back: bool


@dataclass(frozen=True, slots=True)
class VoiceMessageTouched:
    """A voice message came, was heard, taken or dealt with."""

    call_id: str


Touched = DeskTouched | FloorTouched | ContactEnded | VoiceMessageTouched
