"""What the Twilio gateway's orders come to at the peer: who hears whom and what, and what is recorded."""

import time
import wave
from pathlib import Path
from typing import Any

import pytest

from telephony.contracts import gateway as gw
from tests.house.twilio import Peer, Person
from tests.house.twilio.recordings import FIRST, SECOND
from tests.twilio.rig import TwilioLine

ROOM, AGENT = "call-1.b", "call-1.a1"
LONG_ENOUGH = 0.3  # seconds of a tone by which it is told from another


async def ring(line: TwilioLine, leg: str, seat: str, **fields: Any) -> None:
    values = {"call_id": "call-1", "caller_id": "13800000001", "ring_seconds": 9.0}
    await line.order(gw.DialSeat, leg=leg, seat=seat, **values | fields)


async def talk(line: TwilioLine) -> tuple[str, str]:
    """A caller and an agent in one room, as their SIDs at the peer."""
    leg = await line.caller("+8613800000001", "+8612345")
    await line.seat("east-01", answers=True)
    await line.order(gw.AnswerLeg, leg=leg)
    await ring(line, AGENT, "east-01")
    await line.expect(gw.LegAnswered, leg=AGENT)
    await line.order(gw.JoinBridge, bridge=ROOM, legs=(leg, AGENT))
    agent = line.call(AGENT).sid
    await line.until(lambda: line.peer.rooms.get(ROOM) == {leg, agent}, "both are in the room")
    return leg, agent


def hears(peer: Peer, sid: str) -> set[str]:
    """Whose voices a call hears now."""
    rooms = (room for room in peer.conferences.values() if room.status != "completed" and sid in room.inside)
    return next((room.heard_by(sid) for room in rooms), set())


async def test_who_talks_hears_the_other_and_no_sounds_of_the_conference(line: TwilioLine) -> None:
    caller, agent = await talk(line)
    assert (hears(line.peer, caller), hears(line.peer, agent)) == ({agent}, {caller})
    heard = line.peer.calls[caller].person.heard + line.peer.calls[agent].person.heard
    assert not {"hold-music", "conference-beep"} & set(heard)


async def test_a_seat_is_told_which_call_it_is(line: TwilioLine) -> None:
    await line.seat("east-01", answers=True)
    await ring(line, AGENT, "east-01", auto_answer=True)
    await line.expect(gw.LegAnswered, leg=AGENT)
    to = line.call(AGENT).to
    assert to.startswith("client:east-01?")
    assert "call-1" in to


async def test_taken_out_of_the_room_the_caller_hears_music_and_back_in_the_room_the_agent(line: TwilioLine) -> None:
    caller, agent = await talk(line)
    await line.order(gw.LeaveBridge, bridge=ROOM, leg=caller)
    await line.order(gw.StartMusic, leg=caller)
    person = line.peer.calls[caller].person
    await line.until(lambda: any("music" in each for each in person.heard), "music")
    assert line.peer.rooms == {ROOM: {agent}}
    await line.order(gw.StopMusic, leg=caller)
    await line.order(gw.JoinBridge, bridge=ROOM, legs=(caller,))
    await line.until(lambda: hears(line.peer, caller) == {agent}, "they talk again")


async def test_on_hold_in_the_room_the_caller_hears_music_and_nobody_until_it_stops(line: TwilioLine) -> None:
    caller, agent = await talk(line)
    await line.order(gw.MuteLeg, leg=caller, muted=True)
    await line.order(gw.StartMusic, leg=caller)
    person = line.peer.calls[caller].person
    await line.until(lambda: any("music" in each for each in person.heard), "music")
    (room,) = (each for each in line.peer.conferences.values() if each.status != "completed")
    assert (room.inside[caller].hold, hears(line.peer, agent)) == (True, set())
    await line.order(gw.StopMusic, leg=caller)
    await line.order(gw.MuteLeg, leg=caller, muted=False)
    await line.until(lambda: hears(line.peer, agent) == {caller}, "they talk again")
    assert not room.inside[caller].hold


async def test_muted_the_agent_is_not_heard_until_unmuted(line: TwilioLine) -> None:
    caller, agent = await talk(line)
    await line.order(gw.MuteLeg, leg=AGENT, muted=True)
    await line.until(lambda: hears(line.peer, caller) == set(), "muted")
    assert hears(line.peer, agent) == {caller}
    await line.order(gw.MuteLeg, leg=AGENT, muted=False)
    await line.until(lambda: hears(line.peer, caller) == {agent}, "heard again")


@pytest.mark.parametrize("whisper", [False, True])
async def test_a_supervisor_hears_both_and_only_the_agent_hears_a_whisper(line: TwilioLine, whisper: bool) -> None:
    caller, agent = await talk(line)
    await line.seat("city-01", answers=True)
    await ring(line, "w1.s", "city-01")
    await line.expect(gw.LegAnswered, leg="w1.s")
    ear = line.call("w1.s").sid
    await line.order(gw.Listen, leg="w1.s", target=AGENT, ear="w1.e", whisper=whisper)
    await line.until(lambda: hears(line.peer, ear) == {caller, agent}, "the supervisor hears both")
    assert hears(line.peer, caller) == {agent}
    assert hears(line.peer, agent) == ({caller, ear} if whisper else {caller})
    await line.order(gw.StopListening, ear="w1.e")
    await line.until(lambda: line.peer.rooms.get(ROOM) == {caller, agent}, "the supervisor has left")
    assert line.call("w1.s").status == "in-progress"


