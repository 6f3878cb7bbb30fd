"""What the house may ask of the engine. Every command gets exactly one :class:`Reply`.

``command_id`` makes a command idempotent: the same id again returns the first reply and changes nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

SECRET_SECONDS = 2 * 3600.0
"""How long the password of a seat's SIP account is good; a console asks for another in time."""


class RefusalCode(StrEnum):
    """Why a command was refused; nothing changed then."""

    UNKNOWN_AGENT = "UNKNOWN_AGENT"
    UNKNOWN_SEAT = "UNKNOWN_SEAT"
    SEAT_TAKEN = "SEAT_TAKEN"
    NOT_SIGNED_IN = "NOT_SIGNED_IN"
    SEAT_UNREACHABLE = "SEAT_UNREACHABLE"  # the seat's telephone is not registered
    WRONG_STATE = "WRONG_STATE"
    UNKNOWN_CALL = "UNKNOWN_CALL"
    NOT_YOUR_CALL = "NOT_YOUR_CALL"
    TARGET_UNAVAILABLE = "TARGET_UNAVAILABLE"
    INVALID_NUMBER = "INVALID_NUMBER"
    GATEWAY_DOWN = "GATEWAY_DOWN"
    NO_CHANNEL = "NO_CHANNEL"  # the channels allotted to this use are taken
    TOLL_FORBIDDEN = "TOLL_FORBIDDEN"  # this kind of number may not be called from here
    TOLL_LIMIT = "TOLL_LIMIT"  # too many calls out, at a time or within the hour
    UNKNOWN_WORK = "UNKNOWN_WORK"
    NOT_YOUR_WORK = "NOT_YOUR_WORK"  # offered to nobody, or to somebody else
    UNKNOWN_QUEUE = "UNKNOWN_QUEUE"
    ENGINE_AWAY = "ENGINE_AWAY"  # no answer from the engine in time


@dataclass(frozen=True, slots=True)
class Reply:
    """``refusal`` None means done (or, for calls, under way). ``call_id`` is set by Dial and Consult.

    ``seq`` is the number of the last event that was told when the command was done: who has seen the events up to it
    has seen all that the command did. 0 in what the switchboard itself says; the engine fills it in.
    """

    command_id: str
    refusal: RefusalCode | None = None
    call_id: str | None = None
    seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Base of all commands."""

    command_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentCommand(Command):
    """A command given by an agent at their seat. ``agent`` is an agent key ("east:8101")."""

    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn(AgentCommand):
    """Take ``seat``. ``secret`` becomes the password of the seat's SIP account until sign-out. State: NOT_READY."""

    seat: str
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOut(AgentCommand):
    """Leave the seat; refused with WRONG_STATE during a call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReady(AgentCommand):
    """Be offered calls; also ends wrap-up. SEAT_UNREACHABLE while the telephone is not registered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetNotReady(AgentCommand):
    """Take no calls. During a call it takes effect after it. ``reason``: "BREAK", "MEAL", "TRAINING", "OTHER"."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatConnection(AgentCommand):
    """The agent's console came back (``connected``) or has been gone too long. Gone during a call: the caller
    returns to the head of the queue; gone otherwise: not ready (CONNECTION_LOST)."""

    connected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CallCommand(AgentCommand):
    """A command about the call that the agent is in."""

    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject(CallCommand):
    """Decline the offer: the call returns to the head of the queue, the agent becomes not ready."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HangUp(CallCommand):
    """End the call (or, in a consultation, the agent's part of it)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(CallCommand):
    """The caller hears music and is not heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(CallCommand):
    """End of hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejoin(CallCommand):
    """The agent's browser was reloaded in the middle of the conversation: ring its telephone again, at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute(CallCommand):
    """``muted``: the agent is not heard."""

    muted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SendDigits(CallCommand):
    """Send DTMF to the other party; ``digits`` of 0-9 * #."""

    digits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Consult(CallCommand):
    """Put the caller on hold and ring ``target``: an agent key, or a telephone number (raw)."""

    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelConsult(CallCommand):
    """Drop the consulted party and return to the caller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteTransfer(CallCommand):
    """Leave the caller with the consulted party (attended transfer)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(CallCommand):
    """Blind transfer to an agent key, a queue key or a telephone number."""

    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference(CallCommand):
    """Bring the caller, the agent and the consulted party together (三方通话)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite(CallCommand):
    """Ring ``target`` (agent key or telephone number, raw) while the conversation goes on; who answers takes part."""

    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DropGuest(CallCommand):
    """Take ``party`` (agent key or E.164 number, as events name it) out of the conversation, or stop ringing it."""

    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseRecording(CallCommand):
    """``paused``: nothing is recorded until it goes on (a card number is being said); else it goes on."""

    paused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayPrompt(CallCommand):
    """Play ``prompts`` into the conversation: the caller and the agent hear them. Empty: stop what is playing."""

    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dial(AgentCommand):
    """Call ``number`` (raw, or an agent key: an internal call) from the seat. ``purpose``: "CALLBACK", "OUTBOUND" or
    "INTERNAL"; ``reference``: case number, or the id of the missed call that is returned."""

    number: str
    purpose: str
    reference: str | None = None


class SuperviseMode(StrEnum):
    """How a supervisor takes part in somebody's call."""

    MONITOR = "MONITOR"  # hears all, nobody hears them
    WHISPER = "WHISPER"  # hears all, the agent alone hears them
    BARGE = "BARGE"  # one of three


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervise(AgentCommand):
    """Listen, from the supervisor's own seat (``agent``), to the call ``call_id``, or to the agent ``target``: to the
    call that they are in. ``follow``: from call to call of ``target``; without a call at present, from the next on.
    Given while listening already, it goes over to the other call. ``anywhere``: calls of other tenants too; without it
    they are refused with NOT_YOUR_CALL, and listening ends when a call goes over the line."""

    mode: SuperviseMode
    call_id: str | None = None
    target: str | None = None
    follow: bool = False
    anywhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSupervision(AgentCommand):
    """Another mode of the listening that goes on."""

    mode: SuperviseMode


