"""What the engine tells the house. Closed set; the recorder turns them into rows of the tenant they name.

``seq`` grows by one from event to event over the life of an engine's journal, so a reader can drop what it has
already seen. One telephone call may concern several tenants (overflow, transfer): each gets events of its own,
with the facts it needs, and never has to read another tenant's rows.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class AgentState(StrEnum):
    """Presence of an agent. Signing in is not being ready."""

    SIGNED_OUT = "SIGNED_OUT"
    NOT_READY = "NOT_READY"
    READY = "READY"
    RINGING = "RINGING"
    DIALLING = "DIALLING"
    TALKING = "TALKING"
    WRAP_UP = "WRAP_UP"
    SUPERVISING = "SUPERVISING"  # listens to another agent's call


class OfferOutcome(StrEnum):
    """How an offer to one agent ended."""

    ANSWERED = "ANSWERED"
    NO_ANSWER = "NO_ANSWER"
    REJECTED = "REJECTED"
    CALLER_LEFT = "CALLER_LEFT"
    FAILED = "FAILED"


class EndReason(StrEnum):
    """How a call ended."""

    CALLER_HUNG_UP = "CALLER_HUNG_UP"
    AGENT_HUNG_UP = "AGENT_HUNG_UP"
    ABANDONED = "ABANDONED"  # the caller left while waiting
    SELF_SERVICE = "SELF_SERVICE"  # ended in the IVR
    VOICEMAIL = "VOICEMAIL"
    FAX = "FAX"
    REFUSED = "REFUSED"
    SUPERVISOR_ENDED = "SUPERVISOR_ENDED"  # by command
    CALL_BACK_FAILED = "CALL_BACK_FAILED"  # promised a call-back and not reached, as often as the queue says
    CALL_BACK_NOT_NEEDED = "CALL_BACK_NOT_NEEDED"  # promised a call-back, and got through by another call
    NOT_REACHED = "NOT_REACHED"  # outbound: busy, no answer, rejected
    GATEWAY_FAILED = "GATEWAY_FAILED"  # lost by a fault of ours: the citizen is owed a call-back


class LegKind(StrEnum):
    """One party's channel in a call."""

    CALLER = "CALLER"
    AGENT = "AGENT"
    CONSULT = "CONSULT"
    OUTSIDE = "OUTSIDE"
    GUEST = "GUEST"  # a third party in the conversation
    SNOOP = "SNOOP"  # the recorder's ear
    SUPERVISOR = "SUPERVISOR"  # the seat of a supervisor who listens


