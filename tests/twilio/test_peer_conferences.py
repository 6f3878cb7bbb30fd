"""The peer's conferences: who is in, who hears whom, what is told; and recordings of a call."""

import asyncio
import io
import wave

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from tests.house.twilio import Peer
from tests.house.twilio.calls import Call
from tests.house.twilio.peer import NUMBER
from tests.twilio.application import Application

EVENTS = "start end join leave mute hold modify announcement"
LONELY = "<Response><Pause length='60'/></Response>"


def room(name: str, label: str, more: str = "") -> str:
    """TwiML of one who goes there."""
    return (
        f'<Response><Dial><Conference beep="false" waitUrl="" participantLabel="{label}" statusCallback="/room"'
        f' statusCallbackEvent="{EVENTS}" {more}>{name}</Conference></Dial><Redirect>/after</Redirect></Response>'
    )


async def three(peer: Peer, application: Application) -> list[Call]:
    """A caller, an agent and a supervisor who listens, in one conference."""
    made: list[Call] = []
    for label, more in (("caller", ""), ("agent", ""), ("ear", 'muted="true"')):
        application.answers["/voice"] = room("talk", label, more)
        call = peer.call_in(f"+861380000000{len(made)}", NUMBER)
        await application.expect("/room", StatusCallbackEvent="participant-join", ParticipantLabel=label)
        made.append(call)
    return made


async def test_who_is_in_hears_the_others_unless_they_are_muted_or_whisper(
    peer: Peer, application: Application, twilio: Client
) -> None:
    caller, agent, ear = await three(peer, application)
    (found,) = await twilio.conferences.list_async(status="in-progress", friendly_name="talk")
    conference = peer.conferences[str(found.sid)]
    assert conference.heard_by(caller.sid) == {agent.sid}
    assert conference.heard_by(ear.sid) == {caller.sid, agent.sid}
    there = twilio.conferences(str(found.sid)).participants
    await there("ear").update_async(coaching=True, call_sid_to_coach=agent.sid, muted=False)
    assert (conference.heard_by(agent.sid), conference.heard_by(caller.sid)) == ({caller.sid, ear.sid}, {agent.sid})
    modified = await application.expect("/room", StatusCallbackEvent="participant-modify")
    assert (modified["CallSidToCoach"], modified["Coaching"]) == (agent.sid, "true")
    await there(caller.sid).update_async(muted=True)
    assert conference.heard_by(agent.sid) == {ear.sid}
    assert {str(each.label) for each in await there.list_async()} == {"caller", "agent", "ear"}
    peer.hang_up(agent)  # nobody is coached any more
    left = await application.expect("/room", StatusCallbackEvent="participant-leave")
    assert (left["ParticipantLabel"], conference.heard_by(caller.sid)) == ("agent", set())


async def test_a_call_led_elsewhere_leaves_and_the_last_one_ends_it(
    peer: Peer, application: Application, twilio: Client
) -> None:
    calls = await three(peer, application)
    application.answers["/after"] = LONELY
    (sid,) = peer.conferences
    await twilio.conferences(sid).participants(calls[0].sid).delete_async()
    await application.expect("/after", CallSid=calls[0].sid)
    assert peer.rooms == {"talk": {calls[1].sid, calls[2].sid}}
    for call in calls[1:]:
        await twilio.calls(call.sid).update_async(twiml=LONELY)
    await application.expect("/room", StatusCallbackEvent="conference-end")
    assert (peer.rooms, [call.status for call in calls]) == ({}, ["in-progress"] * 3)
    with pytest.raises(TwilioRestException) as refused:
        await twilio.conferences(sid).participants(calls[0].sid).update_async(muted=True)
    assert refused.value.status == 404


async def test_announcements_are_heard_by_all_or_one_and_their_end_is_told(
    peer: Peer, application: Application, twilio: Client
) -> None:
    caller, agent, _ = await three(peer, application)
    (sid,) = peer.conferences
    to_all, to_one = f"{application.url}/all.wav", f"{application.url}/one.wav"
    await twilio.conferences(sid).update_async(announce_url=to_all, announce_method="GET")
    await application.expect("/room", StatusCallbackEvent="announcement-end", AnnounceUrl=to_all)
    application.answers["/say"] = f"<Response><Play>{to_one}</Play></Response>"
    say = f"{application.url}/say"
    await twilio.conferences(sid).participants("caller").update_async(announce_url=say)
    told = await application.expect("/room", StatusCallbackEvent="announcement-end", AnnounceUrl=say)
    assert told["CallSid"] == caller.sid
    assert (caller.person.heard, agent.person.heard) == ([to_all, to_one], [to_all])


async def test_a_coach_of_nobody_cannot_come_in(peer: Peer, application: Application) -> None:
    application.answers = {"/voice": room("talk", "ear", 'coach="CA1"'), "/after": LONELY}
    call = peer.call_in("+8613800000001", NUMBER)
    await application.expect("/after", CallSid=call.sid)
    assert (peer.rooms, len(peer.notes)) == ({}, 1)


async def test_a_call_is_recorded_on_two_channels_without_what_was_paused(
    peer: Peer, application: Application, twilio: Client
) -> None:
    caller, *_ = await three(peer, application)
    record = twilio.calls(caller.sid).recordings
    made = await record.create_async(
        recording_channels="dual",
        recording_status_callback=f"{application.url}/kept",
        recording_status_callback_event=["completed"],
    )
    recording = peer.recordings[str(made.sid)]
    await record(str(made.sid)).update_async(status="paused")
    before = recording.seconds
    await asyncio.sleep(0.1)
    await record(str(made.sid)).update_async(status="in-progress")
    assert recording.seconds == before
    await asyncio.sleep(0.1)
    peer.hang_up(caller)  # ends it too
    kept = await application.expect("/kept", RecordingSid=str(made.sid), RecordingStatus="completed")
    status, kind, _ = await peer.callbacks.fetch(kept["RecordingUrl"] + ".wav?RequestedChannels=2")
    assert (status, kind) == (401, "application/json")  # not without a password
    with wave.open(io.BytesIO(recording.wav(2))) as file:
        assert file.getnchannels() == 2
        assert file.getnframes() / file.getframerate() == pytest.approx(recording.seconds, abs=0.01)
    with pytest.raises(TwilioRestException) as refused:
        await record.create_async()
    assert refused.value.code == 21220
