"""What goes wrong between the Twilio gateway and Twilio, and a switchboard that comes back."""

import asyncio
import time

import aiohttp
import pytest

from telephony.adapters.twilio import gateway, recordings, rest, stock
from telephony.contracts import gateway as gw
from tests.house.twilio import Person
from tests.house.twilio.peer import Fault
from tests.twilio.rig import KEY, TwilioLine
from tests.twilio.test_gateway_rooms import AGENT, ROOM, hears, ring, talk

TRIES = rest.TRIES


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks after what was not told are made soon. Ask for it beside ``line``."""
    monkeypatch.setattr(gateway, "RECONCILE_PROBES", 1)
    monkeypatch.setattr(stock, "UNHEARD_SECONDS", 0.2)
    monkeypatch.setattr(recordings, "AGAIN_SECONDS", 0.2)
    monkeypatch.setattr(rest, "FIRST_PAUSE", 0.01)


async def answered(line: TwilioLine) -> str:
    leg = await line.caller("+8613800000001", "+8612345")
    await line.order(gw.AnswerLeg, leg=leg)
    await line.until(lambda: line.peer.calls[leg].gathering.is_set(), "it waits for keys")
    return leg


@pytest.mark.parametrize("how", [429, 500, 503, "drop", "take and drop"])
async def test_an_order_that_fails_for_a_while_is_carried_out_once(line: TwilioLine, how: int | str) -> None:
    leg = await answered(line)
    line.peer.faults = [Fault(f"POST /Calls/{leg}", how, times=2)]
    await line.order(gw.Play, leg=leg, playback="p1", prompts=("welcome",), language="zh")
    await line.expect(gw.PlaybackEnded, leg=leg, playback="p1")
    assert line.peer.faults[0].times == 0
    assert [event.playback for event in line.of(gw.PlaybackEnded)] == ["p1"]


@pytest.mark.parametrize("how", [429, 500, "take and drop"])
async def test_a_dial_of_unknown_outcome_rings_once(line: TwilioLine, how: int | str) -> None:
    line.peer.people["+8613900000001"] = Person()
    line.peer.faults = [Fault("POST /Calls.json", how)]
    await line.order(
        gw.DialNumber, leg="call-1.o1", call_id="call-1", number="+8613900000001", caller_id="12345", ring_seconds=9.0
    )
    await line.expect(gw.LegAnswered, leg="call-1.o1")
    await line.order(gw.HangUpLeg, leg="call-1.o1")
    await line.expect(gw.LegGone, leg="call-1.o1")
    rung = [call for call in line.peer.calls.values() if call.to == "+8613900000001"]
    assert (len(rung), line.peer.up) == (1, [])


async def test_a_dial_that_cannot_be_made_is_a_leg_that_is_gone(line: TwilioLine) -> None:
    line.peer.faults = [Fault("POST /Calls.json", 400, times=99)]
    await line.order(
        gw.DialNumber, leg="call-1.o1", call_id="call-1", number="+8613900000001", caller_id="12345", ring_seconds=9.0
    )
    await line.expect(gw.LegGone, leg="call-1.o1")
    assert line.peer.calls == {}


async def test_whoever_is_not_twilio_is_refused_and_nothing_happens(line: TwilioLine) -> None:
    told = len(line.events)
    async with aiohttp.ClientSession() as session:
        for path in ("in", "status"):
            fields = {"CallSid": "CA1", "From": "+8613800000001", "To": "+8612345", "CallStatus": "ringing"}
            url = f"http://127.0.0.1:{line.port}/voice/{path}"
            async with session.post(url, data=fields, headers={"X-Twilio-Signature": "x"}) as answer:
                assert answer.status == 403
            async with session.post(url, data=fields) as answer:
                assert answer.status == 403
    assert line.events[told:] == []


async def test_a_switchboard_that_comes_back_finds_the_talk_as_it_was(line: TwilioLine) -> None:
    caller, agent = await talk(line)
    back = await line.stock()
    assert [(bridge, set(legs)) for bridge, legs in back.bridges] == [(ROOM, {caller, AGENT})]
    assert (hears(line.peer, caller), hears(line.peer, agent)) == ({agent}, {caller})
    await line.order(gw.LeaveBridge, bridge=ROOM, leg=caller)
    await line.press(caller, "5")
    await line.expect(gw.DigitReceived, leg=caller, digit="5")
    for leg in (caller, AGENT):
        await line.order(gw.HangUpLeg, leg=leg)
        await line.expect(gw.LegGone, leg=leg)


async def test_whoever_hung_up_meanwhile_is_not_there_any_more(line: TwilioLine) -> None:
    leg = await answered(line)
    await line.seat("east-01", answers=True)
    await ring(line, AGENT, "east-01")
    await line.expect(gw.LegAnswered, leg=AGENT)
    await line.disconnect()
    line.peer.hang_up(line.peer.calls[leg])
    await asyncio.sleep(0)
    line.gateway = line.made()
    back = await line.connect()
    assert [each.leg for each in back.legs] == [AGENT]


async def test_a_caller_who_presses_a_key_while_nobody_is_there_is_not_lost(line: TwilioLine) -> None:
    leg = await answered(line)
    await line.disconnect()
    await line.press(leg, "5")
    await asyncio.sleep(0.15)  # asked once in vain
    line.gateway = line.made()
    back = await line.connect()
    assert [(each.leg, each.answered) for each in back.legs] == [(leg, True)]
    await line.until(lambda: line.peer.calls[leg].gathering.is_set(), "it listens for keys again")
    await line.press(leg, "6")
    await line.expect(gw.DigitReceived, leg=leg, digit="6")


async def test_a_caller_whose_end_nobody_told_is_found_to_be_gone(line: TwilioLine, quick: None) -> None:
    leg = await answered(line)
    call = line.peer.calls[leg]
    call.callback = ""  # as if it were lost
    line.peer.hang_up(call)
    assert (await line.expect(gw.LegGone, leg=leg)).cause == 16


async def test_a_recording_that_was_completed_meanwhile_is_fetched(line: TwilioLine) -> None:
    leg = await answered(line)
    await line.order(gw.RecordConversation, leg=leg, name="call-1.r1")
    await line.until(lambda: bool(line.peer.recordings), "it is recorded")
    (recording,) = line.peer.recordings.values()
    await line.until(lambda: recording.made + 0.2 < time.time(), "it has begun")
    await line.disconnect()
    line.peer.hang_up(line.peer.calls[leg])
    await line.until(lambda: recording.status == "completed", "Twilio has it")
    line.gateway = line.made()
    back = await line.connect()
    assert (back.legs, back.recordings) == ((), ("call-1.r1",))
    ended = await line.expect(gw.RecordingEnded, name="call-1.r1")
    assert not ended.failed
    assert {each.name for each in line.folder.rglob("call-1.r1.*")} == {"call-1.r1.in.wav", "call-1.r1.out.wav"}
    await line.until(lambda: recording.deleted, "it is deleted there")


async def test_a_recording_that_cannot_be_fetched_yet_is_fetched_later(line: TwilioLine, quick: None) -> None:
    leg = await answered(line)
    await line.order(gw.RecordConversation, leg=leg, name="call-1.r1")
    await line.until(lambda: bool(line.peer.recordings), "it is recorded")
    (recording,) = line.peer.recordings.values()
    line.peer.faults = [Fault(f"GET /Recordings/{recording.sid}.wav", 503, times=TRIES)]
    await line.order(gw.StopRecording, name="call-1.r1")
    ended = await line.expect(gw.RecordingEnded, name="call-1.r1")
    assert (ended.failed, line.peer.faults[0].times) == (False, 0)
    await line.until(lambda: recording.deleted, "it is deleted there")


async def test_a_caller_who_hangs_up_while_leaving_a_message_has_left_it(line: TwilioLine) -> None:
    leg = await answered(line)
    person = line.peer.calls[leg].person
    await line.order(gw.RecordMessage, leg=leg, name="call-1.v1", max_seconds=30.0)
    await line.until(lambda: "beep" in person.heard, "the beep")
    person.speak(0.5)
    (recording,) = line.peer.recordings.values()
    await line.until(lambda: recording.made + 0.2 < time.time(), "something is said")
    line.peer.hang_up(line.peer.calls[leg])
    await line.expect(gw.LegGone, leg=leg)
    ended = await line.expect(gw.RecordingEnded, name="call-1.v1")
    assert not ended.failed
    assert len(line.of(gw.RecordingEnded)) == 1


async def test_a_dial_that_is_hung_up_before_it_began_never_rings(line: TwilioLine) -> None:
    line.peer.people["+8613900000001"] = Person()
    await line.gateway.execute(
        [
            gw.DialNumber(
                gateway=KEY, leg="call-1.o1", call_id="call-1", number="", e164="+8613900000001", caller_id="",
                ring_seconds=9.0,
            ),
            gw.HangUpLeg(gateway=KEY, leg="call-1.o1", cause=16),
        ]
    )  # fmt: skip
    assert (await line.expect(gw.LegGone, leg="call-1.o1")).cause == 16
    assert line.peer.calls == {}


async def test_a_dial_that_rings_is_hung_up(line: TwilioLine) -> None:
    line.peer.people["+8613900000001"] = Person(answers_after=None)
    await line.order(
        gw.DialNumber, leg="call-1.o1", call_id="call-1", number="+8613900000001", caller_id="", ring_seconds=9.0
    )
    await line.expect(gw.LegRinging, leg="call-1.o1")
    await line.order(gw.HangUpLeg, leg="call-1.o1", cause=16)
    assert (await line.expect(gw.LegGone, leg="call-1.o1")).cause == 16
    await line.until(lambda: line.peer.up == [], "nobody is rung any more")


async def test_a_gateway_that_stays_away_is_lost_and_back_with_what_is_up(line: TwilioLine) -> None:
    leg = await answered(line)
    line.peer.down = True
    await line.expect(gw.GatewayLost)
    line.peer.down = False
    back = await line.expect(gw.GatewayBack)
    assert [each.leg for each in back.legs] == [leg]
