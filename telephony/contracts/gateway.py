"""The border between the engine and a media gateway: what a gateway reports, what it is told, one Protocol.

Three adapters stand behind :class:`Gateway` (Asterisk, Twilio, simulated) and pass the same contract tests.
Leg ids are chosen by the engine for legs it originates and by the gateway for inbound ones. Telling a gateway
something about a leg or bridge that is gone is no error: it is ignored.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from .plan import PhonePlan, Registration, TrunkPlan

# --------------------------------------------------------------------------- what a gateway reports


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayEvent:
    """Base. ``gateway`` is the gateway's key ("gw1")."""

    gateway: str
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LegArrived(GatewayEvent):
    """A call from outside: by ``trunk`` (key, or GATEWAYS_TRUNK), or from a citizen's web line (``web_line`` set)."""

    leg: str
    caller_raw: str
    called: str
    web_line: str | None = None
    trunk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegRinging(GatewayEvent):
    """An originated leg rings."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegAnswered(GatewayEvent):
    """An originated leg was answered and is under the engine's control."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegGone(GatewayEvent):
    """A leg is gone. ``cause``: Q.850. ``media_lost``: ended because no audio came any more."""

    leg: str
    cause: int
    media_lost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DigitReceived(GatewayEvent):
    """One DTMF digit from a leg."""

    leg: str
    digit: str


class Verdict(StrEnum):
    """Who answered, by the sound of it."""

    PERSON = "PERSON"
    MACHINE = "MACHINE"
    UNSURE = "UNSURE"  # nothing was said, or what was said fits neither


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerJudged(GatewayEvent):
    """Who answered ``leg``, as asked for by JudgeAnswer; the leg is under the engine's control again. ``why``: the
    gateway's own word for it."""

    leg: str
    verdict: Verdict
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaxToneHeard(GatewayEvent):
    """A fax machine calls: the tone by which it asks for another one (CNG, ITU-T T.30)."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceHeard(GatewayEvent):
    """``leg`` says nothing any more (or has talked for as long as AwaitSilence allowed): it is under the engine's
    control again."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybackEnded(GatewayEvent):
    """``playback`` (id chosen by the engine) is over: played to the end, stopped or failed."""

    leg: str
    playback: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingEnded(GatewayEvent):
    """The recording ``name`` is complete. ``failed``: nothing usable was stored."""

    name: str
    seconds: float
    failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FaxEnded(GatewayEvent):
    """The fax ``name`` on ``leg`` is over, whole or (not ``ok``) after ``pages``; the leg's end follows. ``error``: in
    the gateway's words; ``remote_id``: what the other machine calls itself."""

    leg: str
    name: str
    ok: bool
    pages: int = 0
    error: str = ""
    remote_id: str = ""
    t38: bool = False  # else as tones


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatReachable(GatewayEvent):
    """The telephone of ``seat`` registered (or is gone)."""

    seat: str
    reachable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TrunkReachable(GatewayEvent):
    """The carrier of ``trunk`` (key of a SetTrunk) answers OPTIONS, or does not; told once of each trunk at least."""

    trunk: str
    reachable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TrunkRegistered(GatewayEvent):
    """A carrier has taken the gateway's registration as ``account`` (TrunkPlan.account), or has not; told again at
    every renewal."""

    account: str
    registered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TrunkAccount(GatewayEvent):
    """What a gateway makes of the account of ``trunk`` (key of a SetTrunk) before its carrier says anything: it is
    registered now (TRYING), or its password does not open (LOCKED)."""

    trunk: str
    state: Registration


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInsTried(GatewayEvent):
    """Somebody at ``address`` showed who they are. ``failures``: how often in vain since it was told last, for these
    ``accounts`` (the first few); ``right``: an account with its password. Told a few times a second at most."""

    address: str
    accounts: tuple[str, ...] = ()
    failures: int = 0
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayLost(GatewayEvent):
    """The connection to the gateway broke. Its calls may go on: wait for GatewayBack.

    ``gone``: nobody listens there any more, so its process has ended and its calls with it."""

    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LegSnapshot:
    """A leg that is up on the gateway."""

    leg: str
    answered: bool
    caller_raw: str
    called: str
    inbound: bool
    created_at: float
    web_line: str | None = None
    trunk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayBack(GatewayEvent):
    """Connected (again), with all that is up. First event after every connect; an empty gateway sends empty tuples.

    ``restarted``: the gateway process is a new one, whatever it had is lost. ``faxes``: the last that were over, told
    before or not: how they went while nobody listened. ``takes_faxes``: it can send and receive them.
    ``takes_trunks``: calls out go by the trunk that is named; else there is one way out only."""

    legs: tuple[LegSnapshot, ...]
    bridges: tuple[tuple[str, tuple[str, ...]], ...]  # (bridge id, leg ids)
    recordings: tuple[str, ...]  # names being recorded now
    reachable_seats: tuple[str, ...]
    restarted: bool = False
    faxes: tuple[FaxEnded, ...] = ()
    takes_faxes: bool = True
    takes_trunks: bool = True


# --------------------------------------------------------------------------- what a gateway is told

