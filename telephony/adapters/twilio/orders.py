"""Orders of the engine → what legs are to do. Nothing is sent here: whoever steers a leg sees what has changed."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import msgspec

from telephony.adapters.twilio.books import Tell
from telephony.adapters.twilio.dialling import Dialler
from telephony.adapters.twilio.legs import Alone, Ear, Kept, Leg, Legs, Message, Quiet, Room
from telephony.adapters.twilio.memory import Memory
from telephony.adapters.twilio.outcomes import ABSENT, NETWORK_OUT_OF_ORDER, NO_ANSWER
from telephony.adapters.twilio.recordings import Recordings
from telephony.adapters.twilio.rooms import Rooms
from telephony.adapters.twilio.settings import TwilioSettings
from telephony.adapters.twilio.sounds import Sounds
from telephony.adapters.twilio.twiml import Documents
from telephony.contracts import gateway as gw

JUDGE_SECONDS = 7.0
RING_LONGER_SECONDS = 1.0
"""Twilio rings five seconds longer than it is told (https://www.twilio.com/docs/voice/api/call-resource): we end it."""
NOT_SUPPORTED = "NOT_SUPPORTED"


@dataclass(slots=True)
class Desk:
    """What orders work on."""

    settings: TwilioSettings
    legs: Legs
    memory: Memory
    sounds: Sounds
    documents: Documents
    rooms: Rooms
    recordings: Recordings
    dialler: Dialler
    tell: Tell
    begin: Callable[[Leg], None]  # steer a new leg
    end: Callable[[Leg, int], None]  # a leg without a call is gone


def undeliverable(key: str, order: gw.GatewayOrder) -> list[gw.GatewayEvent]:
    """What becomes of an order while Twilio is away."""
    now = time.time()
    match order:
        case gw.DialSeat(leg=leg) | gw.DialNumber(leg=leg):
            return [gw.LegGone(gateway=key, at=now, leg=leg, cause=NETWORK_OUT_OF_ORDER)]
        case gw.Play(leg=leg, playback=playback) | gw.PlayToBridge(leg=leg, playback=playback):
            return [gw.PlaybackEnded(gateway=key, at=now, leg=leg, playback=playback)]
        case gw.RecordConversation(name=name) | gw.RecordMessage(name=name):
            return [gw.RecordingEnded(gateway=key, at=now, name=name, seconds=0.0, failed=True)]
        case gw.ReceiveFax(leg=leg, name=name) | gw.TransmitFax(leg=leg, name=name):
            return [gw.FaxEnded(gateway=key, at=now, leg=leg, name=name, ok=False, error="UNREACHABLE")]
    return []


class Clerk:
    """Carries orders over."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._by_type: dict[type[gw.GatewayOrder], Callable[[Any], None]] = {
            gw.AnswerLeg: self._answer,
            gw.DialSeat: self._dial_seat,
            gw.DialNumber: self._dial_number,
            gw.HangUpLeg: self._hang_up,
            gw.JoinBridge: self._join,
            gw.LeaveBridge: self._leave,
            gw.DropBridge: self._drop,
            gw.Play: self._play,
            gw.PlayToBridge: self._play_to_bridge,
            gw.StopPlay: self._stop_play,
            gw.StartMusic: lambda o: self._music(o.leg, True),
            gw.StopMusic: lambda o: self._music(o.leg, False),
            gw.MuteLeg: self._mute,
            gw.PlayDigits: self._play_digits,
            gw.JudgeAnswer: self._judge,
            gw.AwaitSilence: self._await_silence,
            gw.Listen: self._listen,
            gw.StopListening: self._stop_listening,
            gw.RecordConversation: self._record_conversation,
            gw.RecordMessage: self._record_message,
            gw.HoldRecording: lambda o: self._desk.recordings.hold(o.name, o.paused),
            gw.StopRecording: self._stop_recording,
            gw.ReceiveFax: self._fax,
            gw.TransmitFax: self._fax,
            gw.SetSeatAccount: self._seat_account,
        }

    def take(self, order: gw.GatewayOrder) -> None:
        """Note one order. Trunks, web lines, addresses shut out and ringing are no matters of Twilio's."""
        if handler := self._by_type.get(type(order)):
            handler(order)

    def _leg(self, name: str) -> Leg | None:
        return self._desk.legs.up.get(name)

    def changed(self, leg: Leg) -> None:
        """Keep a leg as it is now, and let it and whoever listens to it be steered."""
        self._desk.memory.keep_leg(leg.kept)
        leg.touch()
        for listener in self._desk.legs.listeners(leg.id):
            listener.touch()

    def set_doing(self, leg: Leg, doing: Alone | Room | Message | Quiet) -> None:
        """Another thing to do: what was played to it is over, a message is complete."""
        before = leg.kept.doing
        leg.kept.doing = doing
        leg.kept.held = leg.kept.held and doing == before
        if isinstance(before, Message) and doing != before:
            self._desk.recordings.message_is_over(before.name)
        if isinstance(before, Room) and doing != before:
            self._desk.rooms.leg_left(leg.id)
        if isinstance(before, Alone) and before.playback and getattr(doing, "playback", "") != before.playback:
            self.playback_over(leg.id, before.playback)
        self.changed(leg)

    def playback_over(self, leg: str, playback: str) -> None:
        """Told once: whoever calls has taken it out of the books."""
        event = gw.PlaybackEnded(gateway=self._desk.settings.key, at=time.time(), leg=leg, playback=playback)
        self._desk.tell(event)

    # ------------------------------------------------------------------ calls

    def _answer(self, order: gw.AnswerLeg) -> None:
        leg = self._leg(order.leg)
        if leg and leg.kept.doing is None:
            self.set_doing(leg, Alone())

    def _dial_seat(self, order: gw.DialSeat) -> None:
        desk = self._desk
        address = desk.settings.seat_address
        if order.seat not in desk.memory.seats():
            now = time.time()
            desk.tell(gw.LegGone(gateway=desk.settings.key, at=now, leg=order.leg, cause=ABSENT))
            return
        if address:
            told = {"X-Hotline-Call-Id": order.call_id} | ({"X-Hotline-Auto-Answer": "1"} if order.auto_answer else {})
            to = f"{address.replace('{seat}', order.seat)}?{urlencode(told)}"
        else:
            told = {"hotlineCallId": order.call_id} | ({"hotlineAutoAnswer": "1"} if order.auto_answer else {})
            to = f"client:{order.seat}?{urlencode(told)}"
        self._dial(order.leg, to, order.ring_seconds, {})

    def _dial_number(self, order: gw.DialNumber) -> None:
        judging = {
            "machine_detection": "Enable",
            "async_amd": "true",
            "async_amd_status_callback": self._desk.documents.address("judged", leg=order.leg),
            "async_amd_status_callback_method": "POST",
        }
        self._dial(order.leg, order.e164 or order.number, order.ring_seconds, judging if order.judge else {})

    def _dial(self, name: str, to: str, ring_seconds: float, more: dict[str, str]) -> None:
        desk = self._desk
        kept = Kept(name, "", False, desk.settings.number, to, time.time(), to=to, doing=Alone())
        leg = Leg(kept)
        desk.legs.up[name] = leg
        desk.memory.keep_leg(kept)
        desk.begin(leg)
        fields: dict[str, Any] = {
            "to": to,
            "from_": desk.settings.number,
            "url": desk.documents.leg(name, 0),
            "method": "POST",
            "status_callback": desk.documents.address("status", leg=name),
            "status_callback_event": ["initiated", "ringing", "answered", "completed"],
            "status_callback_method": "POST",
            "timeout": max(1, round(ring_seconds)),
        }
        if desk.settings.fallback:
            fields["fallback_url"] = desk.settings.fallback
        desk.dialler.dial(leg, fields | more)
        loop = asyncio.get_running_loop()
        leg.patience = loop.call_later(ring_seconds + RING_LONGER_SECONDS, self._rang_too_long, leg)

    def _rang_too_long(self, leg: Leg) -> None:
        if not leg.kept.answered and leg.kept.sid:
            self._end(leg, NO_ANSWER)

    def _hang_up(self, order: gw.HangUpLeg) -> None:
        if leg := self._leg(order.leg):
            self._end(leg, order.cause)

    def _end(self, leg: Leg, cause: int) -> None:
        if leg.ordered is None:
            leg.ordered = cause
            leg.touch()

    # ------------------------------------------------------------------ bridges

    def _join(self, order: gw.JoinBridge) -> None:
        for name in order.legs:
            if leg := self._leg(name):
                leg.kept.ear = None
                self.set_doing(leg, Room(order.bridge))

    def _leave(self, order: gw.LeaveBridge) -> None:
        leg = self._leg(order.leg)
        if leg and leg.kept.doing == Room(order.bridge):
            self.set_doing(leg, Alone())

    def _drop(self, order: gw.DropBridge) -> None:
        for leg in [*self._desk.legs.up.values()]:
            if leg.kept.doing == Room(order.bridge):
                self.set_doing(leg, Alone())

    def _mute(self, order: gw.MuteLeg) -> None:
        if leg := self._leg(order.leg):
            leg.kept.muted = order.muted
            self.changed(leg)

    def _listen(self, order: gw.Listen) -> None:
        if leg := self._leg(order.leg):
            leg.kept.ear = Ear(order.ear, order.target, order.whisper)
            self.set_doing(leg, Alone())

    def _stop_listening(self, order: gw.StopListening) -> None:
        for leg in [*self._desk.legs.up.values()]:
            if leg.kept.ear and leg.kept.ear.name == order.ear:
                leg.kept.ear = None
                self.changed(leg)

    # ------------------------------------------------------------------ sounds

    def _play(self, order: gw.Play) -> None:
        desk, leg = self._desk, self._leg(order.leg)
        sound = desk.sounds.address(order.prompts, order.language, order.playback)
        if leg is None or not sound:
            self.playback_over(order.leg, order.playback)
            return
        where = desk.legs.doing(leg)
        if isinstance(where, Room):
            url = f"{desk.settings.url}{sound}"
            desk.rooms.announce(where.name, leg.id, order.playback, url, call=leg.kept.sid)
            return
        music = isinstance(leg.kept.doing, Alone) and leg.kept.doing.music
        self.set_doing(leg, Alone(order.playback, sound, music))

    def _play_to_bridge(self, order: gw.PlayToBridge) -> None:
        sound = self._desk.sounds.address(order.prompts, order.language, order.playback)
        if not sound:
            self.playback_over(order.leg, order.playback)
            return
        url = f"{self._desk.settings.url}{sound}"
        self._desk.rooms.announce(order.bridge, order.leg, order.playback, url)

    def _stop_play(self, order: gw.StopPlay) -> None:
        if self._desk.rooms.is_announced(order.playback):
            self._desk.rooms.stop(order.playback)
        elif leg := self._desk.legs.playing(order.playback):
            doing = leg.kept.doing
            self.set_doing(leg, Alone(music=isinstance(doing, Alone) and doing.music))

    def _music(self, name: str, on: bool) -> None:
        """Alone, it is played; in a room, the leg is put on hold there."""
        leg = self._leg(name)
        doing = leg.kept.doing if leg else None
        if leg and isinstance(doing, Alone) and doing.music != on:
            self.set_doing(leg, msgspec.structs.replace(doing, music=on))
        elif leg and isinstance(doing, Room):
            leg.kept.held = on
            self.changed(leg)

    def _play_digits(self, order: gw.PlayDigits) -> None:
        if leg := self._leg(order.leg):
            leg.tones += order.digits
            leg.touch()

    # ------------------------------------------------------------------ listening to who is there

    def _judge(self, order: gw.JudgeAnswer) -> None:
        if leg := self._leg(order.leg):
            leg.judging = True
            if leg.patience:
                leg.patience.cancel()
            leg.patience = asyncio.get_running_loop().call_later(JUDGE_SECONDS, self.judged, leg)
            if leg.judged:
                self.judged(leg)

    def judged(self, leg: Leg) -> None:
        """Told once after it was asked for; without Twilio's verdict by now it is none."""
        if not leg.judging or leg.over:
            return
        leg.judging = False
        if leg.patience:
            leg.patience.cancel()
        verdict, why = leg.judged or (gw.Verdict.UNSURE, "no answer in time")
        key = self._desk.settings.key
        self._desk.tell(gw.AnswerJudged(gateway=key, at=time.time(), leg=leg.id, verdict=verdict, why=why))

    def _await_silence(self, order: gw.AwaitSilence) -> None:
        if leg := self._leg(order.leg):
            self.set_doing(leg, Quiet(order.most_seconds))

    # ------------------------------------------------------------------ recordings, faxes, seats

    def _record_conversation(self, order: gw.RecordConversation) -> None:
        leg = self._leg(order.leg)
        if leg and leg.kept.sid:
            self._desk.recordings.begin(leg, order.name)
        else:
            self._not_recorded(order.name)

    def _record_message(self, order: gw.RecordMessage) -> None:
        if leg := self._leg(order.leg):
            self._desk.recordings.expect(leg, order.name)
            self.set_doing(leg, Message(order.name, order.max_seconds))
        else:
            self._not_recorded(order.name)

    def _not_recorded(self, name: str) -> None:
        key = self._desk.settings.key
        self._desk.tell(gw.RecordingEnded(gateway=key, at=time.time(), name=name, seconds=0.0, failed=True))

    def _stop_recording(self, order: gw.StopRecording) -> None:
        found = self._desk.recordings.stop(order.name)
        leg = self._leg(found.leg) if found and found.message else None
        if leg and isinstance(leg.kept.doing, Message):
            self.set_doing(leg, Alone())

    def _fax(self, order: gw.ReceiveFax | gw.TransmitFax) -> None:
        """Twilio takes no faxes any more: told at once, and the leg ends."""
        key = self._desk.settings.key
        self._desk.tell(
            gw.FaxEnded(gateway=key, at=time.time(), leg=order.leg, name=order.name, ok=False, error=NOT_SUPPORTED)
        )
        if leg := self._leg(order.leg):
            self._end(leg, NETWORK_OUT_OF_ORDER)

    def _seat_account(self, order: gw.SetSeatAccount) -> None:
        """Twilio does not tell whether a client is there: with an account it may be rung. A SIP telephone that stands
        there is Asterisk's, unless Twilio's SIP domain has it."""
        desk = self._desk
        there = bool(desk.settings.seat_address) if order.phone else order.secret is not None
        if there:
            desk.memory.keep_seat(order.seat)
        else:
            desk.memory.forget_seat(order.seat)
        desk.tell(gw.SeatReachable(gateway=desk.settings.key, at=time.time(), seat=order.seat, reachable=there))
