"""What Asterisk 22.10 said in real calls, and what the engine is told of it."""

from typing import Any

import pytest

from telephony.adapters.asterisk.ledger import Ledger, Leg, Recording
from telephony.adapters.asterisk.messages import MessageReader
from telephony.adapters.asterisk.requests import AriRequest, Purpose
from telephony.contracts.gateway import (
    DigitReceived,
    FaxEnded,
    GatewayEvent,
    LegAnswered,
    LegArrived,
    LegGone,
    LegRinging,
    LegSnapshot,
    PlaybackEnded,
    RecordingEnded,
    SeatReachable,
)

NOW = 1000.0
INBOUND: dict[str, Any] = {
    "id": "1795401595.0",
    "name": "PJSIP/trunk-00000000",
    "state": "Ring",
    "protocol_id": "d3ddb430811b@ua",
    "caller": {"name": "", "number": "13800000001"},
    "connected": {"name": "", "number": ""},
    "accountcode": "",
    "dialplan": {
        "context": "from-trunk",
        "exten": "12345",
        "priority": 2,
        "app_name": "Stasis",
        "app_data": "hotline,inbound,12345",
    },
    "creationtime": "2026-11-23T02:39:55.395+0000",
    "language": "en",
}
DIALLED: dict[str, Any] = INBOUND | {
    "id": "x7",
    "name": "PJSIP/east-01-00000005",
    "state": "Up",
    "caller": {"name": "", "number": ""},
    "dialplan": {
        "context": "from-seat",
        "exten": "s",
        "priority": 1,
        "app_name": "Stasis",
        "app_data": "hotline,dialled",
    },
}


def snoop(track: str) -> dict[str, Any]:
    plan = {"context": "default", "exten": "s", "priority": 1, "app_name": "Stasis"}
    return INBOUND | {
        "id": f"r1.{track}.s",
        "name": "Snoop/x7-00000000",
        "state": "Up",
        "dialplan": plan | {"app_data": f"hotline,ear,r1,{track}"},
    }


SNOOP, OTHER_SNOOP = snoop("in"), snoop("out")


def opened(track: str) -> dict[str, Any]:
    return {"type": "StasisStart", "args": ["ear", "r1", track], "channel": snoop(track)}


def finished(track: str, kind: str = "RecordingFinished") -> dict[str, Any]:
    file = f"r1.{track}"
    recording = {"name": file, "format": "wav", "state": "done", "target_uri": f"channel:{file}.s", "duration": 5}
    return {"type": kind, "recording": recording}


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def reader(ledger: Ledger) -> MessageReader:
    return MessageReader("gw1", ledger)


def told(reader: MessageReader, kind: str, **fields: Any) -> list[GatewayEvent]:
    return reader.read({"type": kind, **fields}, NOW)[1]


def asked(reader: MessageReader, kind: str, **fields: Any) -> list[tuple[str, str]]:
    return [(each.method, each.path) for each in reader.read({"type": kind, **fields}, NOW)[0]]


def test_given_a_trunk_call_when_it_enters_then_it_arrived_once(reader: MessageReader) -> None:
    start = {"args": ["inbound", "12345"], "channel": INBOUND}
    assert told(reader, "StasisStart", **start) == [
        LegArrived(
            gateway="gw1", at=NOW, leg="1795401595.0", caller_raw="13800000001", called="12345", trunk="_gateway"
        )
    ]
    assert told(reader, "StasisStart", **start) == []


def test_given_a_trunk_of_the_console_when_a_call_comes_by_it_then_it_is_named(reader: MessageReader) -> None:
    channel = INBOUND | {"name": "PJSIP/trunk.city-mobile-0000000a"}
    [arrived] = told(reader, "StasisStart", args=["inbound", "12345"], channel=channel)
    assert isinstance(arrived, LegArrived)
    assert arrived.trunk == "city-mobile"


def test_given_a_web_line_when_it_calls_then_the_line_is_named_and_its_name_is_no_number(
    reader: MessageReader,
) -> None:
    channel = INBOUND | {"name": "PJSIP/web-ab-00000001", "caller": {"name": "13800000001", "number": "web-ab"}}
    [arrived] = told(reader, "StasisStart", args=["web", "12345", "web-ab"], channel=channel)
    assert isinstance(arrived, LegArrived)
    assert (arrived.web_line, arrived.caller_raw) == ("web-ab", "13800000001")


