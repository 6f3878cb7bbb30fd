"""What the house may ask of the engine about calls that the platform places by itself, and what it is told of them.

Three kinds: a *dispatch* (units called at once with a message that they acknowledge by key), a *campaign* (a list of
numbers, dialled for agents or with a questionnaire) and, in both, *talks*: what is said and which keys are taken.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from .commands import Command
from .events import CallEvent, Event


class ReachOutcome(StrEnum):
    """How one attempt to reach somebody ended."""

    TALKED = "TALKED"  # with an agent
    COMPLETED = "COMPLETED"  # the talk was heard to its end
    BROKEN_OFF = "BROKEN_OFF"  # answered, and hung up in the middle of the talk
    ABANDONED = "ABANDONED"  # answered, and no agent was free in time
    BUSY = "BUSY"
    NO_ANSWER = "NO_ANSWER"
    MACHINE = "MACHINE"  # an answering machine picked up
    INVALID = "INVALID"  # the network says that there is no such number
    FAILED = "FAILED"  # a fault of the network, or of ours
    NOT_DIALLED = "NOT_DIALLED"  # the agent's telephone was not picked up; the number never rang


class UnitState(StrEnum):
    """Where one unit of a dispatch stands."""

    DIALLING = "DIALLING"
    WAITING = "WAITING"  # for the next attempt
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    UNREACHED = "UNREACHED"  # every attempt was in vain
    CANCELLED = "CANCELLED"


class DialMode(StrEnum):
    """How a campaign dials."""

    PREVIEW = "PREVIEW"  # the agent looks first and dials; the engine has no part in it
    PROGRESSIVE = "PROGRESSIVE"  # one number for one idle agent, whose telephone is rung first
    PREDICTIVE = "PREDICTIVE"  # numbers first, more than there are idle agents, within a limit of abandoned calls
    AUTOMATIC = "AUTOMATIC"  # no agent: the talk is held by the machine


class MachineRule(StrEnum):
    """What a campaign does with answering machines."""

    OFF = "OFF"  # nothing: whoever answers counts as a person
    HANG_UP = "HANG_UP"
    LEAVE_MESSAGE = "LEAVE_MESSAGE"  # when its greeting is over


# ------------------------------------------------------------------------------------------------- values


@dataclass(frozen=True, slots=True)
class TalkStep:
    """Prompts, then a key. ``keys``: digit -> key of the next step, "" for the end. Without keys the step says its
    prompts and goes on to ``next``. ``repeat``: the digit that says it all again. What is pressed is the answer."""

    key: str
    prompts: tuple[str, ...]
    keys: dict[str, str] = field(default_factory=dict)
    next: str = ""
    repeat: str = ""
    tries: int = 3
    input_seconds: float = 8.0


@dataclass(frozen=True, slots=True)
class Talk:
    """What is said to somebody who was called; begins with the first step. ``language``: of the recordings."""

    steps: tuple[TalkStep, ...]
    language: str = "zh"


@dataclass(frozen=True, slots=True)
class DispatchUnit:
    """Somebody to be called, at the first of ``numbers`` (raw), then the second and so on, around again."""

    key: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DialTarget:
    """One number of a campaign. ``id`` comes back in the outcome."""

    id: str
    number: str


# ----------------------------------------------------------------------------------------------- commands


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachCommand(Command):
    """Base. ``tenant``: whose it is, and who is told."""

    tenant: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartDispatch(OutreachCommand):
    """Call all ``units`` at once. An answer of ``accept`` or ``refuse`` at the first step settles a unit; else it is
    tried again, ``tries`` times in all, ``interval_seconds`` after the end of the last attempt."""

    dispatch: str
    units: tuple[DispatchUnit, ...]
    talk: Talk
    accept: str = "1"
    refuse: str = "9"
    tries: int = 3
    interval_seconds: float = 60.0
    ring_seconds: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelDispatch(OutreachCommand):
    """Call nobody any more, hang up whoever has not acknowledged yet."""

    dispatch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCampaign(OutreachCommand):
    """Dial, or go on with changed settings. ``queue``: whose idle agents are used; ``until``: epoch seconds after
    which nothing is dialled (the end of calling hours); ``abandon_limit``: 0.03 means at most three of a hundred
    people who answer may find no agent; ``hold_seconds``: how long they wait for one; ``apology``: prompts for whom
    there was none; ``lines``: calls at once in AUTOMATIC mode, and the most in any other; ``machine``: what becomes of
    answering machines, ``message``: prompts that are left on them."""

    campaign: str
    mode: DialMode
    queue: str = ""
    until: float | None = None
    abandon_limit: float = 0.03
    hold_seconds: float = 2.0
    ring_seconds: float = 25.0
    lines: int = 10
    apology: tuple[str, ...] = ("dialler-abandoned",)
    talk: Talk | None = None
    machine: MachineRule = MachineRule.OFF
    message: tuple[str, ...] = ("dialler-message",)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedCampaign(OutreachCommand):
    """Numbers to dial next, in this order. A target that is known already is not taken twice."""

    campaign: str
    targets: tuple[DialTarget, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StopCampaign(OutreachCommand):
    """Dial nobody any more; calls that are answered go on. What was not dialled is forgotten."""

    campaign: str


# ------------------------------------------------------------------------------------------------- events


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachDialled(CallEvent):
    """The platform calls ``number`` (E.164). ``purpose``: "DISPATCH" or "CAMPAIGN"; ``reference``: "dispatch/unit" or
    "campaign/target"."""

    number: str
    purpose: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachAnswered(CallEvent):
    """Somebody picked up; the talk begins, or an agent is looked for."""

    purpose: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRecognised(CallEvent):
    """Whether a person or a machine picked up. ``machine``: hung up, or a message is left; ``why``: the gateway's own
    word; ``seconds``: how long it took to tell."""

    purpose: str
    reference: str
    machine: bool
    why: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachEnded(CallEvent):
    """The attempt is over. ``answers``: step -> key pressed; ``cause``: Q.850 of the number's leg; ``agent``: who
    talked; ``message_left``: on a machine, to its end."""

    purpose: str
    reference: str
    outcome: ReachOutcome
    answers: dict[str, str]
    cause: int
    agent: str | None
    answered_at: float | None
    message_left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchUnitChanged(Event):
    """A unit of a dispatch. ``attempt`` counts from 1; ``number``: dialled last; ``next_at``: of the next attempt."""

    dispatch: str
    unit: str
    state: UnitState
    attempt: int
    number: str
    call_id: str | None = None
    outcome: ReachOutcome | None = None
    next_at: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchEnded(Event):
    """Every unit is settled."""

    dispatch: str
    cancelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignChanged(Event):
    """A running campaign's numbers, at most once a second and at least every ten. ``buffered``: numbers given and not
    dialled; ``answered`` (by people), ``abandoned`` and ``machines``: since it was started here; ``wanted``: how many
    more numbers it could use; ``ratio``: lines ringing for an idle agent at the last look."""

    campaign: str
    running: bool
    buffered: int
    ringing: int
    talking: int
    waiting: int
    idle: int
    dialled: int
    answered: int
    abandoned: int
    wanted: int
    ratio: float
    machines: int = 0