TRACKS = ("in", "out")
"""A recorded conversation is two files, ``NAME.in`` and ``NAME.out``: what the leg says and what it hears, of the same
beginning. A voice message is one, ``NAME``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayOrder:
    """Base of what the engine orders."""

    gateway: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLeg(GatewayOrder):
    """Answer an inbound leg."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RingLeg(GatewayOrder):
    """Indicate ringing to an inbound leg."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DialSeat(GatewayOrder):
    """Ring a seat's telephone as ``leg``. The INVITE carries ``X-Hotline-Call-Id: call_id`` (and
    ``X-Hotline-Auto-Answer: 1``)."""

    leg: str
    call_id: str
    seat: str
    caller_id: str
    ring_seconds: float
    auto_answer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DialNumber(GatewayOrder):
    """Call ``number`` (as it must be sent to the trunk; ``e164``: as E.164, for a gateway that needs no trunk) as
    ``leg``. ``trunk``: key of a SetTrunk; "" for the one that the gateway has of itself. ``judge``: a JudgeAnswer will
    follow the answer."""

    leg: str
    call_id: str
    number: str
    caller_id: str
    ring_seconds: float
    trunk: str = ""
    e164: str = ""
    judge: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HangUpLeg(GatewayOrder):
    """End a leg with Q.850 ``cause``."""

    leg: str
    cause: int = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinBridge(GatewayOrder):
    """Put ``legs`` into ``bridge`` (made when missing; a leg leaves the bridge it was in)."""

    bridge: str
    legs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveBridge(GatewayOrder):
    """Take ``leg`` out of ``bridge``."""

    bridge: str
    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DropBridge(GatewayOrder):
    """Remove ``bridge``; its legs stay up."""

    bridge: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Play(GatewayOrder):
    """Play prompts (keys of the prompt catalogue, ``digits:8001`` for digits) to a leg, one after the other."""

    leg: str
    playback: str
    prompts: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayToBridge(GatewayOrder):
    """Play prompts into ``bridge``: all who are in it hear them. PlaybackEnded then names ``leg``."""

    bridge: str
    leg: str
    playback: str
    prompts: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopPlay(GatewayOrder):
    """Stop a playback."""

    playback: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartMusic(GatewayOrder):
    """Music on hold to a leg."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopMusic(GatewayOrder):
    """End of music."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MuteLeg(GatewayOrder):
    """``muted``: what the leg says is not heard by others."""

    leg: str
    muted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayDigits(GatewayOrder):
    """Send DTMF to a leg."""

    leg: str
    digits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeAnswer(GatewayOrder):
    """Listen to what an answered ``leg``, in no bridge, says first: AnswerJudged follows within seven seconds, unless
    the leg is gone. Until then nothing else can be done with it but hanging up."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitSilence(GatewayOrder):
    """Wait until ``leg`` has said nothing for about a second, at most ``most_seconds``: then SilenceHeard. Until then
    nothing else can be done with it but hanging up."""

    leg: str
    most_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Listen(GatewayOrder):
    """``leg`` hears all that ``target`` says and hears, through ``ear`` (an id of the engine's), and leaves the bridge
    it was in. ``whisper``: ``target``, and nobody else, hears ``leg``; otherwise nobody does. An ear serves one leg."""

    leg: str
    target: str
    ear: str
    whisper: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StopListening(GatewayOrder):
    """Close ``ear``; the leg that listened stays up, in silence unless it has joined a bridge meanwhile."""

    ear: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConversation(GatewayOrder):
    """Record all that ``leg`` says and hears as ``name`` (by a snoop channel, so bridges may change meanwhile)."""

    leg: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMessage(GatewayOrder):
    """Record what ``leg`` says as ``name``; ends by ``#``, silence, ``max_seconds`` or hang-up. Starts with a beep."""

    leg: str
    name: str
    max_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRecording(GatewayOrder):
    """``paused``: the recording ``name`` takes nothing in until it is to go on."""

    name: str
    paused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveFax(GatewayOrder):
    """Take a fax on an answered leg (T.38 if the other end can, else as tones) into the document ``name``. FaxEnded
    follows, and the leg's end. ``station``: our fax number."""

    leg: str
    name: str
    station: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransmitFax(GatewayOrder):
    """Send the document ``name`` on an answered leg; as ReceiveFax. ``header``: our name, on top of the pages."""

    leg: str
    name: str
    station: str
    header: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRecording(GatewayOrder):
    """Finish the recording ``name``."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSeatAccount(GatewayOrder):
    """Make (``secret``) or remove (None) the SIP account of a seat; with ``phone`` that of the telephone that stands
    there, which has a password of its own."""

    seat: str
    secret: str | None
    phone: PhonePlan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTrunk(GatewayOrder):
    """Make or change the trunk ``key``, or remove it (None). Calls by it go on."""

    key: str
    trunk: TrunkPlan | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShutOut(GatewayOrder):
    """Take no SIP from ``address`` (an IP address) any more, or (not ``shut``) again."""

    address: str
    shut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SetWebLine(GatewayOrder):
    """Make (``secret``) or remove (None) the SIP account of a citizen's web line."""

    line: str
    secret: str | None


class NodeState(StrEnum):
    """How a gateway is."""

    UP = "UP"
    STUCK = "STUCK"  # it is there and does not answer, or its SIP does not
    DOWN = "DOWN"


@dataclass(frozen=True, slots=True)
class NodeHealth:
    """What a gateway's watch saw last. ``since``: of the state, epoch seconds; round trips in milliseconds, None while
    not known; ``why``: in words for operators, "" when all is well."""

    state: NodeState
    since: float
    control_ms: float | None = None
    sip_ms: float | None = None
    why: str = ""


@runtime_checkable
class Watched(Protocol):
    """A gateway that tells how it is."""

    @property
    def health(self) -> NodeHealth: ...


class Gateway(Protocol):
    """A media gateway. ``run`` connects and stays connected (reconnecting by itself) until cancelled, reporting every
    event through ``report``, in the order in which they happened on one leg. ``execute`` carries orders out in order
    without waiting for their outcome, which comes as events; a failed dial is reported as LegGone."""

    key: str

    async def run(self, report: Callable[[GatewayEvent], None]) -> None: ...

    async def execute(self, orders: Sequence[GatewayOrder]) -> None: ...

    def close(self) -> Awaitable[None]: ...
