"""All that the switchboard wants done after one input. Whoever runs it carries orders out in their order."""

from dataclasses import dataclass, field

from telephony.contracts.commands import Reply
from telephony.contracts.events import Event
from telephony.contracts.gateway import GatewayOrder


@dataclass(frozen=True, slots=True)
class StartTimer:
    """Put TimerFired(key) in at ``at`` (epoch seconds); replaces a running timer of the same key."""

    key: str
    at: float


@dataclass(frozen=True, slots=True)
class CancelTimer:
    """Forget the timer ``key``; one that is not running is no error."""

    key: str


@dataclass(slots=True)
class Effects:
    """What follows from one input. ``events`` are numbered already (``seq``; 0 for those that are not kept).

    ``faults``: moves that the state table does not name and errors, each for the log; empty in tests."""

    orders: list[GatewayOrder] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    timers: list[StartTimer | CancelTimer] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
