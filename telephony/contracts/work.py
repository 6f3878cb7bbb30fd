"""Written work (a voice message, a web submission, mail, fax, SMS) in the queues of the calls: what the house may ask,
what it is told, and how much of it an agent may have at once.

The engine knows of a piece of work only what is needed to hand it out; what it says stays on the business side.
A piece waits in a queue, is offered to an agent, or is in one agent's hands: never two of these, and never lost.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from .commands import Command, Order
from .events import Event


class WorkMedium(StrEnum):
    """How a piece of written work reached us."""

    VOICEMAIL = "VOICEMAIL"
    WEB = "WEB"
    MAIL = "MAIL"
    FAX = "FAX"
    SMS = "SMS"


class WorkOutcome(StrEnum):
    """How an offer of written work to one agent ended."""

    ACCEPTED = "ACCEPTED"
    NO_ANSWER = "NO_ANSWER"
    REJECTED = "REJECTED"
    AWAY = "AWAY"  # the agent is not ready, or gone
    WITHDRAWN = "WITHDRAWN"  # the work was dealt with elsewhere, or moved


@dataclass(frozen=True, slots=True)
class CapacityPlan:
    """How much at once an agent of ``tenant`` may have, in units.

    A piece of a medium takes ``weights`` of it (1 if not named) from the offer until it is finished; a call takes
    ``call_weight``, 0: all. An agent without room is offered none; one whose capacity is less than a medium's weight
    is never offered that medium. A call is offered whatever written work is in hand, unless it ``blocks_calls``.
    An offer ends after ``offer_seconds``; then the agent is offered no written work until they ask for it again, after
    one declined for ``pause_seconds``."""

    tenant: str
    capacity: int = 3
    weights: dict[str, int] = field(default_factory=dict)  # WorkMedium -> units
    call_weight: int = 0
    blocks_calls: bool = False
    offer_seconds: float = 60.0
    pause_seconds: float = 60.0


# ----------------------------------------------------------------------------------------------- commands


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCommand(Command):
    """A command about the piece of written work ``work_id`` (unique in the city)."""

    work_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnqueueWork(WorkCommand):
    """Let agents of ``tenant`` have the work in its turn. The same ``work_id`` again changes nothing, also when it is
    finished. ``caller``: E.164 of who sent it, "" unknown: whoever talked with them last is preferred
    where the queue says so. ``knows``: the agent (key) who is to have it if they are on duty in its queue: nobody
    else is offered it for ``knows_seconds``, nor for as long as the queue waits for such agents. A ``queue``
    that is not in the plan: the tenant's queue of the role "general" instead."""

    tenant: str
    medium: WorkMedium
    queue: str
    enqueued_at: float
    priority: int = 0
    language: str = "zh"
    caller: str = ""
    called: str = ""
    business: str | None = None
    knows: str = ""
    knows_seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawWork(WorkCommand):
    """The work is dealt with, whoever has it; unknown work is no error. ``reason``: "DONE", "DISMISSED" …"""

    reason: str = "DONE"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentWorkCommand(WorkCommand):
    """An agent's command about work that is offered to them, or in their hands."""

    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptWork(AgentWorkCommand):
    """Take the work that is offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectWork(AgentWorkCommand):
    """Decline the offer: the work is first in its queue again, the agent is offered none for a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnWork(AgentWorkCommand):
    """Give work in hand back: it is first in its queue again, the agent is offered none for a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishWork(AgentWorkCommand):
    """The work in hand is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseWork(Command):
    """``agent`` wants no written work (calls go on), or wants it again."""

    agent: str
    paused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveWork(Order):
    """Take work from where it is, an agent's hands too, and let it wait in ``queue``, first if ``first``."""

    work_id: str
    queue: str
    first: bool = False


# ------------------------------------------------------------------------------------------------- events


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkEvent(Event):
    """Base of events about one piece of written work, told to the tenant that it belongs to."""

    work_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkQueued(WorkEvent):
    """Waiting. ``returned``: it is first in its queue again after an offer in vain or after an agent had it."""

    queue: str
    medium: WorkMedium
    position: int
    returned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOverflowed(WorkEvent):
    """From now on agents of ``queue`` may take the work too."""

    queue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOffered(WorkEvent):
    """Shown at the agent's desk until ``until``."""

    agent: str
    seat: str
    queue: str
    medium: WorkMedium
    until: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOfferEnded(WorkEvent):
    """The offer is over."""

    agent: str
    outcome: WorkOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkAccepted(WorkEvent):
    """In the agent's hands. ``waited_seconds`` since it was enqueued."""

    agent: str
    seat: str
    waited_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkReturned(WorkEvent):
    """Out of the agent's hands unfinished. ``reason``: "RETURNED", "MOVED", "SIGNED_OUT", "FORCED", "LINE_LOST"."""

    agent: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFinished(WorkEvent):
    """The engine knows the work no more. ``agent``: who had it in hand, None when nobody had; ``seconds`` in hand."""

    agent: str | None
    reason: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPaused(Event):
    """Whether an agent is offered written work. ``reason``: "ASKED", "NO_ANSWER", "REJECTED", "RETURNED"; None: is
    offered it again. ``until``: when it ends by itself."""

    agent: str
    reason: str | None
    until: float | None = None
