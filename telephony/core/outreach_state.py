"""What is remembered of calls that the platform places by itself. Plain data, part of the switchboard's state."""

from dataclasses import dataclass, field

from telephony.contracts.fax import SendFax
from telephony.contracts.outreach import DialTarget, RunCampaign, StartDispatch, Talk, UnitState


@dataclass(slots=True)
class Reach:
    """One attempt. ``owner`` and ``item``: dispatch and unit, or campaign and target. ``step``: of the talk that is
    being held; ``listening``: its prompts are over; ``dialled_at``: when the number was called;
    ``met``: an agent answered for it, ``talked``: they were joined; ``sorry``: the apology is being said; ``judging``:
    nobody knows yet whether a person answered; ``machine``: none did; ``left``: it has heard the message."""

    tenant: str
    purpose: str
    owner: str
    item: str
    number: str
    talk: Talk | None = None
    step: str = ""
    tries: int = 0
    listening: bool = False
    answers: dict[str, str] = field(default_factory=dict)
    completed: bool = False
    dialled_at: float | None = None
    answered_at: float | None = None
    met: bool = False
    talked: bool = False
    sorry: bool = False
    agent: str | None = None
    cause: int = 16
    leg: str = ""  # to the number
    cancelled: bool = False
    judging: bool = False
    machine: bool = False
    left: bool = False
    fax: SendFax | None = None  # what is sent as soon as somebody answers
    sent_pages: int = 0
    fax_error: str = ""
    fax_remote_id: str = ""


@dataclass(slots=True)
class Unit:
    """A unit of a dispatch. ``tries``: attempts made."""

    key: str
    numbers: tuple[str, ...]
    state: UnitState = UnitState.WAITING
    tries: int = 0
    call_id: str | None = None


@dataclass(slots=True)
class Dispatch:
    """An enforcement dispatch under way."""

    order: StartDispatch
    units: dict[str, Unit]
    cancelled: bool = False


@dataclass(slots=True)
class Pace:
    """What pacing has learned. Counts fade, so that a quiet morning does not pay for a reckless noon.
    ``ring_seconds``: mean time until somebody answers; ``answers_at``: answers by how long it had rung, in bins."""

    dialled: float = 0.0
    answered: float = 0.0
    abandoned: float = 0.0
    ring_seconds: float = 12.0
    answers_at: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Campaign:
    """A running campaign. ``calls``: attempts under way; ``seen``: targets buffered or under way; ``looked``: what
    pacing saw last; ``told``: the numbers told last; ``stopping``: dials nobody any more."""

    order: RunCampaign
    buffer: list[DialTarget] = field(default_factory=list)
    calls: dict[str, None] = field(default_factory=dict)
    seen: dict[str, None] = field(default_factory=dict)
    pace: Pace = field(default_factory=Pace)
    ratio: float = 0.0
    dialled: int = 0
    answered: int = 0
    abandoned: int = 0
    machines: int = 0
    looked: tuple[int, ...] = ()
    told: tuple[int, ...] = ()
    told_at: float = 0.0
    stopping: bool = False