def test_given_a_dialled_leg_when_it_rings_and_answers_then_each_is_told_once(
    reader: MessageReader, ledger: Ledger
) -> None:
    ledger.legs["x7"] = Leg(dialled=True)
    ringing = DIALLED | {"state": "Ringing"}
    assert told(reader, "ChannelStateChange", channel=ringing) == [LegRinging(gateway="gw1", at=NOW, leg="x7")]
    assert told(reader, "Dial", peer=ringing, dialstatus="RINGING") == []
    assert told(reader, "StasisStart", args=["dialled"], channel=DIALLED) == [
        LegAnswered(gateway="gw1", at=NOW, leg="x7")
    ]
    assert told(reader, "StasisStart", args=["dialled"], channel=DIALLED) == []


def test_given_early_audio_when_dialling_out_then_it_counts_as_ringing(reader: MessageReader, ledger: Ledger) -> None:
    ledger.legs["x7"] = Leg(dialled=True)
    assert told(reader, "Dial", peer=DIALLED, dialstatus="PROGRESS") == [LegRinging(gateway="gw1", at=NOW, leg="x7")]


@pytest.mark.parametrize(
    ("answered", "cause", "expected", "lost"),
    [
        (False, 17, 17, False),
        (False, 19, 19, False),
        (False, 0, 19, False),
        (False, 44, 44, False),
        (True, 16, 16, False),
        (True, 44, 44, True),
    ],
)
def test_given_a_dialled_leg_when_destroyed_then_its_cause_is_told(
    reader: MessageReader, ledger: Ledger, answered: bool, cause: int, expected: int, lost: bool
) -> None:
    ledger.legs["x7"] = Leg(dialled=True, answered=answered)
    assert told(reader, "StasisEnd", channel=DIALLED) == []
    assert told(reader, "ChannelDestroyed", channel=DIALLED, cause=cause) == [
        LegGone(gateway="gw1", at=NOW, leg="x7", cause=expected, media_lost=lost)
    ]
    assert told(reader, "ChannelDestroyed", channel=DIALLED, cause=cause) == []


@pytest.mark.parametrize(
    ("answer", "cause", "carrier", "seat"),
    [
        (403, 21, 57, 21),  # a telephone may decline so, a carrier does not take us
        (407, 21, 57, 21),
        (603, 21, 21, 21),
        (404, 1, 1, 1),
        (488, 58, 58, 58),
        (606, 58, 88, 58),
        (483, 19, 25, 19),
        (480, 19, 19, 19),
        (400, 127, 111, 19),
        (402, 127, 57, 19),
        (487, 127, 19, 19),
        (607, 127, 21, 19),
        (503, 17, 17, 17),  # a cause from elsewhere than the usual table is the better one
        (None, 127, 19, 19),
        (None, 21, 21, 21),
    ],
)
def test_given_a_sip_answer_when_a_call_out_is_refused_then_its_cause_is_the_finer_one_for_carriers_alone(
    reader: MessageReader, ledger: Ledger, answer: int | None, cause: int, carrier: int, seat: int
) -> None:
    more = {} if answer is None else {"tech_cause": answer}
    for by_carrier, expected in ((True, carrier), (False, seat)):
        ledger.legs["x7"] = Leg(dialled=True, by_carrier=by_carrier)
        gone = told(reader, "ChannelDestroyed", channel=DIALLED, cause=cause, **more)
        assert gone == [LegGone(gateway="gw1", at=NOW, leg="x7", cause=expected)]


def test_given_an_answered_call_out_when_it_ends_then_no_sip_answer_changes_its_cause(
    reader: MessageReader, ledger: Ledger
) -> None:
    ledger.legs["x7"] = Leg(dialled=True, by_carrier=True, answered=True)
    gone = told(reader, "ChannelDestroyed", channel=DIALLED, cause=21, tech_cause=403)
    assert gone == [LegGone(gateway="gw1", at=NOW, leg="x7", cause=21)]


