"""Orders become ARI requests, in an order that Asterisk can serve without waiting."""

from typing import Any

import pytest

from telephony.adapters.asterisk.accounts import SeatProfile
from telephony.adapters.asterisk.ledger import Ledger, Leg
from telephony.adapters.asterisk.orders import EAR_SETTLES_SECONDS, OrderClerk
from telephony.adapters.asterisk.requests import AriRequest, Purpose, media
from telephony.contracts.gateway import (
    DialNumber,
    DialSeat,
    GatewayOrder,
    HangUpLeg,
    HoldRecording,
    JoinBridge,
    LegGone,
    MuteLeg,
    Play,
    PlaybackEnded,
    RecordConversation,
    RecordingEnded,
    RecordMessage,
    SeatReachable,
    SetSeatAccount,
    SetWebLine,
    StopRecording,
)

NOW = 1000.0


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def clerk(ledger: Ledger) -> OrderClerk:
    return OrderClerk("gw1", ledger, "PJSIP/{number}@trunk", SeatProfile.WEBRTC)


def sent(clerk: OrderClerk, kind: type[GatewayOrder], **fields: Any) -> list[AriRequest]:
    requests, events = clerk.take(kind(gateway="gw1", **fields), NOW)
    assert events == []
    return requests


def test_given_a_seat_when_dialled_then_call_id_and_auto_answer_are_headers(clerk: OrderClerk, ledger: Ledger) -> None:
    [request] = sent(
        clerk,
        DialSeat,
        leg="c.a1",
        call_id="c",
        seat="east-01",
        caller_id="138",
        ring_seconds=14.2,
        auto_answer=True,
    )
    assert (request.method, request.path, request.purpose, request.subject) == (
        "POST",
        "channels/c.a1",
        Purpose.DIAL,
        "c.a1",
    )
    assert dict(request.query) == {
        "endpoint": "PJSIP/east-01",
        "app": "hotline",
        "appArgs": "dialled",
        "timeout": "15",
        "callerId": "138",
    }
    assert request.body == {
        "variables": {
            "PJSIP_HEADER(add,X-Hotline-Call-Id)": "c",
            "PJSIP_HEADER(add,X-Hotline-Auto-Answer)": "1",
            "PJSIP_HEADER(add,Call-Info)": "<sip:hotline>;answer-after=0",
            "PJSIP_HEADER(add,Alert-Info)": "<http://hotline>;info=alert-autoanswer",
        }
    }
    assert ledger.legs["c.a1"].dialled


def test_given_a_number_when_dialled_then_it_goes_to_the_trunk(clerk: OrderClerk) -> None:
    [request] = sent(
        clerk, DialNumber, leg="c.o1", call_id="c", number="13900000002", caller_id="12345", ring_seconds=30.0
    )
    assert dict(request.query)["endpoint"] == "PJSIP/13900000002@trunk"


def test_given_prompts_when_played_then_digits_are_said_one_by_one() -> None:
    assert media(("agent-number", "digits:80", "at-your-service")) == [
        "sound:hotline/agent-number",
        "sound:hotline/digit-8",
        "sound:hotline/digit-0",
        "sound:hotline/at-your-service",
    ]


def test_given_nothing_to_say_when_played_then_nothing_is_asked_and_the_end_is_told(clerk: OrderClerk) -> None:
    requests, events = clerk.take(Play(gateway="gw1", leg="l", playback="p", prompts=("digits:",), language="zh"), NOW)
    assert requests == []
    assert events == [PlaybackEnded(gateway="gw1", at=NOW, leg="l", playback="p")]


def test_given_a_leg_that_plays_and_has_music_when_joined_then_both_stop_first(
    clerk: OrderClerk, ledger: Ledger
) -> None:
    ledger.legs["a"] = Leg(dialled=False, music=True, playing=["p1"])
    ledger.legs["b"] = Leg(dialled=True)
    requests = sent(clerk, JoinBridge, bridge="c.b", legs=("a", "b"))
    assert [(each.method, each.path) for each in requests] == [
        ("DELETE", "playbacks/p1"),
        ("DELETE", "channels/a/moh"),
        ("POST", "bridges/c.b"),
        ("POST", "bridges/c.b/addChannel"),
        ("POST", "bridges/c.b/addChannel"),
    ]
    assert not ledger.legs["a"].music


