"""ARI's messages → gateway events, with the requests that must follow them. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from telephony.adapters.asterisk import faxing, trunks
from telephony.adapters.asterisk import requests as ari
from telephony.adapters.asterisk.inventory import (
    TRUNK_PREFIX,
    WEB_LINE_PREFIX,
    Json,
    bridge_members,
    caller_of,
    ear_recording,
    endpoint_of,
    online,
    snapshot,
    spy_ear,
    trunk_of,
)
from telephony.adapters.asterisk.ledger import Ledger, Leg, Recording
from telephony.adapters.asterisk.orders import EAR_SETTLES_SECONDS, Step
from telephony.adapters.asterisk.requests import AriRequest, Purpose
from telephony.contracts.gateway import (
    TRACKS,
    AnswerJudged,
    DigitReceived,
    FaxToneHeard,
    GatewayBack,
    GatewayEvent,
    LegAnswered,
    LegArrived,
    LegGone,
    LegRinging,
    PlaybackEnded,
    RecordingEnded,
    SeatReachable,
    SilenceHeard,
    TrunkReachable,
    Verdict,
)

WANTED = (
    "StasisStart",
    "StasisEnd",
    "ChannelDestroyed",
    "ChannelHangupRequest",
    "ChannelStateChange",
    "Dial",
    "ChannelDtmfReceived",
    "PlaybackFinished",
    "RecordingStarted",
    "RecordingFinished",
    "RecordingFailed",
    "ChannelUserevent",
    "EndpointStateChange",
    "ApplicationReplaced",
    "RESTResponse",  # without it the filter eats the replies of REST over the websocket
)
"""Message types that Asterisk is asked to send; everything else stays there."""

CALLING_TONE = "f"
"""The digit by which Asterisk tells of a fax machine's calling tone."""
SUBSCRIBER_ABSENT = 20
NOTHING: Step = ([], [])


def verdict_of(status: str, why: str) -> Verdict:
    """Asterisk's AMDSTATUS and AMDCAUSE. It takes whoever says nothing at first for a machine: that may as well be a
    person who lifts the telephone slowly, so it counts as not known."""
    if status == "MACHINE" and not why.startswith("INITIALSILENCE"):
        return Verdict.MACHINE
    return Verdict.PERSON if status == "HUMAN" else Verdict.UNSURE