@pytest.mark.parametrize(
    ("request_", "answered", "cause", "lost"),
    [
        ({}, True, 16, False),
        ({"cause": 127}, False, 16, False),
        ({"cause": 17}, True, 17, False),
        ({"cause": 1, "soft": True}, True, 44, True),
    ],
)
def test_given_an_arrived_leg_when_it_ends_then_the_hang_up_request_tells_why(
    reader: MessageReader, ledger: Ledger, request_: dict[str, Any], answered: bool, cause: int, lost: bool
) -> None:
    ledger.legs[INBOUND["id"]] = Leg(dialled=False, answered=answered)
    assert told(reader, "ChannelHangupRequest", channel=INBOUND, **request_) == []
    assert told(reader, "StasisEnd", channel=INBOUND) == [
        LegGone(gateway="gw1", at=NOW, leg=INBOUND["id"], cause=cause, media_lost=lost)
    ]


def test_given_our_own_hang_up_when_the_leg_ends_then_our_cause_is_told(reader: MessageReader, ledger: Ledger) -> None:
    ledger.legs[INBOUND["id"]] = Leg(dialled=False, answered=True, ordered=21)
    told(reader, "ChannelHangupRequest", channel=INBOUND, cause=32, soft=True)
    [gone] = told(reader, "StasisEnd", channel=INBOUND)
    assert isinstance(gone, LegGone)
    assert (gone.cause, gone.media_lost) == (21, False)


def test_given_a_digit_when_pressed_then_only_known_legs_count(reader: MessageReader, ledger: Ledger) -> None:
    assert told(reader, "ChannelDtmfReceived", channel=INBOUND, digit="5") == []
    ledger.legs[INBOUND["id"]] = Leg(dialled=False)
    assert told(reader, "ChannelDtmfReceived", channel=INBOUND, digit="5") == [
        DigitReceived(gateway="gw1", at=NOW, leg=INBOUND["id"], digit="5")
    ]


def test_given_music_under_a_prompt_when_the_prompt_ends_then_the_music_is_started_again(
    reader: MessageReader, ledger: Ledger
) -> None:
    ledger.legs["x7"] = Leg(dialled=True, music=True, playing=["p1"])
    playback = {"id": "p1", "media_uri": "sound:hotline/all-busy", "target_uri": "channel:x7", "state": "done"}
    requests, events = reader.read({"type": "PlaybackFinished", "playback": playback}, NOW)
    assert [(each.method, each.path) for each in requests] == [("POST", "channels/x7/moh")]
    assert events == [PlaybackEnded(gateway="gw1", at=NOW, leg="x7", playback="p1")]


def test_given_two_ears_when_both_are_open_then_both_are_recorded_and_each_end_closes_one(
    reader: MessageReader, ledger: Ledger
) -> None:
    ledger.recordings["r1"] = Recording(leg="x7", ear=True)
    assert reader.read(opened("in"), NOW) == ([], [])
    requests, _ = reader.read(opened("out"), NOW)
    assert [(each.method, each.path, dict(each.query)["name"]) for each in requests] == [
        ("POST", "channels/r1.in.s/record", "r1.in"),
        ("POST", "channels/r1.out.s/record", "r1.out"),
    ]
    requests, events = reader.read(finished("in"), NOW + 5.0)
    assert ([(each.method, each.path) for each in requests], events) == ([("DELETE", "channels/r1.in.s")], [])
    assert told(reader, "StasisEnd", channel=SNOOP) == []
    requests, events = reader.read(finished("out", "RecordingFailed"), NOW + 5.5)
    assert [(each.method, each.path) for each in requests] == [("DELETE", "channels/r1.out.s")]
    assert events == [RecordingEnded(gateway="gw1", at=NOW + 5.5, name="r1", seconds=5.5)]
    assert told(reader, "StasisEnd", channel=OTHER_SNOOP) == []


