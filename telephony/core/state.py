"""All that the switchboard remembers, as plain data, so that it can be written down and read again.

Only facts live here; what can be computed from them (lines of waiting calls and idle agents) is in ``acd``.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from telephony.contracts.commands import Reply
from telephony.contracts.events import AgentState, EndReason, LegKind, RecordingKind
from telephony.contracts.plan import FlowPlan, RoutingPlan
from telephony.contracts.takes import TakeStep
from telephony.core.outreach_state import Campaign, Dispatch, Reach
from telephony.core.states import CallState


@dataclass(slots=True)
class Agent:
    """A signed-in agent. ``after``: reason of the NOT_READY that follows the call; ``idle_since`` decides who is
    next; ``leaving``: no longer in the plan, signed out when the call is over; ``dismissed``: likewise, by order."""

    key: str
    tenant: str
    number: str
    seat: str
    secret: str
    state: AgentState
    since: float
    idle_since: float
    reason: str | None = None
    call_id: str | None = None
    until: float | None = None
    after: str | None = None
    leaving: bool = False
    handled: int = 0  # conversations since signing in
    dismissed: bool = False
    work_paused: str | None = None  # why no written work is offered


@dataclass(slots=True)
class Leg:
    """A live leg of a call. ``closing``: we ordered its end; ``payer``: whose calls out it counts among as long as it
    is up, an agent's key or a tenant's with what placed it ("east/DIALLER"); "" for legs that cost nothing. Of a leg
    to a ``number``: ``trunks`` that it was dialled by in vain before, and by now; ``rang``: somebody's telephone does,
    or did; ``judge`` as in DialNumber."""

    kind: LegKind
    tenant: str
    closing: bool = False
    payer: str = ""
    number: str = ""
    trunks: list[str] = field(default_factory=list)
    rang: bool = False
    judge: bool = False


@dataclass(slots=True)
class Offer:
    """An agent's telephone rings as ``leg``."""

    agent: str
    seat: str
    tenant: str
    leg: str
    queue: str


@dataclass(slots=True)
class Part:
    """The agent who has the call. ``began_at``: when talk began, None before."""

    agent: str
    seat: str
    tenant: str
    leg: str
    queue: str
    began_at: float | None = None
    recording: str | None = None
    muted: bool = False
    paused: bool = False  # its recording
    fresh: str | None = None  # the leg that is to take the place of ``leg``: the browser was reloaded


@dataclass(slots=True)
class Consult:
    """The consulted party: an agent (``agent`` set) or a number. ``party`` is the agent key or the number."""

    party: str
    leg: str
    bridge: str
    agent: str | None = None
    seat: str | None = None
    tenant: str | None = None
    began_at: float | None = None


@dataclass(slots=True)
class Guest:
    """A third party, ringing (``began_at`` None) or in the conversation. ``party``: agent key or number."""

    party: str
    leg: str
    agent: str | None = None
    seat: str | None = None
    tenant: str | None = None
    began_at: float | None = None


@dataclass(slots=True)
class Dialled:
    """An outbound call's own facts. ``number``: E.164, or the called agent's key; then ``callee`` is that agent, while
    they take part."""

    number: str
    purpose: str
    reference: str | None
    callee: Guest | None = None


@dataclass(slots=True)
class Take:
    """A prompt that is recorded at a telephone. ``name``: of the newest file; ``by``: who asked for it."""

    prompt: str
    language: str
    by: str
    step: TakeStep = TakeStep.OPENING
    name: str | None = None


@dataclass(slots=True)
class Help:
    """The agent who has the call asks for a supervisor. ``also``: tenants told of it besides the agent's;
    ``raised_at``: when it went up because nobody had come."""

    agent: str
    asked_at: float
    note: str
    also: list[str] = field(default_factory=list)
    raised_at: float | None = None


@dataclass(slots=True)
class Watch:
    """A supervisor who listens, or (``call_id`` None) waits for the next call of ``target``. ``mode``: as ordered, one
    of SuperviseMode; ``shown``: what it can be at present; ``since``: when their telephone ``leg`` was connected;
    ``listened``: the tenant whose call it is; ``place``: where the leg is now, in words of ``watching``; ``ear``:
    through what it listens; ``leaving``: a leg that has been hung up; ``next``: the call to go over to then."""

    supervisor: str
    tenant: str
    seat: str
    mode: str
    target: str | None = None
    follow: bool = False
    anywhere: bool = False
    id: str = ""
    call_id: str | None = None
    listened: str = ""
    leg: str | None = None
    since: float | None = None
    shown: str = ""
    place: str = ""
    ear: str | None = None
    leaving: str | None = None
    next: str | None = None


class FlowStep(StrEnum):
    """Inside one IVR node."""

    PROMPT = "PROMPT"
    INPUT = "INPUT"
    LOOKUP = "LOOKUP"
    TELLING = "TELLING"
    MESSAGE = "MESSAGE"
    FAREWELL = "FAREWELL"


