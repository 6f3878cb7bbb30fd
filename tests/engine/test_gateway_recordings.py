"""Recordings made by a real Asterisk: what is in them, proven by tones, and how they are fetched."""

import asyncio
import io
import wave

import numpy as np
import pytest

from telephony.adapters.asterisk import RecordingMissing, RecordingStoreUnreachable
from telephony.contracts.gateway import (
    TRACKS,
    AnswerLeg,
    DropBridge,
    HangUpLeg,
    HoldRecording,
    JoinBridge,
    LegGone,
    RecordConversation,
    RecordingEnded,
    RecordMessage,
    StartMusic,
    StopMusic,
    StopRecording,
)
from telephony.sipphone import Silence, Tone
from telephony.sipphone.audio import RATE, Samples, tones
from tests.engine.rig import AGENT, BEEP, CALLER, MUSIC, OTHER, AsteriskProcess, Rig


def fetched(asterisk: AsteriskProcess, name: str) -> Samples:
    """One file: a voice message, or a track of a conversation."""
    with asterisk.store().opened(name) as pieces, wave.open(io.BytesIO(b"".join(pieces))) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        return np.frombuffer(file.readframes(file.getnframes()), np.int16)


def sides(asterisk: AsteriskProcess, name: str) -> tuple[Samples, Samples]:
    """What the recorded leg said, and what it heard: from the same moment on."""
    said, heard = (fetched(asterisk, f"{name}.{track}") for track in TRACKS)
    assert abs(len(said) - len(heard)) <= RATE // 10
    return said, heard


def mixed(asterisk: AsteriskProcess, name: str) -> Samples:
    """Both sides of a conversation, one over the other."""
    said, heard = sides(asterisk, name)
    length = min(len(said), len(heard))
    return said[:length] + heard[:length]


async def running(rig: Rig, name: str) -> None:
    """Both tracks of a conversation are being recorded."""
    for track in TRACKS:
        await rig.until(f"recordings/live/{name}.{track}", lambda live: live.get("state") == "recording")


def heard_in(samples: Samples, seconds: float = 0.5) -> list[frozenset[float]]:
    """The tones of the test in each stretch of a recording, repeats left out."""
    step, found = int(RATE * seconds), list[frozenset[float]]()
    for at in range(0, len(samples) - step, step):
        now = tones(samples[at : at + step], (CALLER, AGENT, OTHER, BEEP, MUSIC))
        if not found or found[-1] != now:
            found.append(now)
    return found


async def test_given_talk_when_recorded_and_put_on_hold_then_both_and_the_hold_are_on_it(rig: Rig) -> None:
    call, leg, agent, _ = await rig.talk()
    await rig.order(RecordConversation, leg=leg, name="call-1.r1")
    await running(rig, "call-1.r1")
    await agent.hears(CALLER, seconds=1.2)
    await rig.order(StartMusic, leg=leg)
    await call.hears(MUSIC, seconds=1.2)
    await rig.order(StopMusic, leg=leg)
    await call.hears(AGENT, seconds=1.2)
    await rig.order(StopRecording, name="call-1.r1")
    ended = await rig.expect(RecordingEnded, name="call-1.r1")
    assert not ended.failed
    assert ended.seconds >= 3
    stretches = heard_in(mixed(rig.asterisk, "call-1.r1"))
    talk = frozenset({CALLER, AGENT})
    assert stretches[0] == stretches[-1] == talk
    assert frozenset({CALLER, MUSIC}) in stretches
    # the leg goes on undisturbed
    assert not call.ended.is_set()
    await rig.order(DropBridge, bridge="call-1.b")


async def test_given_a_talk_when_recorded_then_each_side_has_its_own_track(rig: Rig) -> None:
    _, leg, agent, _ = await rig.talk()
    await rig.order(RecordConversation, leg=leg, name="call-3.r1")
    await running(rig, "call-3.r1")
    await agent.hears(CALLER, seconds=1.5)
    await rig.order(StopRecording, name="call-3.r1")
    await rig.expect(RecordingEnded, name="call-3.r1", failed=False)
    said, heard = sides(rig.asterisk, "call-3.r1")
    assert set(heard_in(said)) == {frozenset({CALLER})}
    assert set(heard_in(heard)) == {frozenset({AGENT})}
    assert len(rig.of(RecordingEnded)) == 1
    await rig.order(DropBridge, bridge="call-1.b")