@dataclass(frozen=True, slots=True, kw_only=True)
class StopSupervision(AgentCommand):
    """Listen no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intercept(AgentCommand):
    """Take the citizen over from the call listened to; its agent is out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskHelp(CallCommand):
    """The agent asks for a supervisor; asked again, ``note`` replaces the last. ``also``: tenants that are told besides
    the agent's own."""

    note: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawHelp(CallCommand):
    """Help is not needed any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Command):
    """What somebody in charge commands. ``by``: who, for the trace ("8002 Wang Fang")."""

    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetIn(Command):
    """Take SIP again from ``address``, which was shut out. WRONG_STATE when it is not."""

    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceNotReady(Order):
    """``target`` (agent key) takes no calls: after the call in hand, or ``at_once`` (its caller is first again)."""

    target: str
    at_once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceSignOut(Order):
    """``target`` (agent key) loses the seat: after the call in hand, or ``at_once`` (its caller is first again)."""

    target: str
    at_once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRecording(Order):
    """Record every conversation of ``target`` (agent or seat key), whatever the queue says; or no more."""

    target: str
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CutCall(Order):
    """End a call for everybody, or ``leg`` of it as if its party had hung up."""

    call_id: str
    leg: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveCall(Order):
    """Take a call out of where it is and let it wait in ``queue``. A call that waits keeps its turn."""

    call_id: str
    queue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayToCall(Order):
    """Play prompts to a caller who waits, or into a conversation."""

    call_id: str
    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWebLine(Command):
    """Let a citizen call from a browser: SIP account ``line`` with ``secret``, good for one call within
    ``valid_seconds``. ``number`` is what the citizen says their number is (E.164 or "")."""

    line: str
    secret: str
    number: str
    valid_seconds: float = 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLookup(Command):
    """The answer to a LookupAsked event. ``prompts`` are played; empty when nothing was found. ``case``: number of
    the (newest) case, ``status``: the prompt that tells how it stands; steps of the flow can say both."""

    call_id: str
    lookup_id: str
    found: bool
    prompts: tuple[str, ...] = ()
    case: str = ""
    status: str = ""