def test_given_a_leg_that_had_a_partner_when_another_comes_then_its_ears_are_made_fresh_before(
    clerk: OrderClerk, ledger: Ledger
) -> None:
    for name in ("a", "b", "c"):
        ledger.legs[name] = Leg(dialled=name != "a")
    sent(clerk, JoinBridge, bridge="c.b", legs=("a", "b"))
    requests = sent(clerk, JoinBridge, bridge="c.b", legs=("c",))
    assert [(each.method, each.path) for each in requests] == [
        ("POST", "channels/a/silence"),
        ("DELETE", "channels/a/silence"),
        ("POST", "channels/b/silence"),
        ("DELETE", "channels/b/silence"),
        ("POST", "bridges/c.b/addChannel"),
    ]


def test_given_a_leg_on_hold_when_another_joins_then_its_music_is_left_alone(clerk: OrderClerk, ledger: Ledger) -> None:
    ledger.legs["a"] = Leg(dialled=False, bridge="c.b", partnered=True, music=True)
    ledger.legs["b"] = Leg(dialled=True)
    ledger.bridges.add("c.b")
    requests = sent(clerk, JoinBridge, bridge="c.b", legs=("b",))
    assert [each.path for each in requests] == ["bridges/c.b/addChannel"]


def test_given_a_new_account_when_set_then_it_is_made_heard_and_asked_for(clerk: OrderClerk) -> None:
    requests = sent(clerk, SetSeatAccount, seat="east-01", secret="s")
    base = "asterisk/config/dynamic/res_pjsip"
    assert [(each.method, each.path) for each in requests] == [
        ("PUT", f"{base}/auth/east-01"),
        ("PUT", f"{base}/aor/east-01"),
        ("PUT", f"{base}/endpoint/east-01"),
        ("DELETE", f"{base}/endpoint/east-01%40tls.hotline.invalid"),
        ("POST", "applications/hotline/subscription"),
        ("GET", "endpoints/PJSIP/east-01"),
    ]
    assert requests[2].body is not None
    fields = {each["attribute"]: each["value"] for each in requests[2].body["fields"]}
    assert (fields["webrtc"], fields["rtp_timeout"], fields["context"]) == ("yes", "8", "from-seat")


def test_given_an_account_when_set_again_then_it_is_not_listened_to_twice(clerk: OrderClerk) -> None:
    sent(clerk, SetSeatAccount, seat="east-01", secret="s")
    again = sent(clerk, SetSeatAccount, seat="east-01", secret="other")
    assert "applications/hotline/subscription" not in [each.path for each in again]


def test_given_a_reachable_seat_when_its_account_is_taken_then_it_is_told_unreachable(
    clerk: OrderClerk, ledger: Ledger
) -> None:
    sent(clerk, SetSeatAccount, seat="east-01", secret="s")
    ledger.reachable.add("east-01")
    requests, events = clerk.take(SetSeatAccount(gateway="gw1", seat="east-01", secret=None), NOW)
    assert [each.method for each in requests] == ["DELETE"] * 5
    assert requests[0].path == "applications/hotline/subscription"
    assert events == [SeatReachable(gateway="gw1", at=NOW, seat="east-01", reachable=False)]


def test_given_a_web_line_when_set_then_it_may_only_call_in(clerk: OrderClerk) -> None:
    requests = sent(clerk, SetWebLine, line="web-1", secret="s")
    assert requests[2].body is not None
    assert {"attribute": "context", "value": "from-web"} in requests[2].body["fields"]


def test_given_a_recording_that_ends_when_the_next_begins_on_the_leg_then_it_waits(
    clerk: OrderClerk, ledger: Ledger
) -> None:
    ledger.legs["a"] = Leg(dialled=False)
    first = sent(clerk, RecordConversation, leg="a", name="r1")
    assert [(dict(each.query)["spy"], each.after) for each in first] == [("in", 0), ("out", 0)]
    ledger.recordings["r1"].since = NOW
    sent(clerk, StopRecording, name="r1")
    assert sent(clerk, RecordConversation, leg="a", name="r2") == []
    assert ledger.next_ears == {"a": "r2"}