async def test_given_a_recorded_talk_when_paused_then_there_is_silence_of_the_same_length(rig: Rig) -> None:
    call, leg, agent, _ = await rig.talk()
    await rig.order(RecordConversation, leg=leg, name="call-5.r1")
    await running(rig, "call-5.r1")
    await agent.hears(CALLER, seconds=1.2)
    await rig.order(HoldRecording, name="call-5.r1", paused=True)
    call.say(Tone(OTHER))
    await agent.hears(OTHER, seconds=1.2)
    call.say(Tone(CALLER))
    await agent.hears(CALLER, seconds=0.6)
    await rig.order(HoldRecording, name="call-5.r1", paused=False)
    await agent.hears(CALLER, seconds=1.2)
    await rig.order(StopRecording, name="call-5.r1")
    ended = await rig.expect(RecordingEnded, name="call-5.r1")
    for samples, tone in zip(sides(rig.asterisk, "call-5.r1"), (CALLER, AGENT), strict=True):
        stretches = heard_in(samples, 0.25)
        assert {each for stretch in stretches for each in stretch} == {tone}
        assert [stretch for stretch in stretches if not stretch] == [frozenset()]  # once, in the middle
        assert stretches[0] == stretches[-1] == {tone}
        assert abs(len(samples) / RATE - ended.seconds) < 1.0
    await rig.order(DropBridge, bridge="call-1.b")