async def test_what_is_played_into_a_room_all_hear_and_its_end_is_told(line: TwilioLine) -> None:
    caller, agent = await talk(line)
    await line.order(gw.PlayToBridge, bridge=ROOM, leg=caller, playback="p1", prompts=("welcome",), language="zh")
    await line.expect(gw.PlaybackEnded, leg=caller, playback="p1")
    for each in (caller, agent):
        assert any("welcome" in heard for heard in line.peer.calls[each].person.heard)


async def test_digits_are_sent_and_the_talk_goes_on(line: TwilioLine) -> None:
    caller, agent = await talk(line)
    await line.order(gw.PlayDigits, leg=caller, digits="12#")
    await line.until(lambda: line.peer.calls[caller].person.tones == "12#", "tones")
    await line.until(lambda: hears(line.peer, caller) == {agent}, "they talk again")


async def test_a_talk_is_recorded_on_two_tracks_and_nothing_is_left_at_twilio(line: TwilioLine) -> None:
    caller, _ = await talk(line)
    await line.order(gw.RecordConversation, leg=caller, name="call-1.r1")
    await line.until(lambda: bool(line.peer.recordings), "it is recorded")
    (recording,) = line.peer.recordings.values()
    await line.order(gw.HoldRecording, name="call-1.r1", paused=True)
    await line.until(lambda: recording.status == "paused", "it pauses")
    await line.order(gw.HoldRecording, name="call-1.r1", paused=False)
    await line.until(lambda: recording.status == "in-progress", "it goes on")
    await line.until(lambda: recording.made + LONG_ENOUGH < time.time(), "it is long enough to be heard")
    line.peer.hang_up(line.peer.calls[caller])
    ended = await line.expect(gw.RecordingEnded, name="call-1.r1")
    assert not ended.failed
    assert ended.seconds == pytest.approx(recording.seconds, abs=0.05)
    assert recording.channels == 2
    await line.until(lambda: recording.deleted, "it is deleted there")
    for track, hz in (("in", FIRST), ("out", SECOND)):
        (path,) = (each for each in line.folder.rglob(f"call-1.r1.{track}*"))
        assert loudest(path) == hz


async def test_a_voice_message_is_one_file(line: TwilioLine) -> None:
    leg = await line.caller("+8613800000001", "+8612345")
    await line.order(gw.AnswerLeg, leg=leg)
    line.peer.calls[leg].person.speak(1.0)
    await line.order(gw.RecordMessage, leg=leg, name="call-1.v1", max_seconds=30.0)
    await line.until(lambda: "beep" in line.peer.calls[leg].person.heard, "the beep")
    (recording,) = line.peer.recordings.values()
    await line.until(lambda: recording.made + LONG_ENOUGH < time.time(), "it is long enough to be heard")
    await line.press(leg, "#")
    ended = await line.expect(gw.RecordingEnded, name="call-1.v1")
    assert not ended.failed
    (path,) = (each for each in line.folder.rglob("call-1.v1*"))
    assert loudest(path) == FIRST
    assert line.peer.calls[leg].status == "in-progress"


def loudest(path: Path) -> int:
    """Hz of a tone in a wav of one channel, by its zero crossings."""
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getframerate()) == (1, 8000)
        import numpy as np

        sound = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    crossings = int(np.sum(np.diff(np.signbit(sound))))
    return round(crossings / 2 / (len(sound) / 8000) / 10) * 10


@pytest.mark.parametrize(
    ("person", "causes"),
    [
        (Person(refuses=486), {17}),
        (Person(refuses=404), {1}),
        (Person(refuses=503), {38}),
        (Person(answers_after=None), {18, 19}),
    ],
)
async def test_a_number_that_is_not_reached_tells_why(line: TwilioLine, person: Person, causes: set[int]) -> None:
    line.peer.people["+8613900000001"] = person
    await line.order(
        gw.DialNumber, leg="call-1.o1", call_id="call-1", number="+8613900000001", caller_id="12345", ring_seconds=1.0
    )
    gone = await line.expect(gw.LegGone, leg="call-1.o1")
    assert gone.cause in causes
    assert line.of(gw.LegAnswered) == []


@pytest.mark.parametrize("ends_as", ["failed", "no-answer"])
async def test_a_seat_without_a_browser_is_absent(line: TwilioLine, ends_as: str) -> None:
    line.peer.people["client:east-01"] = Person(refuses=480, ends_as=ends_as)
    await line.order(gw.SetSeatAccount, seat="east-01", secret="s")
    await ring(line, AGENT, "east-01")
    assert (await line.expect(gw.LegGone, leg=AGENT)).cause == 20


async def test_an_unanswered_caller_is_refused_without_having_been_answered(line: TwilioLine) -> None:
    leg = await line.caller("+8613800000001", "+8612345")
    await line.order(gw.HangUpLeg, leg=leg, cause=17)
    assert (await line.expect(gw.LegGone, leg=leg)).cause == 17
    await line.peer.calls[leg].over.wait()
    assert line.peer.calls[leg].answered is None


async def test_a_caller_waits_unanswered_as_long_as_nobody_answers_them(line: TwilioLine) -> None:
    leg = await line.caller("+8613800000001", "+8612345")
    await line.order(gw.RingLeg, leg=leg)
    asked = len(line.peer.callbacks.told)
    await line.until(lambda: len(line.peer.callbacks.told) > asked + 1, "it asks on")
    assert (line.peer.calls[leg].status, line.of(gw.LegGone)) == ("ringing", [])
    await line.order(gw.AnswerLeg, leg=leg)
    await line.until(lambda: line.peer.calls[leg].status == "in-progress", "answered")