def test_given_two_tracks_when_both_fail_then_the_recording_failed(reader: MessageReader, ledger: Ledger) -> None:
    ledger.recordings["r1"] = Recording(leg="x7", ear=True, since=NOW, tracks={"in", "out"})
    assert reader.read(finished("in", "RecordingFailed"), NOW + 1)[1] == []
    assert reader.read(finished("out", "RecordingFailed"), NOW + 1)[1] == [
        RecordingEnded(gateway="gw1", at=NOW + 1, name="r1", seconds=1.0, failed=True)
    ]


@pytest.mark.parametrize(("muted", "silenced"), [(True, [("POST", "recordings/live/r1.in/mute")]), (False, [])])
def test_given_silence_ordered_before_a_track_is_being_recorded_then_it_comes_when_it_is(
    reader: MessageReader, ledger: Ledger, muted: bool, silenced: list[tuple[str, str]]
) -> None:
    ledger.recordings["r1"] = Recording(leg="x7", ear=True, muted=True)
    reader.read(opened("out"), NOW)
    requests, _ = reader.read(opened("in"), NOW)
    assert [each.path for each in requests] == ["channels/r1.in.s/record", "channels/r1.out.s/record"]
    ledger.recordings["r1"].muted = muted
    requests, _ = reader.read({"type": "RecordingStarted", "recording": {"name": "r1.in"}}, NOW)
    assert [(each.method, each.path) for each in requests] == silenced


def test_given_ears_found_by_taking_stock_when_each_reports_itself_then_its_own_track_is_recorded(
    reader: MessageReader, ledger: Ledger
) -> None:
    ledger.recordings["r1"] = Recording(leg="x7", ear=True, since=NOW, tracks={"in", "out"})
    requests, _ = reader.read(opened("out"), NOW)
    assert [each.path for each in requests] == ["channels/r1.out.s/record"]


def test_given_an_ear_that_nobody_wants_any_more_when_it_opens_then_it_is_closed(reader: MessageReader) -> None:
    requests, _ = reader.read(opened("in"), NOW)
    assert [(each.method, each.path) for each in requests] == [("DELETE", "channels/r1.in.s")]


def test_given_one_ear_that_closes_before_the_other_opened_then_it_failed_and_both_are_closed(
    reader: MessageReader, ledger: Ledger
) -> None:
    ledger.recordings["r1"] = Recording(leg="x7", ear=True, tracks={"in"})
    requests, events = reader.read({"type": "StasisEnd", "channel": SNOOP}, NOW)
    assert [each.path for each in requests] == ["channels/r1.in.s", "channels/r1.out.s"]
    assert events == [RecordingEnded(gateway="gw1", at=NOW, name="r1", seconds=0.0, failed=True)]


def test_given_ears_that_close_without_a_recording_then_it_failed_once(reader: MessageReader, ledger: Ledger) -> None:
    ledger.recordings["r1"] = Recording(leg="x7", ear=True, since=NOW, tracks={"in", "out"})
    assert told(reader, "StasisEnd", channel=SNOOP) == []
    assert told(reader, "StasisEnd", channel=OTHER_SNOOP) == [
        RecordingEnded(gateway="gw1", at=NOW, name="r1", seconds=0.0, failed=True)
    ]


def test_given_a_waiting_recording_when_the_last_ear_closes_then_the_next_opens_a_moment_later(
    reader: MessageReader, ledger: Ledger
) -> None:
    ledger.legs["x7"] = Leg(dialled=True)
    ledger.ears |= {(name, track): "x7" for name in ("r1", "r2") for track in ("in", "out")}
    ledger.next_ears["x7"] = "r2"
    assert reader.read({"type": "StasisEnd", "channel": SNOOP}, NOW) == ([], [])
    requests, _ = reader.read({"type": "StasisEnd", "channel": OTHER_SNOOP}, NOW)
    assert [(each.path, each.after > 0, dict(each.query)["spy"]) for each in requests] == [
        ("channels/x7/snoop/r2.in.s", True, "in"),
        ("channels/x7/snoop/r2.out.s", True, "out"),
    ]


