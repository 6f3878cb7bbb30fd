"""The simulated telephone world: what is up, who hears whom, and what will happen when. Time is an argument."""

import heapq
from dataclasses import dataclass, field

from telephony.contracts import gateway as gw
from telephony.contracts.plan import GATEWAYS_TRUNK

FAXES_KEPT = 20
"""How many faxes that are over a new connect is told of."""

NORMAL, BUSY, NO_ANSWER, REJECTED, ABSENT = 16, 17, 19, 21, 20


@dataclass(frozen=True, slots=True)
class Manner:
    """How a party behaves when rung: answers after ``answers_after`` seconds, or (None) is gone with ``cause`` after
    ``declines_after`` seconds, or (both None) rings until somebody gives up. ``talks_for``: hangs up that long
    after answering; ``greets_for``: an answering machine, whose greeting lasts so long; ``mumbles``: says nothing by
    which it could be told from a person."""

    answers_after: float | None = None
    declines_after: float | None = None
    cause: int = BUSY
    talks_for: float | None = None
    greets_for: float | None = None
    mumbles: bool = False


@dataclass(slots=True)
class SimulatedLeg:
    """One channel."""

    inbound: bool
    party: str
    created_at: float
    answered: bool = False
    ringing: bool = False
    music: bool = False
    muted: bool = False
    bridge: str | None = None
    playing: str | None = None
    playing_to: str | None = None  # the bridge whose members all hear what is played, None: this leg only
    prompts: tuple[str, ...] = ()
    digits: str = ""  # sent to it
    caller_raw: str = ""
    called: str = ""
    web_line: str | None = None


@dataclass(slots=True)
class SimulatedRecording:
    """A recording under way."""

    leg: str
    message: bool
    since: float
    paused: bool = False


