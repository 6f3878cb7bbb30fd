"""A leg by Twilio: the call it is, and what it is to do. Plain data; what Twilio calls things stands in brackets."""

import asyncio
from dataclasses import dataclass, field

import msgspec

from telephony.contracts.gateway import LegSnapshot, Verdict
from telephony.contracts.plan import GATEWAYS_TRUNK

MOST_GONE = 20_000


class Alone(msgspec.Struct, frozen=True, tag="alone"):
    """By itself: ``sound`` (address below ours) is played as ``playback``, else music, else silence. Keys are heard."""

    playback: str = ""
    sound: str = ""
    music: bool = False


class Room(msgspec.Struct, frozen=True, tag="room"):
    """In a bridge [conference] with others."""

    name: str


class Message(msgspec.Struct, frozen=True, tag="message"):
    """Leaves a message, the recording ``name``."""

    name: str
    most_seconds: float


class Quiet(msgspec.Struct, frozen=True, tag="quiet"):
    """Is waited for until it says nothing."""

    most_seconds: float


Doing = Alone | Room | Message | Quiet


class Ear(msgspec.Struct, frozen=True):
    """Hears ``target``, wherever that one talks; ``whisper``: and is heard by that one alone."""

    name: str
    target: str
    whisper: bool


class Voice(msgspec.Struct, frozen=True):
    """How a leg takes part in a room. ``coach``: the call that alone hears it; ``held``: it hears music instead of the
    others."""

    muted: bool = False
    coach: str = ""
    held: bool = False


class Kept(msgspec.Struct):
    """What is kept of a leg. ``sid``: the call, "" while there is none yet; ``to``: what was dialled; ``doing`` None:
    an arriving call that nobody has answered."""

    leg: str
    sid: str
    inbound: bool
    caller_raw: str
    called: str
    created_at: float
    to: str = ""
    answered: bool = False
    doing: Doing | None = None
    muted: bool = False
    held: bool = False
    ear: Ear | None = None
    serial: int = 0


@dataclass(slots=True, eq=False)
class Leg:
    """``kept`` outlives the process. ``ordered``: the cause with which it is to end; ``delivered``, ``voice``: what
    Twilio was last told; ``asking``: so many webhooks wait for what to do; ``tones``: digits to be sent to it."""

    kept: Kept
    ordered: int | None = None
    delivered: Doing | None = None
    voice: Voice = field(default_factory=Voice)
    asking: int = 0
    tones: str = ""
    dialling: bool = False  # its call is being begun
    rang: bool = False
    over: bool = False
    judged: tuple[Verdict, str] | None = None
    judging: bool = False
    heard_at: float = 0.0
    heard: set[int] = field(default_factory=set)  # documents whose end was told already
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    work: asyncio.Event = field(default_factory=asyncio.Event)
    known: asyncio.Event = field(default_factory=asyncio.Event)  # its call is
    task: "asyncio.Task[None] | None" = None
    patience: asyncio.TimerHandle | None = None  # with its ringing, or its judging

    @property
    def id(self) -> str:
        return self.kept.leg

    def touch(self) -> None:
        """What it is to do may be another."""
        self.changed.set()
        self.work.set()

    def next_serial(self) -> int:
        """The number of the next document."""
        self.kept.serial += 1
        return self.kept.serial

    def snapshot(self) -> LegSnapshot:
        """As it is told to the engine."""
        kept = self.kept
        return LegSnapshot(
            leg=kept.leg,
            answered=kept.answered,
            caller_raw=kept.caller_raw,
            called=kept.called,
            inbound=kept.inbound,
            created_at=kept.created_at,
            trunk=GATEWAYS_TRUNK if kept.inbound else "",
        )


@dataclass(slots=True)
class Legs:
    """All that are up, and the SIDs of calls that were."""

    up: dict[str, Leg] = field(default_factory=dict)
    gone: dict[str, int] = field(default_factory=dict)  # call → cause

    def by_sid(self, sid: str) -> Leg | None:
        """The leg that is this call."""
        found = self.up.get(sid)
        return found or next((leg for leg in self.up.values() if leg.kept.sid == sid), None)

    def playing(self, playback: str) -> Leg | None:
        """The leg to which this is played."""
        for leg in self.up.values():
            doing = leg.kept.doing
            if isinstance(doing, Alone) and doing.playback == playback:
                return leg
        return None

    def forget(self, leg: Leg, cause: int) -> None:
        """It is over; whatever is still said of its call comes late."""
        leg.over = True
        self.up.pop(leg.id, None)
        if leg.kept.sid:
            self.gone[leg.kept.sid] = cause
            while len(self.gone) > MOST_GONE:
                self.gone.pop(next(iter(self.gone)))

    def listeners(self, target: str) -> list[Leg]:
        """Legs whose ear is at ``target``."""
        return [leg for leg in self.up.values() if leg.kept.ear and leg.kept.ear.target == target]

    def doing(self, leg: Leg) -> Doing | None:
        """What a leg is to do: a listener is where its target talks."""
        ear = leg.kept.ear
        if ear is None:
            return leg.kept.doing
        target = self.up.get(ear.target)
        where = target.kept.doing if target else None
        return where if isinstance(where, Room) else Alone()

    def voice(self, leg: Leg) -> Voice:
        """How it is to take part in its room."""
        ear = leg.kept.ear
        if ear is None:
            return Voice(muted=leg.kept.muted, held=leg.kept.held)
        target = self.up.get(ear.target)
        if ear.whisper and target is not None and target.kept.sid:
            return Voice(coach=target.kept.sid)
        return Voice(muted=True)