def test_given_an_ear_that_closed_a_moment_ago_when_recorded_then_the_next_opens_a_moment_later(
    clerk: OrderClerk, ledger: Ledger
) -> None:
    ledger.legs["a"] = Leg(dialled=False)
    ledger.ear_closed_at["a"] = NOW - EAR_SETTLES_SECONDS / 2
    for request in sent(clerk, RecordConversation, leg="a", name="r2"):
        assert request.after == pytest.approx(EAR_SETTLES_SECONDS / 2)


def test_given_a_recording_not_begun_when_stopped_then_it_failed_and_its_ears_are_closed(clerk: OrderClerk) -> None:
    sent(clerk, RecordConversation, leg="a", name="r1")
    requests, events = clerk.take(StopRecording(gateway="gw1", name="r1"), NOW)
    assert [(each.method, each.path) for each in requests] == [
        ("DELETE", f"channels/r1.{track}.s") for track in ("in", "out")
    ]
    assert events == [RecordingEnded(gateway="gw1", at=NOW, name="r1", seconds=0.0, failed=True)]


def test_given_a_recording_when_paused_and_stopped_then_both_tracks_are(clerk: OrderClerk, ledger: Ledger) -> None:
    sent(clerk, RecordConversation, leg="a", name="r1")
    assert sent(clerk, HoldRecording, name="r1", paused=True) == []
    assert ledger.recordings["r1"].muted
    ledger.recordings["r1"].since = NOW
    paused = sent(clerk, HoldRecording, name="r1", paused=False)
    stopped = sent(clerk, StopRecording, name="r1")
    assert [(each.method, each.path) for each in (*paused, *stopped)] == [
        ("DELETE", "recordings/live/r1.in/mute"),
        ("DELETE", "recordings/live/r1.out/mute"),
        ("POST", "recordings/live/r1.in/stop"),
        ("POST", "recordings/live/r1.out/stop"),
    ]
    assert sent(clerk, HoldRecording, name="unknown", paused=True) == []


def test_given_a_voice_message_when_recorded_then_it_beeps_and_ends_by_hash_silence_or_time(clerk: OrderClerk) -> None:
    note, record = sent(clerk, RecordMessage, leg="a", name="r1", max_seconds=120.0)
    assert dict(note.query) == {"variable": "HOTLINE_MESSAGE", "value": "r1"}
    assert dict(record.query) == {
        "name": "r1",
        "format": "wav",
        "ifExists": "overwrite",
        "beep": "true",
        "terminateOn": "#",
        "maxDurationSeconds": "120",
        "maxSilenceSeconds": "5",
    }


def test_given_a_voice_message_when_finished_during_the_beep_then_it_is_ended_when_the_beep_is_over(
    clerk: OrderClerk, ledger: Ledger
) -> None:
    sent(clerk, RecordMessage, leg="a", name="r1", max_seconds=120.0)
    [early] = clerk.take(StopRecording(gateway="gw1", name="r1"), NOW + 0.25)[0]
    assert (early.path, early.after) == ("recordings/live/r1/stop", pytest.approx(0.95))
    [late] = clerk.take(StopRecording(gateway="gw1", name="r1"), NOW + 5.0)[0]
    assert (late.path, late.after) == ("recordings/live/r1/stop", 0.0)


@pytest.mark.parametrize(("muted", "method"), [(True, "POST"), (False, "DELETE")])
def test_given_mute_then_only_what_the_leg_says_is_meant(clerk: OrderClerk, muted: bool, method: str) -> None:
    [request] = sent(clerk, MuteLeg, leg="a", muted=muted)
    assert (request.method, request.query) == (method, (("direction", "in"),))


def test_given_no_connection_when_ordered_then_whoever_waits_hears_of_it(clerk: OrderClerk) -> None:
    dial = DialSeat(gateway="gw1", leg="a", call_id="c", seat="s", caller_id="1", ring_seconds=1.0)
    assert clerk.undeliverable(dial, NOW) == [LegGone(gateway="gw1", at=NOW, leg="a", cause=38)]
    record = RecordMessage(gateway="gw1", leg="a", name="r", max_seconds=1.0)
    assert clerk.undeliverable(record, NOW) == [
        RecordingEnded(gateway="gw1", at=NOW, name="r", seconds=0.0, failed=True)
    ]
    assert clerk.undeliverable(HangUpLeg(gateway="gw1", leg="a"), NOW) == []