def test_given_a_seat_when_its_endpoint_changes_then_changes_only_are_told(
    reader: MessageReader, ledger: Ledger
) -> None:
    endpoint = {"technology": "PJSIP", "resource": "east-01", "state": "online", "channel_ids": []}
    assert told(reader, "EndpointStateChange", endpoint=endpoint) == []
    ledger.seats.add("east-01")
    assert told(reader, "EndpointStateChange", endpoint=endpoint) == [
        SeatReachable(gateway="gw1", at=NOW, seat="east-01", reachable=True)
    ]
    assert told(reader, "EndpointStateChange", endpoint=endpoint) == []


@pytest.mark.parametrize("purpose", list(Purpose))
def test_given_a_refusal_then_only_what_somebody_waits_for_is_told(
    reader: MessageReader, ledger: Ledger, purpose: Purpose
) -> None:
    ledger.legs["x"] = Leg(dialled=True, playing=["x"], fax="f")
    ledger.recordings["x"] = Recording(leg="x", ear=True)
    expected: dict[Purpose, list[GatewayEvent]] = {
        Purpose.DIAL: [LegGone(gateway="gw1", at=NOW, leg="x", cause=20)],
        Purpose.PLAY: [PlaybackEnded(gateway="gw1", at=NOW, leg="x", playback="x")],
        Purpose.RECORD: [RecordingEnded(gateway="gw1", at=NOW, name="x", seconds=0.0, failed=True)],
        Purpose.FAX: [FaxEnded(gateway="gw1", at=NOW, leg="x", name="f", ok=False, error="HANGUP")],
    }
    request = AriRequest("POST", "any", purpose=purpose, subject="x")
    assert reader.refused(request, NOW) == expected.get(purpose, [])
    assert reader.refused(request, NOW) == []


def test_given_asterisks_lists_when_stock_is_taken_then_ears_are_recordings_and_strangers_are_left_out(
    reader: MessageReader, ledger: Ledger
) -> None:
    fallback = INBOUND | {"id": "9.9", "dialplan": INBOUND["dialplan"] | {"app_name": "Playback", "app_data": "x"}}
    bridge = {"id": "c.b", "creator": "Stasis", "channels": [INBOUND["id"], "x7", "r1.in.s"]}
    endpoints = [
        {"resource": "trunk", "state": "online"},
        {"resource": "east-01", "state": "online"},
        {"resource": "web-1", "state": "online"},
        {"resource": "east-02", "state": "offline"},
    ]
    channels = [INBOUND, DIALLED, SNOOP, OTHER_SNOOP, fallback]
    back = reader.take_stock(channels, [bridge], endpoints, {INBOUND["id"]: "m1"}, NOW, True)
    assert back.legs == (
        LegSnapshot(
            leg=INBOUND["id"],
            answered=False,
            caller_raw="13800000001",
            called="12345",
            inbound=True,
            created_at=1795401595.395,
            trunk="_gateway",
        ),
        LegSnapshot(leg="x7", answered=True, caller_raw="", called="", inbound=False, created_at=1795401595.395),
    )
    assert back.bridges == (("c.b", (INBOUND["id"], "x7")),)
    assert back.recordings == ("m1", "r1")
    assert back.reachable_seats == ("east-01",)
    assert back.restarted
    assert ledger.ears == {("r1", "in"): "x7", ("r1", "out"): "x7"}
    assert ledger.recordings["r1"].tracks == {"in", "out"}


def test_given_a_voice_message_when_the_hash_key_comes_into_the_beep_then_it_is_ended_after_it(
    reader: MessageReader, ledger: Ledger
) -> None:
    ledger.legs["a"] = Leg(dialled=False)
    ledger.recordings["r1"] = Recording(leg="a", ear=False, since=NOW - 5.0)
    assert asked(reader, "RecordingStarted", recording={"name": "r1"}) == []
    pressed = {"type": "ChannelDtmfReceived", "channel": {"id": "a"}}
    [request] = reader.read(pressed | {"digit": "#"}, NOW + 0.2)[0]
    assert (request.path, request.after) == ("recordings/live/r1/stop", pytest.approx(1.0))
    assert reader.read(pressed | {"digit": "1"}, NOW + 0.2)[0] == []
    # later Asterisk ends it by itself
    assert reader.read(pressed | {"digit": "#"}, NOW + 3.0)[0] == []