async def test_given_a_pause_ordered_at_once_when_recording_begins_then_it_begins_silent(rig: Rig) -> None:
    _, leg, agent, _ = await rig.talk()
    await rig.orders(
        (RecordConversation, {"leg": leg, "name": "call-6.r1"}), (HoldRecording, {"name": "call-6.r1", "paused": True})
    )
    await running(rig, "call-6.r1")
    await agent.hears(CALLER, seconds=1.0)
    await rig.order(StopRecording, name="call-6.r1")
    await rig.expect(RecordingEnded, name="call-6.r1", failed=False)
    for samples in sides(rig.asterisk, "call-6.r1"):
        assert not np.abs(samples[RATE // 10 :]).max() > 100
    await rig.order(DropBridge, bridge="call-1.b")


async def test_given_another_agent_with_lower_packet_numbers_when_recorded_anew_then_their_voice_is_on_it(
    rig: Rig,
) -> None:
    call, leg, first, first_leg = await rig.talk(sequence=20000)
    await rig.order(RecordConversation, leg=leg, name="call-2.r1")
    await running(rig, "call-2.r1")
    await first.hears(CALLER, seconds=1.2)
    second = await rig.agent("call-1.a2", "city-01", OTHER, sequence=100)
    await rig.orders(
        (HangUpLeg, {"leg": first_leg}),
        (StopRecording, {"name": "call-2.r1"}),
        (JoinBridge, {"bridge": "call-1.b", "legs": (leg, "call-1.a2")}),
        (RecordConversation, {"leg": leg, "name": "call-2.r2"}),
    )
    await call.hears(OTHER)
    await running(rig, "call-2.r2")
    await second.hears(CALLER, seconds=1.2)
    await call.hears(OTHER, seconds=1.2)
    await rig.order(StopRecording, name="call-2.r2")
    await rig.expect(RecordingEnded, name="call-2.r2", failed=False)
    assert heard_in(mixed(rig.asterisk, "call-2.r1"))[0] == {CALLER, AGENT}
    assert set(heard_in(mixed(rig.asterisk, "call-2.r2"))) == {frozenset({CALLER, OTHER})}
    await rig.order(DropBridge, bridge="call-1.b")


async def test_given_a_recording_when_the_recorded_leg_hangs_up_then_it_is_complete(rig: Rig) -> None:
    call, leg, agent, _ = await rig.talk()
    await rig.order(RecordConversation, leg=leg, name="call-9.r1")
    await running(rig, "call-9.r1")
    await agent.hears(CALLER, seconds=1.0)
    call.hang_up()
    ended = await rig.expect(RecordingEnded, name="call-9.r1")
    assert not ended.failed
    assert heard_in(mixed(rig.asterisk, "call-9.r1"))[0] == {CALLER, AGENT}
    assert len(rig.of(RecordingEnded)) == 1
    await rig.order(DropBridge, bridge="call-1.b")


async def test_given_a_leg_that_is_gone_when_recorded_then_failure_is_told_once(rig: Rig) -> None:
    await rig.order(RecordConversation, leg="nobody", name="never.r1")
    ended = await rig.expect(RecordingEnded, name="never.r1")
    assert (ended.failed, ended.seconds) == (True, 0.0)
    with pytest.raises(RecordingMissing):
        sides(rig.asterisk, "never.r1")


async def test_given_start_and_stop_in_one_breath_then_one_end_is_told_and_nothing_is_left(rig: Rig) -> None:
    call, leg = await rig.caller()
    await rig.order(AnswerLeg, leg=leg)
    await call.answered.wait()
    await rig.orders((RecordConversation, {"leg": leg, "name": "call-4.r1"}), (StopRecording, {"name": "call-4.r1"}))
    await rig.expect(RecordingEnded, name="call-4.r1")
    await rig.until("channels", lambda found: [each["id"] for each in found] == [leg])
    assert len(rig.of(RecordingEnded)) == 1


async def test_given_a_voice_message_when_ended_by_hash_then_it_holds_what_was_said_after_the_beep(rig: Rig) -> None:
    call, leg = await rig.caller()
    call.say(Silence())
    await rig.orders((AnswerLeg, {"leg": leg}), (RecordMessage, {"leg": leg, "name": "call-5.r1", "max_seconds": 30.0}))
    await call.hears(BEEP, seconds=0.2)
    call.say(Tone(CALLER))
    await rig.until("recordings/live/call-5.r1", lambda live: live.get("state") == "recording")
    await call.hears(seconds=1.5)
    call.press("#")
    ended = await rig.expect(RecordingEnded, name="call-5.r1")
    assert not ended.failed
    samples = fetched(rig.asterisk, "call-5.r1")
    assert frozenset({CALLER}) in heard_in(samples)
    assert not any(BEEP in stretch for stretch in heard_in(samples))
    assert not call.ended.is_set()


@pytest.mark.parametrize(("by", "after"), [("order", 0.0), ("order", 0.3), ("hash", 0.15)])
async def test_given_a_voice_message_when_it_is_finished_during_the_beep_then_it_ends(
    rig: Rig, by: str, after: float
) -> None:
    call, leg = await rig.caller()
    name = f"call-9.{by}{round(100 * after)}"
    await rig.orders((AnswerLeg, {"leg": leg}), (RecordMessage, {"leg": leg, "name": name, "max_seconds": 30.0}))
    await asyncio.sleep(after)
    if by == "order":
        await rig.order(StopRecording, name=name)
    else:
        call.press("#")
    ended = await rig.expect(RecordingEnded, name=name)
    assert ended.seconds < 5.0
    assert not call.ended.is_set()


async def test_given_a_voice_message_when_the_time_is_over_then_it_ends_by_itself(rig: Rig) -> None:
    _, leg = await rig.caller()
    await rig.orders((AnswerLeg, {"leg": leg}), (RecordMessage, {"leg": leg, "name": "call-6.r1", "max_seconds": 2.0}))
    ended = await rig.expect(RecordingEnded, name="call-6.r1")
    assert ended.failed is False
    assert ended.seconds >= 1.9  # a busy machine writes the end a little later


async def test_given_a_voice_message_when_the_caller_hangs_up_then_it_is_kept(rig: Rig) -> None:
    call, leg = await rig.caller()
    await rig.orders((AnswerLeg, {"leg": leg}), (RecordMessage, {"leg": leg, "name": "call-7.r1", "max_seconds": 30.0}))
    await call.hears(BEEP, seconds=0.2)
    await call.hears(seconds=1.0)
    call.hang_up()
    assert not (await rig.expect(RecordingEnded, name="call-7.r1")).failed
    await rig.expect(LegGone, leg=leg)
    assert frozenset({CALLER}) in heard_in(fetched(rig.asterisk, "call-7.r1"), 0.25)


async def test_given_a_stored_recording_when_deleted_then_it_is_gone_and_deleting_again_is_no_error(rig: Rig) -> None:
    _, leg = await rig.caller()
    await rig.orders((AnswerLeg, {"leg": leg}), (RecordMessage, {"leg": leg, "name": "call-8.r1", "max_seconds": 1.0}))
    await rig.expect(RecordingEnded, name="call-8.r1")
    store = rig.asterisk.store()
    assert len(fetched(rig.asterisk, "call-8.r1")) > 0
    store.delete("call-8.r1")
    store.delete("call-8.r1")
    with pytest.raises(RecordingMissing):
        fetched(rig.asterisk, "call-8.r1")


def test_given_no_gateway_when_a_recording_is_asked_for_then_it_is_unreachable_not_missing() -> None:
    from telephony.adapters.asterisk import RecordingStore
    from tests.engine.rig import free_ports

    store = RecordingStore(f"http://127.0.0.1:{free_ports(1)[0]}", "hotline", "x")
    with pytest.raises(RecordingStoreUnreachable), store.opened("any") as pieces:
        list(pieces)