class RecordingKind(StrEnum):
    """What was recorded."""

    CONVERSATION = "CONVERSATION"
    VOICEMAIL = "VOICEMAIL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Base. ``tenant`` is the key of the schema that the event belongs to."""

    seq: int
    at: float
    tenant: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEvent(Event):
    """Base of events about one call."""

    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallArrived(CallEvent):
    """An inbound call, after number analysis. ``caller`` is E.164 or "" (withheld); web lines are not ``verified``.
    ``listed_priority``, ``free``: what the white list grants the caller. ``trunk``: key of the one that it came by,
    GATEWAYS_TRUNK, or "" for web lines."""

    caller: str
    caller_raw: str
    called: str
    medium: str  # "TELEPHONE" or "WEB_CALL"
    flow: str
    verified: bool = True
    listed_priority: int = 0
    free: bool = False
    trunk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRefused(CallEvent):
    """Refused before any service. ``reason``: "BLACK_LISTED", "UNKNOWN_NUMBER", "NO_CHANNEL"."""

    reason: str
    caller: str
    called: str
    trunk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStepped(CallEvent):
    """The caller entered ``node`` of the flow; ``digits`` is what they pressed to get there."""

    node: str
    digits: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyAnswered(CallEvent):
    """The citizen's satisfaction, ``score`` 1 to 5, with the talk with ``agent`` (None: they have talked to nobody),
    as asked by the step ``node`` of ``flow``."""

    score: int
    agent: str | None
    flow: str = ""
    node: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupAsked(CallEvent):
    """The IVR needs an answer from the business side (AnswerLookup). ``kind``: "CASE_PROGRESS" (``digits``: a case's
    number) or "CASE_OF_CALLER" (``digits``: the caller's, E.164)."""

    lookup_id: str
    kind: str
    digits: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallQueued(CallEvent):
    """Waiting. ``returned``: back at the head after an unanswered offer or a lost agent."""

    queue: str
    position: int
    returned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBackAsked(CallEvent):
    """The caller hangs up and is to be called at ``number`` (E.164) when their turn in ``queue`` comes."""

    number: str
    queue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBackTried(CallEvent):
    """The citizen was called back. ``outcome``: "ANSWERED", "BUSY", "NO_ANSWER"; ``next_at``: when the turn is tried
    again, None when it is not."""

    attempt: int
    outcome: str
    next_at: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBackDropped(CallEvent):
    """The citizen is not to be called back any more. ``reason``: "GOT_THROUGH", they talk with an agent in the call
    ``by_call``."""

    reason: str
    by_call: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOverflowed(CallEvent):
    """From now on agents of ``queue`` may take the call too."""

    queue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOffered(CallEvent):
    """Ringing at a seat of this tenant; carries the arrival's facts: this may be another tenant than home.
    ``call_back``: the number to be called, for somebody who asked for it at ``call_back_asked_at``;
    ``call_back_attempt``: which attempt this will be."""

    agent: str
    seat: str
    queue: str
    home: str
    caller: str
    called: str
    medium: str
    arrived_at: float
    verified: bool = True
    auto_answer: bool = False
    business: str | None = None
    consult_from: str | None = None  # agent key, when offered by consultation or transfer
    call_back: str = ""
    call_back_asked_at: float | None = None
    call_back_attempt: int = 0
    listed_priority: int = 0
    free: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferEnded(CallEvent):
    """The offer to ``agent`` is over."""

    agent: str
    seat: str
    outcome: OfferOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class CallAnswered(CallEvent):
    """Agent and caller (or called party) talk. ``waited_seconds`` from arrival."""

    agent: str
    seat: str
    waited_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CallDialled(CallEvent):
    """An agent calls out. ``number``: E.164, or the agent key of an internal call."""

    agent: str
    seat: str
    number: str
    purpose: str
    reference: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallChanged(CallEvent):
    """Something the screens show: ``change`` is "HELD", "RESUMED", "MUTED", "UNMUTED", "CONSULTING", "CONSULT_TALKING",
    "CONSULT_ENDED", "TRANSFERRED", "INVITED", "GUEST_JOINED", "GUEST_LEFT", "CONFERENCE", "PROMPT_PLAYING",
    "PROMPT_ENDED", "RECORDING_PAUSED", "RECORDING_RESUMED", "TAKE" (a prompt is recorded). ``party``: agent key or
    number of the consulted, invited or new party, the prompts' keys, or the TakeStep."""

    agent: str
    change: str
    party: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentLeft(CallEvent):
    """``agent`` no longer takes part; the call may go on with another. ``lost``: their console or line was gone."""

    agent: str
    seat: str
    talked_seconds: float
    lost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LegStarted(CallEvent):
    """The ledger of legs: a channel exists. ``party``: seat key or number."""

    leg: str
    kind: LegKind
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegEnded(CallEvent):
    """The ledger of legs: a channel is gone. ``cause``: Q.850 value."""

    leg: str
    cause: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingStarted(CallEvent):
    """``name`` is the file's name on the gateway ``gateway``, without ending."""

    name: str
    kind: RecordingKind
    agent: str | None
    gateway: str
    seat: str | None = None
    queue: str = ""  # "": of no queue
    caller: str = ""  # E.164, "" unknown
    called: str = ""
    trunk: str = ""  # key, or GATEWAYS_TRUNK; "" for a web line


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingFinished(CallEvent):
    """The file is complete on the gateway and may be fetched."""

    name: str
    kind: RecordingKind
    agent: str | None
    seat: str | None
    gateway: str
    started_at: float
    seconds: float
    queue: str = ""
    caller: str = ""
    called: str = ""
    trunk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEnded(CallEvent):
    """The call is over for this tenant. Sent once to every tenant that the call touched."""

    reason: EndReason
    caller: str
    called: str
    waited_seconds: float
    talked_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionEvent(Event):
    """Base of events about one listening. Told to the tenant that is listened to (``listened``) and to the
    supervisor's own: no CallEvent, for the latter need not know the call. ``watch``: id of the listening."""

    watch: str
    call_id: str
    listened: str
    supervisor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionStarted(SupervisionEvent):
    """The supervisor's telephone is connected. ``agent``: who has the call, None when nobody has."""

    seat: str
    mode: str
    agent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionChanged(SupervisionEvent):
    """Another mode, by order or because the call no longer allows the last one."""

    mode: str
    agent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionEnded(SupervisionEvent):
    """``reason``: "STOPPED", "CALL_ENDED", "AGENT_LEFT", "OTHER_CALL", "HUNG_UP", "LINE_LOST", "INTERCEPTED"."""

    reason: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpChanged(CallEvent):
    """The agent in the call asked for a supervisor (``open``), or no longer does. ``by``: the supervisor who came;
    ``raised_at``: when it went up, to the city too, because nobody had come. Told to the agent's tenant, and to each
    that was asked besides."""

    agent: str
    seat: str
    open: bool
    note: str = ""
    by: str | None = None
    raised_at: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallCommanded(CallEvent):
    """Somebody in charge intervened. ``order``: "CUT", "CUT_LEG", "MOVED", "PROMPT", "INTERCEPTED"."""

    order: str
    by: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentChanged(Event):
    """Presence. ``until``: when wrap-up ends by itself. ``reason`` of NOT_READY: "SIGNED_IN", "BREAK", "NO_ANSWER",
    "REJECTED", "SEAT_UNREACHABLE", "CONNECTION_LOST", "FORCED" …; of SIGNED_OUT: "FORCED" when somebody in charge did
    it."""

    agent: str
    seat: str
    state: AgentState
    reason: str | None = None
    call_id: str | None = None
    until: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingScriptFailed(Event):
    """An alarm, told to the city: the script in force was of no use in a decision, which went by the built-in order.
    ``suspended``: after too many failures it is asked no more until another version is in force. Told once a minute at
    most, and always when suspended."""

    version: int
    problem: str
    line: int | None
    failures: int
    suspended: bool


