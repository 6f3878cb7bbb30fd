"""Orders of the engine → ARI requests, noting in the ledger what later messages will refer to. Pure.

Asterisk serves the requests of one websocket one after the other, and a request that moves a leg waits for
what the leg
is doing: so a playback is stopped before its leg joins a bridge.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hotline.kernel import sealing
from telephony.adapters.asterisk import requests as ari
from telephony.adapters.asterisk.accounts import SeatProfile, account_requests, not_by_tls, phone_requests
from telephony.adapters.asterisk.ledger import Ledger, Leg, Recording, Spy
from telephony.adapters.asterisk.requests import AriRequest, Purpose
from telephony.adapters.asterisk.trunks import endpoint_of, is_asked, shut_requests, trunk_requests
from telephony.contracts.gateway import (
    TRACKS,
    AnswerLeg,
    AwaitSilence,
    DialNumber,
    DialSeat,
    DropBridge,
    FaxEnded,
    GatewayEvent,
    GatewayOrder,
    HangUpLeg,
    HoldRecording,
    JoinBridge,
    JudgeAnswer,
    LeaveBridge,
    LegGone,
    Listen,
    MuteLeg,
    Play,
    PlaybackEnded,
    PlayDigits,
    PlayToBridge,
    ReceiveFax,
    RecordConversation,
    RecordingEnded,
    RecordMessage,
    RingLeg,
    SeatReachable,
    SetSeatAccount,
    SetTrunk,
    SetWebLine,
    ShutOut,
    StartMusic,
    StopListening,
    StopMusic,
    StopPlay,
    StopRecording,
    TransmitFax,
    TrunkAccount,
)
from telephony.contracts.plan import Registration

log = logging.getLogger(__name__)

NETWORK_OUT_OF_ORDER = 38
EAR_SETTLES_SECONDS = 0.1
"""Between the end of one snoop channel and the next on the same leg: while it has a listener, the leg keeps its
translator for listeners (see ``fresh_ears``), and the next agent's voice would be missing from half of the recordings.
One frame without a listener, and it is made anew."""

Step = tuple[list[AriRequest], list[GatewayEvent]]


class OrderClerk:
    """Carries one gateway's orders over into requests (and the few events that are plain at once)."""

    def __init__(
        self, key: str, ledger: Ledger, number_endpoint: str, seat_profile: SeatProfile, sealing_key: str = ""
    ) -> None:
        self._key = key
        self._ledger = ledger
        self._number_endpoint = number_endpoint
        self._seat_profile = seat_profile
        self._sealing_key = sealing_key
        self._by_type: dict[type[GatewayOrder], Callable[[Any, float], Step]] = {
            AnswerLeg: self._answer,
            RingLeg: lambda o, _: ([AriRequest("POST", ari.channel(o.leg, "ring"))], []),
            DialSeat: self._dial_seat,
            DialNumber: self._dial_number,
            HangUpLeg: self._hang_up,
            JoinBridge: self._join,
            LeaveBridge: self._leave,
            DropBridge: self._drop,
            Play: self._play,
            PlayToBridge: self._play_to_bridge,
            StopPlay: lambda o, _: ([ari.stop_playback(o.playback)], []),
            StartMusic: self._start_music,
            StopMusic: self._stop_music,
            MuteLeg: self._mute,
            PlayDigits: lambda o, _: (
                [AriRequest("POST", ari.channel(o.leg, "dtmf"), (("dtmf", o.digits),))],
                [],
            ),
            JudgeAnswer: lambda o, _: ([ari.judge_answer(o.leg)], []),
            AwaitSilence: lambda o, _: ([ari.await_silence(o.leg, o.most_seconds)], []),
            Listen: self._listen,
            StopListening: self._stop_listening,
            RecordConversation: self._record_conversation,
            RecordMessage: self._record_message,
            ReceiveFax: self._receive_fax,
            TransmitFax: self._transmit_fax,
            HoldRecording: self._hold_recording,
            StopRecording: self._stop_recording,
            SetSeatAccount: self._seat_account,
            SetWebLine: self._web_line,
            SetTrunk: self._trunk,
            ShutOut: lambda o, _: (list(shut_requests(o.address, o.shut)), []),
        }

    def take(self, order: GatewayOrder, now: float) -> Step:
        """Requests that carry ``order`` out, to be sent in this order."""
        return self._by_type[type(order)](order, now)

    def undeliverable(self, order: GatewayOrder, now: float) -> list[GatewayEvent]:
        """What becomes of ``order`` when there is no connection: whoever waits for an outcome hears of its
        failure."""
        match order:
            case DialSeat(leg=leg) | DialNumber(leg=leg):
                return [LegGone(gateway=self._key, at=now, leg=leg, cause=NETWORK_OUT_OF_ORDER)]
            case Play(leg=leg, playback=playback) | PlayToBridge(leg=leg, playback=playback):
                return [PlaybackEnded(gateway=self._key, at=now, leg=leg, playback=playback)]
            case RecordConversation(name=name) | RecordMessage(name=name):
                return [RecordingEnded(gateway=self._key, at=now, name=name, seconds=0.0, failed=True)]
            case ReceiveFax(leg=leg, name=name) | TransmitFax(leg=leg, name=name):
                return [FaxEnded(gateway=self._key, at=now, leg=leg, name=name, ok=False, error="UNREACHABLE")]
        return []

    # ------------------------------------------------------------------ legs

    def _answer(self, order: AnswerLeg, _: float) -> Step:
        if leg := self._ledger.legs.get(order.leg):
            leg.answered = True
        return [AriRequest("POST", ari.channel(order.leg, "answer"))], []

    def _dial_seat(self, order: DialSeat, _: float) -> Step:
        self._ledger.legs[order.leg] = Leg(dialled=True)
        return [ari.dial_seat(order)], []

    def _dial_number(self, order: DialNumber, _: float) -> Step:
        self._ledger.legs[order.leg] = Leg(dialled=True, by_carrier=True)
        by = f"PJSIP/{{number}}@{endpoint_of(order.trunk)}" if order.trunk else self._number_endpoint
        return [ari.dial_number(order, by)], []

    def _hang_up(self, order: HangUpLeg, _: float) -> Step:
        leg = self._ledger.legs.get(order.leg)
        if leg and leg.ordered is None and leg.heard is None:
            leg.ordered = order.cause
        return [ari.hang_up(order.leg, order.cause)], []

    def _mute(self, order: MuteLeg, _: float) -> Step:
        method = "POST" if order.muted else "DELETE"
        return [AriRequest(method, ari.channel(order.leg, "mute"), (("direction", "in"),))], []

    # --------------------------------------------------------------- bridges

    def _join(self, order: JoinBridge, _: float) -> Step:
        legs, wanted = self._ledger.legs, list[AriRequest]()
        joining = [name for name in order.legs if name in legs and legs[name].bridge != order.bridge]
        for name in joining:
            leg = legs[name]
            wanted += [ari.stop_playback(playback) for playback in leg.playing]
            if leg.music:
                wanted.append(AriRequest("DELETE", ari.channel(name, "moh")))
            leg.music, leg.bridge = False, order.bridge
        if order.bridge not in self._ledger.bridges:
            self._ledger.bridges.add(order.bridge)
            wanted.append(ari.make_bridge(order.bridge))
        inside = {name: leg for name, leg in legs.items() if leg.bridge == order.bridge}
        known = [name for name in order.legs if name in inside and inside[name].partnered]
        # one by one: a leg that has just hung up must not keep the others out; those that had a partner before go first
        wanted += [ari.join_bridge(order.bridge, (leg,)) for leg in known]
        for name, leg in inside.items():
            if joining and leg.partnered and not leg.music:
                wanted += ari.fresh_ears(name)
            leg.partnered = True
        wanted += [ari.join_bridge(order.bridge, (leg,)) for leg in order.legs if leg not in known]
        return wanted, []

    def _leave(self, order: LeaveBridge, _: float) -> Step:
        leg = self._ledger.legs.get(order.leg)
        if leg and leg.bridge == order.bridge:
            leg.bridge = None
        return [ari.leave_bridge(order.bridge, order.leg)], []

    def _drop(self, order: DropBridge, _: float) -> Step:
        self._ledger.bridges.discard(order.bridge)
        for leg in self._ledger.legs.values():
            if leg.bridge == order.bridge:
                leg.bridge = None
        return [AriRequest("DELETE", ari.bridge_path(order.bridge))], []

    # ----------------------------------------------------------- supervisors

    def _listen(self, order: Listen, now: float) -> Step:
        """The supervisor waits in a bridge of the ear's own; the snoop channel comes when it is there."""
        ledger, bridge = self._ledger, ari.spy_bridge(order.ear)
        ledger.spies[order.ear] = Spy(leg=order.leg, target=order.target)
        wanted = [ari.make_bridge(bridge), ari.join_bridge(bridge, (order.leg,))]
        ledger.bridges.add(bridge)
        if leg := ledger.legs.get(order.leg):
            leg.bridge, leg.music = bridge, False
        closed = ledger.ear_closed_at.get(order.target, -EAR_SETTLES_SECONDS)
        wait = max(0.0, closed + EAR_SETTLES_SECONDS - now)
        return [*wanted, ari.open_spy(order.target, order.ear, order.whisper, wait)], []

    def _stop_listening(self, order: StopListening, now: float) -> Step:
        ledger, bridge = self._ledger, ari.spy_bridge(order.ear)
        spy = ledger.spies.pop(order.ear, None)
        ledger.bridges.discard(bridge)
        if spy:
            ledger.ear_closed_at[spy.target] = now
            leg = ledger.legs.get(spy.leg)
            if leg and leg.bridge == bridge:
                leg.bridge = None
        wanted = [ari.hang_up(ari.ear_of(order.ear), 16)]
        if spy is None or not spy.up:  # else the bridge goes when the snoop channel has gone: both at once leave a file
            wanted.append(AriRequest("DELETE", ari.bridge_path(bridge)))
        return wanted, []

    # ----------------------------------------------------------------- audio

    def _play(self, order: Play, now: float) -> Step:
        if not ari.media(order.prompts):
            ended = PlaybackEnded(gateway=self._key, at=now, leg=order.leg, playback=order.playback)
            return [], [ended]
        if leg := self._ledger.legs.get(order.leg):
            leg.playing.append(order.playback)
        return [ari.play(order)], []

    def _play_to_bridge(self, order: PlayToBridge, now: float) -> Step:
        if not ari.media(order.prompts) or order.bridge not in self._ledger.bridges:
            ended = PlaybackEnded(gateway=self._key, at=now, leg=order.leg, playback=order.playback)
            return [], [ended]
        self._ledger.spoken[order.playback] = order.leg
        return [ari.play_to_bridge(order)], []

    def _start_music(self, order: StartMusic, _: float) -> Step:
        if leg := self._ledger.legs.get(order.leg):
            leg.music = True
        return [AriRequest("POST", ari.channel(order.leg, "moh"))], []

    def _stop_music(self, order: StopMusic, _: float) -> Step:
        if leg := self._ledger.legs.get(order.leg):
            leg.music = False
        return [AriRequest("DELETE", ari.channel(order.leg, "moh"))], []

    # ------------------------------------------------------------ recordings

    def _record_conversation(self, order: RecordConversation, now: float) -> Step:
        ledger = self._ledger
        others = ledger.others_at(order.leg, order.name)
        ledger.recordings[order.name] = Recording(leg=order.leg, ear=True)
        ledger.ears |= {(order.name, track): order.leg for track in TRACKS}
        if any(name not in ledger.recordings or ledger.recordings[name].stopping for name in others):
            ledger.next_ears[order.leg] = order.name
            return [], []
        closed = ledger.ear_closed_at.get(order.leg, -EAR_SETTLES_SECONDS)
        return ari.open_ears(order.leg, order.name, max(0.0, closed + EAR_SETTLES_SECONDS - now)), []

    def _record_message(self, order: RecordMessage, now: float) -> Step:
        self._ledger.recordings[order.name] = Recording(leg=order.leg, ear=False, since=now)
        return list(ari.record_message(order)), []

    def _stop_recording(self, order: StopRecording, now: float) -> Step:
        recording = self._ledger.recordings.get(order.name)
        if recording is None or recording.since is not None:
            if recording:
                recording.stopping = True
            if recording and recording.since is not None and not recording.ear:
                return [ari.stop_message(order.name, recording.since, now)], []
            return [ari.stop_recording(file) for file in self._files(order.name, recording)], []
        # the ears have not opened yet: nothing was recorded
        del self._ledger.recordings[order.name]
        if self._ledger.next_ears.get(recording.leg) == order.name:
            del self._ledger.next_ears[recording.leg]
            self._ledger.forget_ears(order.name)
        failed = RecordingEnded(gateway=self._key, at=now, name=order.name, seconds=0.0, failed=True)
        return ari.close_ears(order.name), [failed]

    def _hold_recording(self, order: HoldRecording, _: float) -> Step:
        recording = self._ledger.recordings.get(order.name)
        if recording is None:
            return [], []
        recording.muted = order.paused
        if recording.since is None:  # it begins as it is then
            return [], []
        return [ari.mute_recording(file, order.paused) for file in self._files(order.name, recording)], []

    @staticmethod
    def _files(name: str, recording: Recording | None) -> list[str]:
        if recording is None or not recording.ear:
            return [name]
        return [ari.track_name(name, track) for track in TRACKS]

    # ----------------------------------------------------------------- faxes

    def _receive_fax(self, order: ReceiveFax, now: float) -> Step:
        return self._fax(order, "receive", {"HOTLINE_STATION": order.station}, now)

    def _transmit_fax(self, order: TransmitFax, now: float) -> Step:
        return self._fax(order, "send", {"HOTLINE_STATION": order.station, "HOTLINE_HEADER": order.header}, now)

    def _fax(self, order: ReceiveFax | TransmitFax, way: str, variables: dict[str, str], now: float) -> Step:
        leg = self._ledger.legs.get(order.leg)
        if leg is None:
            gone = FaxEnded(gateway=self._key, at=now, leg=order.leg, name=order.name, ok=False, error="HANGUP")
            return [], [gone]
        leg.fax = order.name
        return ari.fax(order.leg, way, {"HOTLINE_FAX": order.name, **variables}), []

    # -------------------------------------------------------------- accounts

    def _seat_account(self, order: SetSeatAccount, now: float) -> Step:
        ledger = self._ledger
        if order.phone:
            ledger.phones.add(order.seat)
            wanted = list(phone_requests(order.seat, "from-seat", order.phone))
        else:
            ledger.phones.discard(order.seat)
            account = account_requests(order.seat, order.secret, "from-seat", self._seat_profile)
            wanted = [*account, not_by_tls(order.seat)]
        if order.phone or order.secret is not None:
            ledger.seats.add(order.seat)
            if order.seat not in ledger.listened:
                ledger.listened.add(order.seat)
                wanted.append(ari.listen(order.seat))
            # a telephone that registered before a restart of Asterisk is known again at once
            wanted.append(AriRequest("GET", ari.endpoint(order.seat), purpose=Purpose.REACHABLE, subject=order.seat))
            return wanted, []
        if order.seat in ledger.listened:
            ledger.listened.discard(order.seat)
            wanted.insert(0, ari.listen_no_more(order.seat))
        ledger.seats.discard(order.seat)
        known = order.seat in ledger.reachable
        ledger.reachable.discard(order.seat)
        gone = SeatReachable(gateway=self._key, at=now, seat=order.seat, reachable=False)
        return wanted, [gone] if known else []

    def _trunk(self, order: SetTrunk, now: float) -> Step:
        self._ledger.answering.pop(order.key, None)
        self._ledger.trunks.pop(order.key, None)
        if order.trunk and is_asked(order.trunk):
            self._ledger.trunks[order.key] = now
        self._ledger.trunk_users.discard(endpoint_of(order.key))
        if not order.trunk or not order.trunk.user:
            return list(trunk_requests(order.key, order.trunk)), []
        try:
            password = sealing.unseal(order.trunk.sealed, order.key, self._sealing_key)
        except sealing.NotOurs:
            log.error("the password of trunk %s was sealed with another SECRET_KEY: set it again", order.key)
            without = replace(order.trunk, user="", register=False)
            return list(trunk_requests(order.key, without)), [self._account(order.key, Registration.LOCKED, now)]
        self._ledger.trunk_users.add(endpoint_of(order.key))
        told = [self._account(order.key, Registration.TRYING, now)] if order.trunk.register else []
        return list(trunk_requests(order.key, order.trunk, password)), told

    def _account(self, trunk: str, state: Registration, now: float) -> GatewayEvent:
        return TrunkAccount(gateway=self._key, at=now, trunk=trunk, state=state)

    def _web_line(self, order: SetWebLine, _: float) -> Step:
        return list(account_requests(order.line, order.secret, "from-web", SeatProfile.WEBRTC)), []