@dataclass(slots=True)
class FlowPlace:
    """Where in its flow a call is; it keeps the version that it entered."""

    flow: FlowPlan
    node: str
    step: FlowStep = FlowStep.PROMPT
    tries: int = 0
    digits: str = ""
    lookup: str | None = None
    found: bool = False


@dataclass(slots=True)
class Waiting:
    """A call's place in the lines. ``order`` is its turn, kept when it comes back; ``active``: queues whose agents
    may take it; ``overflows``: how many overflows are behind it; ``begun``: the caller hears that nobody is free;
    ``returns``: how often it came back; ``preferred``: the only agent who may take it, for a while."""

    queue: str
    order: int
    since: float
    active: list[str]
    returned: bool = False
    priority: float = 0.0
    overflows: int = 0
    begun: bool = False
    returns: int = 0
    preferred: str | None = None
    comforted: int = 0  # comfort prompts said


class CallBackStep(StrEnum):
    """Where the talk about a call-back stands."""

    OFFER = "OFFER"
    CONFIRM = "CONFIRM"
    TYPE = "TYPE"
    THANKS = "THANKS"


@dataclass(slots=True)
class CallBack:
    """A call-back asked for or promised. ``order``, ``since``, ``returned``: the turn, as in Waiting (order 0: none
    yet); ``number``: E.164, "" not known; ``wrong``: numbers mistyped; ``attempts``: times the citizen was called;
    ``asked_at``: when they were promised it."""

    queue: str
    number: str
    since: float
    order: int = 0
    returned: bool = False
    step: CallBackStep = CallBackStep.CONFIRM
    digits: str = ""
    wrong: int = 0
    attempts: int = 0
    asked_at: float = 0.0


@dataclass(slots=True)
class Fax:
    """A fax on a call's line. ``over``: the gateway has told how it ended."""

    name: str
    over: bool = False
    ok: bool = False
    pages: int = 0
    error: str = ""
    remote_id: str = ""


@dataclass(slots=True)
class LastTalk:
    """The agent who talked with a caller last, and when."""

    agent: str
    at: float


@dataclass(slots=True)
class Call:
    """A call. ``far`` is the citizen's leg; counters number what the call originates; ``touched``: tenants
    that know; ``outside``: a second leg to a number; ``returns_to``: queue to go back to when it does not answer."""

    id: str
    gateway: str
    home: str
    state: CallState
    caller: str
    caller_raw: str
    called: str
    medium: str
    verified: bool
    language: str
    arrived_at: float
    far: str | None = None
    answered: bool = False
    rung: bool = False
    music: bool = False
    playing: str | None = None
    held: bool = False
    greeted: bool = False
    priority: int = 0  # of the called number and the flow
    business: str | None = None
    touched: list[str] = field(default_factory=list)
    legs: dict[str, Leg] = field(default_factory=dict)
    place: FlowPlace | None = None
    after: FlowPlace | None = None  # where the caller goes when the agent hangs up
    waiting: Waiting | None = None
    offer: Offer | None = None
    part: Part | None = None
    consult: Consult | None = None
    guests: dict[str, Guest] = field(default_factory=dict)  # by leg
    help: Help | None = None
    outside: str | None = None
    returns_to: str | None = None
    dialled: Dialled | None = None
    web_line: str | None = None
    message: str | None = None
    counts: dict[str, int] = field(default_factory=dict)
    was_answered_at: float | None = None
    was_queued: bool = False
    talked_seconds: float = 0.0
    last_agent: str | None = None  # who talked with the citizen last
    ended: EndReason | None = None
    call_back: CallBack | None = None
    listed_priority: int = 0  # granted by the white list, part of ``priority``
    free: bool = False
    take: Take | None = None  # a prompt is being recorded
    known: dict[str, str] = field(default_factory=dict)  # what a flow has found out: "case", "case_status", "digits"
    fax: Fax | None = None
    trunk: str = ""  # by which the citizen's leg goes; "" for web lines and calls inside the house


@dataclass(slots=True)
class WorkOffer:
    """Written work on the screen of ``agent``, until the offer runs out."""

    agent: str
    seat: str
    queue: str


@dataclass(slots=True)
class WorkItem:
    """A piece of written work. It waits (``waiting`` alone), is offered (``offer``, which keeps ``waiting``), or is in
    the hands of ``agent`` since ``since``. ``order``: its turn; ``arrived_at``: when it reached the house; ``knows``:
    see ``EnqueueWork``."""

    id: str
    home: str
    medium: str
    queue: str
    order: int
    arrived_at: float
    language: str = "zh"
    caller: str = ""
    called: str = ""
    business: str | None = None
    priority: int = 0
    waiting: Waiting | None = None
    offer: WorkOffer | None = None
    agent: str | None = None
    since: float = 0.0
    knows: str = ""
    knows_seconds: float = 0.0