class MessageReader:
    """Turns what one Asterisk says into events of the gateway ``key``."""

    def __init__(self, key: str, ledger: Ledger) -> None:
        self._key = key
        self._ledger = ledger
        self._by_type: dict[str, Callable[[Json, float], Step]] = {
            "StasisStart": self._stasis_start,
            "StasisEnd": self._stasis_end,
            "ChannelDestroyed": self._destroyed,
            "ChannelHangupRequest": self._hangup_request,
            "ChannelStateChange": self._state_change,
            "Dial": self._dial,
            "ChannelDtmfReceived": self._digit,
            "PlaybackFinished": self._playback_finished,
            "RecordingStarted": self._recording_started,
            "RecordingFinished": self._recording_finished,
            "RecordingFailed": self._recording_finished,
            "ChannelUserevent": self._user_event,
            "EndpointStateChange": self._endpoint_state,
        }

    def read(self, message: Json, now: float) -> Step:
        """Requests to send and events to report for one message. Unknown types are ignored."""
        reader = self._by_type.get(str(message.get("type")))
        return reader(message, now) if reader else NOTHING

    def refused(self, request: AriRequest, now: float) -> list[GatewayEvent]:
        """What a refusal of ``request`` means."""
        match request.purpose:
            case Purpose.DIAL if self._ledger.legs.pop(request.subject, None):
                # no such account, or no telephone registered under it
                return [LegGone(gateway=self._key, at=now, leg=request.subject, cause=SUBSCRIBER_ABSENT)]
            case Purpose.PLAY if told := self._ledger.spoken.pop(request.subject, None):
                return [PlaybackEnded(gateway=self._key, at=now, leg=told, playback=request.subject)]
            case Purpose.PLAY:
                for name, leg in self._ledger.legs.items():
                    if request.subject in leg.playing:
                        leg.playing.remove(request.subject)
                        return [PlaybackEnded(gateway=self._key, at=now, leg=name, playback=request.subject)]
            case Purpose.FAX if (faxed := self._ledger.legs.get(request.subject)) and faxed.fax:
                # its party was faster; when it has left the application already, nothing more will be heard of it
                if faxed.left:
                    return self._gone(request.subject, faxed, None, now)
                return faxing.broken(self._key, request.subject, faxed, now)
            case Purpose.RECORD if self._ledger.recordings.pop(request.subject, None):
                self._ledger.forget_ears(request.subject)
                return [RecordingEnded(gateway=self._key, at=now, name=request.subject, seconds=0.0, failed=True)]
        return []

    def replied(self, request: AriRequest, body: Mapping[str, Any], now: float) -> list[GatewayEvent]:
        """What a good reply means: only a question for reachability is one."""
        if request.purpose is Purpose.REACHABLE and request.subject.startswith(TRUNK_PREFIX):
            return self._trunk(request.subject.removeprefix(TRUNK_PREFIX), body.get("state") == "online", now)
        if request.purpose is Purpose.REACHABLE:
            return self._reachable(request.subject, body.get("state") == "online", now)
        return []

    def take_stock(
        self,
        channels: Sequence[Json],
        bridges: Sequence[Json],
        endpoints: Sequence[Json],
        messages: Mapping[str, str],
        now: float,
        restarted: bool,
        faxes: str = "",
    ) -> GatewayBack:
        """Begin anew from Asterisk's own lists. ``messages``: recording name of the voice message that a
        leg leaves; ``faxes``: the dialplan's notes of the last that were over."""
        ledger = self._ledger
        held = {name for name, leg in ledger.legs.items() if leg.music}
        ledger.clear_calls()
        legs = tuple(found for found in map(snapshot, channels) if found)
        members = bridge_members(bridges, (leg.leg for leg in legs))
        place = {leg: bridge for bridge, inside in members for leg in inside}
        for leg in legs:
            ledger.legs[leg.leg] = Leg(
                dialled=not leg.inbound,
                answered=leg.answered,
                music=leg.leg in held,
                bridge=place.get(leg.leg),
            )
        ledger.bridges |= {bridge for bridge, _ in members}
        for each in channels:
            if ear := ear_recording(each):
                name, track = ear
                heard = ledger.ears[ear] = endpoint_of(each)
                ledger.recordings.setdefault(name, Recording(leg=heard, ear=True, since=now)).tracks.add(track)
        for leg_id, name in messages.items():
            ledger.recordings[name] = Recording(leg=leg_id, ear=False, since=now)
        seats = tuple(seat for seat in online(endpoints) if not seat.startswith(WEB_LINE_PREFIX) and "@" not in seat)
        ledger.reachable = set(seats)
        names = (str(each["resource"]) for each in endpoints)
        ledger.trunks = {name.removeprefix(TRUNK_PREFIX): 0.0 for name in names if name.startswith(TRUNK_PREFIX)}
        ledger.answering.clear()
        ledger.seats |= ledger.reachable
        return GatewayBack(
            gateway=self._key,
            at=now,
            legs=legs,
            bridges=members,
            recordings=tuple(sorted(ledger.recordings)),
            reachable_seats=seats,
            restarted=restarted,
            faxes=tuple(faxing.noted(self._key, faxes, now)),
        )

    # ------------------------------------------------------------------ legs

    def _stasis_start(self, message: Json, now: float) -> Step:
        channel, args = message["channel"], [str(arg) for arg in message.get("args", ())]
        name, kind = str(channel["id"]), args[0] if args else ""
        if kind == ari.EAR and len(args) > 1:
            return self._ear_opened(*ear_recording(channel) or (args[1], ""), now)
        if kind == ari.SPY and len(args) > 1:
            return self._spy_opened(args[1]), []
        if kind == ari.DIALLED:
            leg = self._ledger.legs.setdefault(name, Leg(dialled=True))
            if leg.answered:
                return NOTHING
            leg.answered = True
            return [], [LegAnswered(gateway=self._key, at=now, leg=name)]
        if kind == ari.JUDGED and name in self._ledger.legs:
            status, why = (*args[1:3], "", "")[:2]
            return [], [AnswerJudged(gateway=self._key, at=now, leg=name, verdict=verdict_of(status, why), why=why)]
        if kind == ari.SILENT and name in self._ledger.legs:
            return [], [SilenceHeard(gateway=self._key, at=now, leg=name)]
        if kind not in ("inbound", "web") or name in self._ledger.legs:
            return NOTHING
        self._ledger.legs[name] = Leg(dialled=False)
        line = (args[2] if len(args) > 2 else endpoint_of(channel)) if kind == "web" else None
        arrived = LegArrived(
            gateway=self._key,
            at=now,
            leg=name,
            caller_raw=caller_of(channel, line),
            called=args[1] if len(args) > 1 else "",
            web_line=line,
            trunk="" if line else trunk_of(channel),
        )
        return [], [arrived]

    def _state_change(self, message: Json, now: float) -> Step:
        channel = message["channel"]
        state, leg = channel.get("state"), self._ledger.legs.get(str(channel["id"]))
        if leg is None:
            return NOTHING
        if state == "Ringing":
            return self._ringing(str(channel["id"]), leg, now)
        if state == "Up" and not leg.dialled:
            leg.answered = True
        return NOTHING

    def _dial(self, message: Json, now: float) -> Step:
        peer = message.get("peer") or {}
        leg = self._ledger.legs.get(str(peer.get("id")))
        # 183 with early audio is ringing to the engine
        if leg is None or message.get("dialstatus") not in ("RINGING", "PROGRESS"):
            return NOTHING
        return self._ringing(str(peer["id"]), leg, now)

    def _ringing(self, name: str, leg: Leg, now: float) -> Step:
        if leg.ringing or leg.answered or not leg.dialled:
            return NOTHING
        leg.ringing = True
        return [], [LegRinging(gateway=self._key, at=now, leg=name)]

    def _hangup_request(self, message: Json, _: float) -> Step:
        leg = self._ledger.legs.get(str(message["channel"]["id"]))
        if leg is not None and leg.ordered is None:
            # "soft": asked for inside Asterisk; the cause is then no Q.850 value
            if message.get("soft"):
                leg.forced = True
            else:
                leg.heard = int(message.get("cause") or 0)
        return NOTHING

    def _stasis_end(self, message: Json, now: float) -> Step:
        name = str(message["channel"]["id"])
        leg = self._ledger.legs.get(name)
        if leg is None:
            return self._ear_closed(message["channel"], now)
        # of a dialled leg ChannelDestroyed tells more and follows at once; an arrived one gets no such
        # message
        leg.left = leg.fax is not None
        return NOTHING if leg.dialled or leg.fax else ([], self._gone(name, leg, None, now))

    def _destroyed(self, message: Json, now: float) -> Step:
        name = str(message["channel"]["id"])
        leg = self._ledger.legs.get(name)
        if leg is None:
            return NOTHING
        cause, answer = int(message.get("cause") or 0), int(message.get("tech_cause") or 0)
        return [], self._gone(name, leg, cause, now, answer)

    def _gone(self, name: str, leg: Leg, cause: int | None, now: float, answer: int = 0) -> list[GatewayEvent]:
        ledger = self._ledger
        del ledger.legs[name]
        ledger.ear_closed_at.pop(name, None)
        final, lost = leg.verdict(cause, answer)
        gone = faxing.broken(self._key, name, leg, now)
        gone.append(LegGone(gateway=self._key, at=now, leg=name, cause=final, media_lost=lost))
        waiting = ledger.next_ears.pop(name, None)
        if waiting and ledger.recordings.pop(waiting, None):
            ledger.forget_ears(waiting)
            gone.append(RecordingEnded(gateway=self._key, at=now, name=waiting, seconds=0.0, failed=True))
        return gone

    def _digit(self, message: Json, now: float) -> Step:
        name = str(message["channel"]["id"])
        if name not in self._ledger.legs:
            return NOTHING
        digit = str(message["digit"])
        if digit == CALLING_TONE:
            return [], [FaxToneHeard(gateway=self._key, at=now, leg=name)]
        requests = self._finish_message(name, now) if digit == "#" else []
        return requests, [DigitReceived(gateway=self._key, at=now, leg=name, digit=digit)]

    def _finish_message(self, leg: str, now: float) -> list[ari.AriRequest]:
        """The hash key ends a voice message, also one that was pressed into the beep."""
        return [
            ari.stop_message(name, each.since, now)
            for name, each in self._ledger.recordings.items()
            if each.leg == leg and not each.ear and each.since is not None and now - each.since < ari.BEEP_SECONDS
        ]

    # ----------------------------------------------------------------- audio

    def _playback_finished(self, message: Json, now: float) -> Step:
        playback = message["playback"]
        if told := self._ledger.spoken.pop(str(playback["id"]), None):
            return [], [PlaybackEnded(gateway=self._key, at=now, leg=told, playback=str(playback["id"]))]
        kind, _, name = str(playback["target_uri"]).partition(":")
        leg = self._ledger.legs.get(name)
        if kind != "channel" or leg is None:
            return NOTHING
        if playback["id"] in leg.playing:
            leg.playing.remove(playback["id"])
        # a playback ends the music under it
        again = [AriRequest("POST", ari.channel(name, "moh"))] if leg.music and not leg.playing else []
        return again, [PlaybackEnded(gateway=self._key, at=now, leg=name, playback=str(playback["id"]))]

    # ------------------------------------------------------------ recordings

    def _ear_opened(self, name: str, track: str, now: float) -> Step:
        recording = self._ledger.recordings.get(name)
        if recording is None:  # stopped before it began
            return [ari.close_ear(name, track)], []
        if recording.since is not None:  # found up when stock was taken
            return [ari.record_ear(name, track)], []
        recording.tracks.add(track)
        if len(recording.tracks) < len(TRACKS):
            return NOTHING
        recording.since = now
        return [ari.record_ear(name, each) for each in TRACKS], []

    def _recording_started(self, message: Json, now: float) -> Step:
        """A pause that was ordered before counts from here: Asterisk refuses it until then; and so does a beep."""
        file = str(message["recording"]["name"])
        recording = self._ledger.recordings.get(ari.track_of(file)[0])
        if recording and not recording.ear:
            recording.since = now
        return ([ari.mute_recording(file, True)] if recording and recording.muted else []), []

    def _spy_opened(self, ear: str) -> list[AriRequest]:
        """A supervisor's snoop channel is there: into the bridge where their leg waits, or away when they left."""
        spy, bridge = self._ledger.spies.get(ear), ari.spy_bridge(ear)
        if spy is None:
            return [ari.hang_up(ari.ear_of(ear), 16)]
        leg = self._ledger.legs.get(spy.leg)
        fresh = ari.fresh_ears(spy.leg) if leg and leg.partnered else ()
        if leg:
            leg.partnered = True
        spy.up = True
        return [*fresh, ari.join_bridge(bridge, (ari.ear_of(ear),))]

    def _ear_closed(self, channel: Json, now: float) -> Step:
        if spy := spy_ear(channel):
            return [AriRequest("DELETE", ari.bridge_path(ari.spy_bridge(spy)))], []
        found = ear_recording(channel)
        if found is None:
            return NOTHING
        requests, (name, track) = self._next_ears(found, now), found
        recording = self._ledger.recordings.get(name)
        if recording is None:
            return requests, []
        if recording.since is None:  # one track alone is not begun
            del self._ledger.recordings[name]
            failed = RecordingEnded(gateway=self._key, at=now, name=name, seconds=0.0, failed=True)
            return [*requests, *ari.close_ears(name)], [failed]
        return requests, self._track_over(name, track, recording, False, now)

    def _next_ears(self, closed: tuple[str, str], now: float) -> list[AriRequest]:
        """Once the leg of the ear ``closed`` has none any more, open those that wait for it."""
        ledger = self._ledger
        leg = ledger.ears.pop(closed, "")
        if leg not in ledger.legs:
            return []
        ledger.ear_closed_at[leg] = now
        waiting = ledger.next_ears.get(leg)
        if waiting is None or ledger.others_at(leg, waiting):
            return []
        del ledger.next_ears[leg]
        return ari.open_ears(leg, waiting, EAR_SETTLES_SECONDS)

    def wanted(self, request: AriRequest) -> bool:
        """Is a request that had to wait still to be sent?"""
        if request.purpose is Purpose.SPY:
            return request.subject in self._ledger.spies
        if request.purpose is Purpose.FORGET:
            return request.subject not in self._ledger.trunk_users
        return request.purpose is not Purpose.RECORD or request.subject in self._ledger.recordings

    def _recording_finished(self, message: Json, now: float) -> Step:
        name, track = ari.track_of(str(message["recording"]["name"]))
        recording = self._ledger.recordings.get(name)
        if recording is None:
            return [ari.close_ear(name, track)] if track else [], []
        ended = self._track_over(name, track, recording, message["type"] != "RecordingFailed", now)
        return ([ari.close_ear(name, track)] if track else []), ended

    def _track_over(self, name: str, track: str, recording: Recording, good: bool, now: float) -> list[GatewayEvent]:
        """A file is complete, or (not ``good``) will not be; with the last one the recording has ended. Its length is
        by our own clock: the gateway counts whole seconds only, a short message would have none."""
        recording.tracks.discard(track)
        recording.good = recording.good or good
        if recording.tracks:
            return []
        del self._ledger.recordings[name]
        seconds = 0.0 if recording.since is None else now - recording.since
        ended = RecordingEnded(gateway=self._key, at=now, name=name, seconds=seconds, failed=not recording.good)
        return [ended]

    # ----------------------------------------------------------------- faxes

    def _user_event(self, message: Json, now: float) -> Step:
        name = str((message.get("channel") or {}).get("id"))
        told = message.get("userevent") or {}
        leg = self._ledger.legs.get(name)
        if message.get("eventname") != ari.FAX_EVENT or leg is None:
            return NOTHING
        leg.fax = None
        return [], [faxing.ended(self._key, name, told, now)]

    # -------------------------------------------------------------- accounts

    def _endpoint_state(self, message: Json, now: float) -> Step:
        endpoint = message["endpoint"]
        seat = str(endpoint["resource"])
        if seat not in self._ledger.seats:
            return NOTHING
        return [], self._reachable(seat, endpoint["state"] == "online", now)

    def _trunk(self, key: str, answers: bool, now: float) -> list[GatewayEvent]:
        ledger = self._ledger
        known = ledger.answering.get(key)
        settling = now - ledger.trunks.get(key, now) < trunks.SETTLES_SECONDS and not answers
        if key not in ledger.trunks or known is answers or settling:
            return []
        ledger.answering[key] = answers
        return [TrunkReachable(gateway=self._key, at=now, trunk=key, reachable=answers)]

    def _reachable(self, seat: str, reachable: bool, now: float) -> list[GatewayEvent]:
        known = self._ledger.reachable
        if (seat in known) == reachable:
            return []
        known.symmetric_difference_update({seat})
        return [SeatReachable(gateway=self._key, at=now, seat=seat, reachable=reachable)]