class AlarmKind(StrEnum):
    """What people must know of. The house adds its own (HOUSES)."""

    NODE_LOST = "NODE_LOST"  # a gateway: its calls are in danger
    TRUNK_LOST = "TRUNK_LOST"  # a carrier does not answer a gateway
    TRUNK_UNREGISTERED = "TRUNK_UNREGISTERED"  # a carrier does not take a gateway's registration
    TRUNK_REFUSES = "TRUNK_REFUSES"  # a carrier did not take a call out; which went by the next, if there is one
    NO_CHANNEL = "NO_CHANNEL"  # the channels allotted to a use are taken
    TOLL_FORBIDDEN = "TOLL_FORBIDDEN"  # somebody wanted a kind of number that is not called from there
    TOLL_LIMIT = "TOLL_LIMIT"  # too many calls out, at a time or within the hour
    SCRIPT_FAILED = "SCRIPT_FAILED"  # the routing script was of no use in a decision
    SCRIPT_SUSPENDED = "SCRIPT_SUSPENDED"  # and is asked no more
    SCANNER = "SCANNER"  # an address that guesses accounts or numbers: shut out
    STRANGER = "STRANGER"  # as SCANNER, but it is not shut out: a telephone of ours is there too
    HELP_UNTAKEN = "HELP_UNTAKEN"  # an agent asked for a supervisor, and none came in time
    STORE_DOWN = "STORE_DOWN"  # the object store takes nothing
    REPORT_UNSENT = "REPORT_UNSENT"  # a superior department did not take its statistics
    BACKUP_FAILED = "BACKUP_FAILED"  # the last backup was not made
    BACKUP_OLD = "BACKUP_OLD"  # the newest whole backup is older than it may be
    DISK_FULL = "DISK_FULL"  # a disk that the house writes to has little room left
    EVENTS_BEHIND = "EVENTS_BEHIND"  # what calls did waits to be written into the books
    OUTBOX_BEHIND = "OUTBOX_BEHIND"  # what should have gone out (SMS, webhooks) waits
    PROCESS_SILENT = "PROCESS_SILENT"  # a process of the house shows no sign of life


HOUSES = frozenset(
    {
        AlarmKind.STORE_DOWN,
        AlarmKind.BACKUP_FAILED,
        AlarmKind.BACKUP_OLD,
        AlarmKind.DISK_FULL,
        AlarmKind.EVENTS_BEHIND,
        AlarmKind.OUTBOX_BEHIND,
        AlarmKind.PROCESS_SILENT,
    }
)
"""Raised and cleared by the house, not by the switchboard."""

LASTING = HOUSES | frozenset(
    {
        AlarmKind.NODE_LOST,
        AlarmKind.TRUNK_LOST,
        AlarmKind.TRUNK_UNREGISTERED,
        AlarmKind.NO_CHANNEL,
        AlarmKind.SCRIPT_SUSPENDED,
        AlarmKind.SCANNER,
        AlarmKind.HELP_UNTAKEN,
    }
)
"""They stand until they are cleared; the others are over when somebody has acknowledged them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRaised(Event):
    """Told to the city, again every half minute while it goes on. ``times``: how often since it was told last;
    ``about``: the tenant whose matter it is, "" for the whole city; ``detail``: in codes and numbers, not in words."""

    kind: AlarmKind
    subject: str
    detail: str
    about: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmCleared(Event):
    """A lasting alarm is over."""

    kind: AlarmKind
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentMarked(Event):
    """What stands ordered about an agent by somebody in charge, or about a seat: then ``agent`` is its key.
    ``recorded``: all talks are, as ``by`` ordered; ``dismissed``: loses the seat after the call in hand."""

    agent: str
    recorded: bool
    dismissed: bool
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueChanged(Event):
    """Numbers of one queue. Not journaled (``seq`` 0): the next one tells all."""

    queue: str
    waiting: int
    longest_since: float | None
    ready: int
    busy: int
    work: dict[str, int] = field(default_factory=dict)  # medium -> pieces of written work that wait