@dataclass(slots=True)
class Recording:
    """A recording that the gateway has not finished yet."""

    call_id: str
    gateway: str
    tenant: str
    kind: RecordingKind
    agent: str | None
    seat: str | None
    started_at: float
    queue: str = ""
    caller: str = ""
    called: str = ""
    trunk: str = ""


@dataclass(slots=True)
class WebLine:
    """A citizen's line from the browser, good for one call until ``until``."""

    number: str
    secret: str
    until: float
    call_id: str | None = None


@dataclass(slots=True)
class ScriptRecord:
    """How the routing script ``version`` does. ``told_at``: when its failure was last told; ``spent``: thousands of
    instructions in ``second`` (epoch)."""

    version: int
    failures: int = 0
    suspended: bool = False
    told_at: float | None = None
    second: int = 0
    spent: int = 0


@dataclass(slots=True)
class Alarm:
    """Something that people must know of. ``kind``: of AlarmKind; ``subject``: an agent, a use of channels, a gateway;
    ``count``: how often in a row, last ``at``; ``untold``: how often since ``told_at``; ``over``: cleared."""

    at: float
    kind: str
    subject: str
    detail: str = ""
    tenant: str = ""
    count: int = 1
    untold: int = 0
    told_at: float | None = None
    over: bool = False


@dataclass(slots=True)
class Stranger:
    """An address whose sign-ins were seen. ``failures`` since ``since``; ``trusted_at``: when one was right; ``times``:
    how often it was shut out, ``shut_at`` last."""

    since: float
    failures: int = 0
    accounts: list[str] = field(default_factory=list)
    trusted_at: float | None = None
    times: int = 0
    shut_at: float | None = None


@dataclass(slots=True)
class ShutAddress:
    """An address that is shut out, and for what."""

    since: float
    until: float
    failures: int
    accounts: list[str]


@dataclass(slots=True)
class State:
    """Everything. Plain dictionaries keep their order, which makes equal histories equal bytes."""

    version: int
    seq: int = 0
    plan: RoutingPlan | None = None
    gateways: dict[str, bool] = field(default_factory=dict)
    faxless: dict[str, None] = field(default_factory=dict)  # gateways that take no faxes
    trunkless: dict[str, None] = field(default_factory=dict)  # gateways with a single way out
    reachable: dict[str, list[str]] = field(default_factory=dict)  # seat -> gateways
    agents: dict[str, Agent] = field(default_factory=dict)
    calls: dict[str, Call] = field(default_factory=dict)
    legs: dict[str, str] = field(default_factory=dict)  # leg -> call id
    closed: dict[str, None] = field(default_factory=dict)  # legs given up while their gateway was away
    recordings: dict[str, Recording] = field(default_factory=dict)
    web_lines: dict[str, WebLine] = field(default_factory=dict)
    watches: dict[str, Watch] = field(default_factory=dict)  # by the supervisor's agent key
    record_all: dict[str, str] = field(default_factory=dict)  # agent or seat whose talks are all recorded -> by whom
    timers: dict[str, float] = field(default_factory=dict)
    replies: dict[str, Reply] = field(default_factory=dict)
    handling: dict[str, float] = field(default_factory=dict)  # queue -> mean seconds an agent spends on a call
    script: ScriptRecord | None = None
    last_talks: dict[str, LastTalk] = field(default_factory=dict)  # by caller, the longest ago first
    turns: int = 0
    dials: int = 0
    reaches: dict[str, Reach] = field(default_factory=dict)  # call id -> what the platform wants of it
    dispatches: dict[str, Dispatch] = field(default_factory=dict)
    campaigns: dict[str, Campaign] = field(default_factory=dict)
    dialled_at: dict[str, list[float]] = field(default_factory=dict)  # agent -> when they called out, this hour
    placed: dict[str, dict[str, int]] = field(default_factory=dict)  # payer of automatic calls -> minute -> how many
    strangers: dict[str, Stranger] = field(default_factory=dict)  # by address, heard of longest ago first
    shut: dict[str, ShutAddress] = field(default_factory=dict)  # by address
    silent: dict[str, list[str]] = field(default_factory=dict)  # gateway -> trunks whose carrier does not answer it
    registered: dict[str, dict[str, str]] = field(default_factory=dict)  # gateway -> trunk -> its Registration
    held: dict[str, dict[str, str]] = field(default_factory=dict)  # gateway -> what it was given beside calls
    alarms: list[Alarm] = field(default_factory=list)  # oldest first
    work: dict[str, WorkItem] = field(default_factory=dict)  # written work that is not finished
    work_done: dict[str, None] = field(default_factory=dict)  # finished, the newest last


SNAPSHOT_VERSION = 1
