"""What the adapter keeps in mind between Asterisk's messages: legs, recordings, reachable seats. Pure
data, no rules
about calls: those live in the engine."""

from dataclasses import dataclass, field

from telephony.adapters.asterisk.refusals import finer
from telephony.contracts.gateway import TRACKS

NORMAL_CLEARING = 16
NO_ANSWER = 19
MEDIA_LOST_CAUSE = 44  # what Asterisk gives a channel that its RTP time-out ends
MEANINGLESS_CAUSES = frozenset({0, 127})


@dataclass(slots=True)
class Leg:
    """One channel of ours. ``ordered``: the cause we asked for; ``heard``: the cause of the far end's
    hang-up;
    ``forced``: ended by Asterisk itself, not by a party; ``partnered``: has been in a bridge; ``fax``: the document
    on which a fax machine works, outside of our application; ``left``: is out for it; ``by_carrier``: dialled by a
    trunk, no seat."""

    dialled: bool
    by_carrier: bool = False
    answered: bool = False
    ringing: bool = False
    ordered: int | None = None
    heard: int | None = None
    forced: bool = False
    music: bool = False
    bridge: str | None = None
    partnered: bool = False
    fax: str | None = None
    left: bool = False
    playing: list[str] = field(default_factory=list)

    def verdict(self, final: int | None, answer: int = 0) -> tuple[int, bool]:
        """(Q.850 cause, media lost) of a leg that is gone; ``final`` is what ChannelDestroyed said, if it
        came,
        with the far end's SIP ``answer`` (0: none known)."""
        if self.ordered is not None:
            return self.ordered, False
        lost = self.answered and (final == MEDIA_LOST_CAUSE if self.dialled else self.forced)
        cause = final if final is not None else self.heard
        if lost:
            return MEDIA_LOST_CAUSE, True
        if cause is not None and self.by_carrier and not self.answered:
            cause = finer(cause, answer)
        if cause is None or cause in MEANINGLESS_CAUSES:
            return (NO_ANSWER if self.dialled and not self.answered else NORMAL_CLEARING), False
        return cause, False


@dataclass(slots=True)
class Recording:
    """A recording under way. ``ear``: made by snoop channels, one for each track; ``since``: when it was asked to
    start, None before; ``tracks``: whose snoop channels are up; ``good``: one of its files is complete."""

    leg: str
    ear: bool
    since: float | None = None
    stopping: bool = False
    muted: bool = False
    tracks: set[str] = field(default_factory=set)
    good: bool = False


@dataclass(slots=True)
class Spy:
    """A supervisor's ear: the snoop channel on ``target`` and ``leg`` meet in a bridge of their own. ``up``: it has
    reported itself."""

    leg: str
    target: str
    up: bool = False


@dataclass(slots=True)
class Ledger:
    """All of it. ``listened``: accounts whose messages Asterisk sends; it counts the askings, so each is asked once."""

    legs: dict[str, Leg] = field(default_factory=dict)
    recordings: dict[str, Recording] = field(default_factory=dict)
    ears: dict[tuple[str, str], str] = field(default_factory=dict)  # (recording, track) → leg, of snoop channels
    ear_closed_at: dict[str, float] = field(default_factory=dict)  # by leg
    next_ears: dict[str, str] = field(default_factory=dict)  # leg → recording that waits for the last ear to close
    spies: dict[str, Spy] = field(default_factory=dict)  # by the engine's id of the ear
    spoken: dict[str, str] = field(default_factory=dict)  # playback into a bridge → the leg that it is told of
    bridges: set[str] = field(default_factory=set)
    reachable: set[str] = field(default_factory=set)
    seats: set[str] = field(default_factory=set)
    listened: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)  # seats with a telephone of their own: asked for again and again
    trunks: dict[str, float] = field(default_factory=dict)  # trunk -> since when it is as it is
    trunk_users: set[str] = field(default_factory=set)  # endpoints of trunks with an account
    answering: dict[str, bool] = field(default_factory=dict)  # trunk -> what was told of its carrier

    def others_at(self, leg: str, recording: str) -> list[str]:
        """Recordings with snoop channels on ``leg``, but for ``recording``."""
        return [name for (name, _), heard in self.ears.items() if heard == leg and name != recording]

    def forget_ears(self, recording: str) -> None:
        """Neither snoop channel of ``recording`` is expected any more."""
        for track in TRACKS:
            self.ears.pop((recording, track), None)

    def clear_calls(self) -> None:
        """Forget every call; accounts stay as they are."""
        self.legs.clear()
        self.recordings.clear()
        self.ears.clear()
        self.ear_closed_at.clear()
        self.next_ears.clear()
        self.spies.clear()
        self.spoken.clear()
        self.bridges.clear()