@dataclass(slots=True)
class Exchange:
    """All of it. ``prompt_seconds``: how long one prompt takes; ``message_seconds``: how long callers speak to the
    mailbox; ``judge_seconds``: how long it takes to tell a machine from a person."""

    key: str = "gw1"
    prompt_seconds: float = 1.0
    message_seconds: float = 8.0
    judge_seconds: float = 1.5
    legs: dict[str, SimulatedLeg] = field(default_factory=dict)
    bridges: dict[str, None] = field(default_factory=dict)
    ears: dict[str, gw.Listen] = field(default_factory=dict)
    recordings: dict[str, SimulatedRecording] = field(default_factory=dict)
    stored: dict[str, float] = field(default_factory=dict)  # finished recordings: name -> seconds
    faxes: dict[str, str] = field(default_factory=dict)  # leg -> document that its machine sends or takes
    faxes_over: list[gw.FaxEnded] = field(default_factory=list)
    fax_pages: int = 2
    fax_page_seconds: float = 15.0
    accounts: dict[str, str] = field(default_factory=dict)  # seat -> secret
    lines: dict[str, str] = field(default_factory=dict)
    registered: dict[str, None] = field(default_factory=dict)
    seats: dict[str, Manner] = field(default_factory=dict)
    numbers: dict[str, Manner] = field(default_factory=dict)
    carriers: dict[str, int] = field(default_factory=dict)  # trunk -> cause with which its carrier refuses calls out
    agenda: list[tuple[float, int, str, str, str]] = field(default_factory=list)
    made: int = 0

    # ------------------------------------------------------------ the citizens

    def arrive(self, caller: str, called: str, now: float, web_line: str | None = None) -> gw.LegArrived:
        """Somebody calls."""
        self.made += 1
        leg = f"{self.key}-in{self.made}"
        self.legs[leg] = SimulatedLeg(
            inbound=True, party=caller, created_at=now, caller_raw=caller, called=called, web_line=web_line
        )
        trunk = "" if web_line else GATEWAYS_TRUNK
        return gw.LegArrived(
            gateway=self.key, at=now, leg=leg, caller_raw=caller, called=called, web_line=web_line, trunk=trunk
        )

    def hang_up(self, leg: str, now: float, cause: int = NORMAL, media_lost: bool = False) -> list[gw.GatewayEvent]:
        """A leg ends, by its party or by order."""
        gone = self.legs.pop(leg, None)
        if gone is None:
            return []
        self.ears = {name: ear for name, ear in self.ears.items() if leg not in (ear.leg, ear.target)}
        events: list[gw.GatewayEvent] = self._fax_over(leg, now, False)
        for name in [name for name, recording in self.recordings.items() if recording.leg == leg]:
            events += self._finish(name, now)
        events.append(gw.LegGone(gateway=self.key, at=now, leg=leg, cause=cause, media_lost=media_lost))
        return events

    def press(self, leg: str, digit: str, now: float) -> list[gw.GatewayEvent]:
        """A party presses a key."""
        if leg not in self.legs:
            return []
        return [gw.DigitReceived(gateway=self.key, at=now, leg=leg, digit=digit)]

    def register(self, seat: str, now: float) -> list[gw.GatewayEvent]:
        """A seat's telephone registers, if it has an account."""
        if seat not in self.accounts or seat in self.registered:
            return []
        self.registered[seat] = None
        return [gw.SeatReachable(gateway=self.key, at=now, seat=seat, reachable=True)]

    def unregister(self, seat: str, now: float) -> list[gw.GatewayEvent]:
        """A seat's telephone is gone."""
        if seat not in self.registered:
            return []
        del self.registered[seat]
        return [gw.SeatReachable(gateway=self.key, at=now, seat=seat, reachable=False)]

    def answer(self, leg: str, now: float) -> list[gw.GatewayEvent]:
        """A rung party answers."""
        found = self.legs.get(leg)
        if found is None or found.inbound or found.answered:
            return []
        found.answered = True
        manner = self._manner(found.party)
        if manner.talks_for is not None:
            self._note(now + manner.talks_for, "leave", leg)
        return [gw.LegAnswered(gateway=self.key, at=now, leg=leg)]

    # -------------------------------------------------------------- what is heard

    def heard_by(self, leg: str) -> set[str]:
        """Legs whose voices ``leg`` hears, "music", and the prompts that it is told."""
        at = self.legs[leg]
        heard = set(at.prompts) if at.playing and not at.playing_to else set()
        for other in self.legs.values():
            if at.bridge and other.playing and other.playing_to == at.bridge:
                heard |= set(other.prompts)
        if at.music:
            heard.add("music")
        for ear in self.ears.values():
            if ear.leg == leg and ear.target in self.legs:
                heard |= {ear.target} | self._heard_in_talk(ear.target)
            elif ear.target == leg and ear.whisper and not self.legs[ear.leg].muted:
                heard.add(ear.leg)
        return heard | self._heard_in_talk(leg)

    def _heard_in_talk(self, leg: str) -> set[str]:
        bridge = self.legs[leg].bridge
        others = self.legs.items() if bridge else ()
        return {name for name, other in others if name != leg and other.bridge == bridge and not other.muted}

    def listen(self, order: gw.Listen) -> None:
        """Open an ear, between two legs that are up."""
        if order.leg in self.legs and order.target in self.legs:
            self.ears[order.ear] = order
            self.legs[order.leg].bridge = None

    def stock(self, now: float, restarted: bool = False) -> gw.GatewayBack:
        """What is up now, as told after a connect."""
        legs = tuple(
            gw.LegSnapshot(
                leg=name,
                answered=leg.answered,
                caller_raw=leg.caller_raw,
                called=leg.called,
                inbound=leg.inbound,
                created_at=leg.created_at,
                web_line=leg.web_line,
                trunk=GATEWAYS_TRUNK if leg.inbound and not leg.web_line else "",
            )
            for name, leg in self.legs.items()
        )
        bridges = tuple(
            (bridge, tuple(name for name, leg in self.legs.items() if leg.bridge == bridge)) for bridge in self.bridges
        )
        return gw.GatewayBack(
            gateway=self.key,
            at=now,
            legs=legs,
            bridges=bridges,
            recordings=tuple(self.recordings),
            reachable_seats=tuple(self.registered),
            restarted=restarted,
            faxes=tuple(self.faxes_over),
        )

    def restart(self) -> None:
        """The process dies and comes up empty; accounts and telephones have to come anew."""
        calls = (self.legs, self.bridges, self.ears, self.recordings, self.faxes, self.faxes_over)
        for kept in (*calls, self.accounts, self.lines, self.registered):
            kept.clear()
        self.agenda.clear()

    # ------------------------------------------------------------------- time

    def next_due(self) -> float | None:
        """When something will happen by itself."""
        return self.agenda[0][0] if self.agenda else None

    def happen(self, now: float) -> list[gw.GatewayEvent]:
        """The next thing due at ``now``; empty when it has lost its point or nothing is due."""
        if not self.agenda or self.agenda[0][0] > now:
            return []
        at, _, what, leg, detail = heapq.heappop(self.agenda)
        found = self.legs.get(leg)
        if found is None:
            return []
        match what:
            case "answer":
                return self.answer(leg, at)
            case "decline" if not found.answered:
                return self.hang_up(leg, at, int(detail))
            case "leave":
                return self.hang_up(leg, at)
            case "played" if found.playing == detail:
                return self.stop_play(detail, at)
            case "judged":
                return [gw.AnswerJudged(gateway=self.key, at=at, leg=leg, verdict=gw.Verdict(detail))]
            case "silent":
                return [gw.SilenceHeard(gateway=self.key, at=at, leg=leg)]
            case "spoken":
                return self._finish(detail, at)
            case "faxed" if self.faxes.get(leg) == detail:
                return [*self._fax_over(leg, at, True), *self.hang_up(leg, at)]
        return []

    def _note(self, at: float, what: str, leg: str, detail: str = "") -> None:
        self.made += 1
        heapq.heappush(self.agenda, (at, self.made, what, leg, detail))

    # ---------------------------------------------------------------- for orders

    def dial_seat(self, leg: str, seat: str, ring_seconds: float, now: float) -> list[gw.GatewayEvent]:
        """Ring a seat as ``leg``; one without a registered telephone cannot be."""
        if seat not in self.registered:
            return [gw.LegGone(gateway=self.key, at=now, leg=leg, cause=ABSENT)]
        return self.dial(leg, seat, ring_seconds, now)

    def dial_number(self, order: gw.DialNumber, now: float) -> list[gw.GatewayEvent]:
        """Ring a number by a trunk, if its carrier takes the call."""
        cause = self.carriers.get(order.trunk)
        if cause is not None:
            return [gw.LegGone(gateway=self.key, at=now, leg=order.leg, cause=cause)]
        return self.dial(order.leg, order.number, order.ring_seconds, now)

    def dial(self, leg: str, party: str, ring_seconds: float, now: float) -> list[gw.GatewayEvent]:
        """Ring a party as ``leg``."""
        self.legs[leg] = SimulatedLeg(inbound=False, party=party, created_at=now, ringing=True)
        manner = self._manner(party)
        if manner.answers_after is not None:
            self._note(now + manner.answers_after, "answer", leg)
        elif manner.declines_after is not None:
            self._note(now + manner.declines_after, "decline", leg, str(manner.cause))
        self._note(now + ring_seconds, "decline", leg, str(NO_ANSWER))
        return [gw.LegRinging(gateway=self.key, at=now, leg=leg)]

    def _manner(self, party: str) -> Manner:
        return self.seats.get(party) or self.numbers.get(party) or Manner()

    def judge(self, leg: str, now: float) -> None:
        """Listen who has answered: a person is told by the pause after the first words, a machine by its not ending."""
        found = self.legs.get(leg)
        if found and found.answered:
            manner = self._manner(found.party)
            verdict = gw.Verdict.MACHINE if manner.greets_for is not None else gw.Verdict.PERSON
            self._note(now + self.judge_seconds, "judged", leg, gw.Verdict.UNSURE if manner.mumbles else verdict)

    def await_silence(self, leg: str, most_seconds: float, now: float) -> None:
        """Listen until the greeting is over."""
        found = self.legs.get(leg)
        if found and found.answered:
            greeting = self._manner(found.party).greets_for or 0.0
            self._note(now + min(greeting, most_seconds), "silent", leg)

    def play(
        self, leg: str, playback: str, prompts: tuple[str, ...], now: float, bridge: str | None = None
    ) -> list[gw.GatewayEvent]:
        """Say prompts to a leg, or to all in ``bridge``."""
        found = self.legs.get(leg)
        if found is None or not prompts:
            return [gw.PlaybackEnded(gateway=self.key, at=now, leg=leg, playback=playback)]
        found.playing, found.prompts, found.playing_to = playback, prompts, bridge
        self._note(now + self.prompt_seconds * len(prompts), "played", leg, playback)
        return []

    def stop_play(self, playback: str, now: float) -> list[gw.GatewayEvent]:
        """End a playback early or at its end."""
        for name, leg in self.legs.items():
            if leg.playing == playback:
                leg.playing, leg.prompts = None, ()
                return [gw.PlaybackEnded(gateway=self.key, at=now, leg=name, playback=playback)]
        return []

    def record(self, name: str, leg: str, message: bool, now: float, seconds: float) -> list[gw.GatewayEvent]:
        """Begin a recording."""
        if leg not in self.legs:
            return [gw.RecordingEnded(gateway=self.key, at=now, name=name, seconds=0.0, failed=True)]
        self.recordings[name] = SimulatedRecording(leg, message, now)
        if message:
            self._note(now + seconds, "spoken", leg, name)
        return []

    def fax(self, leg: str, name: str, now: float) -> list[gw.GatewayEvent]:
        """The other end's machine takes or sends ``fax_pages``, then hangs up."""
        if leg not in self.legs:
            return [gw.FaxEnded(gateway=self.key, at=now, leg=leg, name=name, ok=False, error="HANGUP")]
        self.faxes[leg] = name
        self._note(now + self.fax_pages * self.fax_page_seconds, "faxed", leg, name)
        return []

    def _fax_over(self, leg: str, now: float, ok: bool) -> list[gw.GatewayEvent]:
        name = self.faxes.pop(leg, None)
        if name is None:
            return []
        pages, error, remote = (self.fax_pages, "", "REMOTE") if ok else (0, "HANGUP", "")
        ended = gw.FaxEnded(
            gateway=self.key, at=now, leg=leg, name=name, ok=ok, pages=pages, error=error, remote_id=remote
        )
        self.faxes_over = [*self.faxes_over, ended][-FAXES_KEPT:]
        return [ended]

    def hold_recording(self, name: str, paused: bool) -> None:
        """Take nothing in for a while."""
        if name in self.recordings:
            self.recordings[name].paused = paused

    def stop_recording(self, name: str, now: float) -> list[gw.GatewayEvent]:
        """End a recording."""
        return self._finish(name, now)

    def _finish(self, name: str, now: float) -> list[gw.GatewayEvent]:
        recording = self.recordings.pop(name, None)
        if recording is None:
            return []
        seconds = now - recording.since
        self.stored[name] = seconds
        return [gw.RecordingEnded(gateway=self.key, at=now, name=name, seconds=seconds)]
