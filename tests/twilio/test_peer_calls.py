"""The peer's calls: states, TwiML, keys, recordings by verb, and what goes wrong."""

import asyncio

import aiohttp
import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from tests.house.twilio import Peer, Person
from tests.house.twilio.peer import NUMBER, Fault
from tests.twilio.application import Application

CITIZEN = "+8613800000001"
WAIT = '<Response><Gather numDigits="1" finishOnKey="" timeout="60" action="/keys"/></Response>'
RINGING = '<Response><Pause length="1"/><Redirect>/voice</Redirect></Response>'


async def over(call_over: asyncio.Event) -> None:
    await asyncio.wait_for(call_over.wait(), 5)


async def test_given_a_caller_when_keys_are_pressed_then_each_is_asked_about_once_and_the_end_is_told(
    peer: Peer, application: Application
) -> None:
    application.answers = {"/voice": WAIT, "/keys": WAIT}
    call = peer.call_in(CITIZEN, NUMBER)
    for key in "1#":
        await peer.press(call, key)
        told = await application.expect("/keys", Digits=key)
    assert (told["CallSid"], told["From"], told["To"], told["CallStatus"]) == (call.sid, CITIZEN, NUMBER, "in-progress")
    peer.hang_up(call)
    ended = await application.expect("/status", CallStatus="completed")
    assert (ended["Direction"], ended["SipResponseCode"]) == ("inbound", "200")
    assert [path for path, _ in application.asked] == ["/voice", "/keys", "/keys", "/status"]


async def test_given_twiml_that_only_waits_then_the_call_rings_and_cannot_be_led_elsewhere_but_ended(
    peer: Peer, application: Application, twilio: Client
) -> None:
    application.answers = {"/voice": RINGING}
    call = peer.call_in(CITIZEN, NUMBER)
    await application.expect("/voice")
    with pytest.raises(TwilioRestException) as refused:
        await twilio.calls(call.sid).update_async(twiml="<Response><Hangup/></Response>")
    assert (refused.value.status, refused.value.code, call.status) == (400, 21220, "ringing")
    await twilio.calls(call.sid).update_async(status="completed")
    assert call.status == "canceled"


async def test_given_reject_then_the_caller_hears_busy_and_the_call_was_never_answered(
    peer: Peer, application: Application
) -> None:
    application.answers = {"/voice": '<Response><Reject reason="busy"/></Response>'}
    call = peer.call_in(CITIZEN, NUMBER)
    await over(call.over)
    assert (call.status, call.answered) == ("busy", None)


@pytest.mark.parametrize(
    ("person", "status", "sip"),
    [
        (Person(refuses=486), "busy", "486"),
        (Person(answers_after=None), "no-answer", "487"),
        (Person(refuses=480, ends_as="no-answer"), "no-answer", "480"),
        (Person(refuses=404), "failed", "404"),
    ],
)
async def test_a_call_that_is_not_answered_ends_as_the_other_end_did(
    peer: Peer, application: Application, twilio: Client, person: Person, status: str, sip: str
) -> None:
    peer.people[CITIZEN] = person
    made = await twilio.calls.create_async(
        to=CITIZEN,
        from_=NUMBER,
        url=f"{application.url}/answered",
        timeout=1,
        status_callback=f"{application.url}/progress",
        status_callback_event=["initiated", "ringing", "answered", "completed"],
    )
    assert made.status == "queued"
    told = await application.expect("/progress", CallStatus=status)
    assert (told["SipResponseCode"], told["CallDuration"]) == (sip, "0")
    assert application.count("/answered") == application.count("/progress", CallStatus="in-progress") == 0
    assert application.count("/progress", CallStatus="ringing") == (0 if person.refuses else 1)


async def test_an_answered_call_follows_its_twiml_and_rest_leads_it_elsewhere(
    peer: Peer, application: Application, twilio: Client
) -> None:
    peer.people[CITIZEN] = person = Person()
    application.answers = {"/answered": WAIT}
    made = await twilio.calls.create_async(
        to=CITIZEN,
        from_=NUMBER,
        url=f"{application.url}/answered",
        machine_detection="Enable",
        async_amd="true",
        async_amd_status_callback=f"{application.url}/judged",
    )
    await application.expect("/answered")
    assert (await application.expect("/judged"))["AnsweredBy"] == "human"
    played = f"<Response><Play>{application.url}/a.wav</Play><Play digits='12'/></Response>"
    await twilio.calls(str(made.sid)).update_async(twiml=played)
    call = peer.calls[str(made.sid)]
    await over(call.over)  # the end of a document is the end of the call
    assert (person.heard, person.tones, call.status) == ([f"{application.url}/a.wav"], "12", "completed")


async def test_a_message_ends_by_silence_or_is_left_out_when_nothing_is_said(
    peer: Peer, application: Application, twilio: Client
) -> None:
    record = '<Record timeout="1" maxLength="9" action="/said" recordingStatusCallback="/kept"/>'
    application.answers = {"/voice": f"<Response>{record}<Redirect>/nothing</Redirect></Response>", "/nothing": WAIT}
    quiet = peer.call_in(CITIZEN, NUMBER)
    speaker = Person()
    speaker.speak(0.3)
    spoken = peer.call_in("+8613800000002", NUMBER, speaker)
    said = await application.expect("/said")
    kept = await application.expect("/kept", RecordingSid=said["RecordingSid"], RecordingStatus="completed")
    await application.expect("/nothing", CallSid=quiet.sid)
    assert (said["CallSid"], kept["RecordingChannels"], speaker.heard) == (spoken.sid, "1", ["beep"])
    assert application.count("/nothing", CallSid=spoken.sid) == 0
    await twilio.recordings(kept["RecordingSid"]).delete_async()
    assert peer.recordings[kept["RecordingSid"]].deleted
    peer.hang_up(quiet)


async def test_a_webhook_that_fails_ends_the_call_unless_it_is_to_be_asked_again(
    peer: Peer, application: Application
) -> None:
    application.answers = {"/voice": WAIT.replace("/keys", "/keys#rc=2"), "/keys": 502}
    call = peer.call_in(CITIZEN, NUMBER)
    await peer.press(call, "1")
    await over(call.over)
    assert application.count("/keys") == 3


async def test_callbacks_twice_late_and_shuffled_are_the_same_ones(peer: Peer, application: Application) -> None:
    application.answers = {"/voice": "<Response><Hangup/></Response>"}
    manners = peer.callbacks.manners
    manners.twice, manners.late, manners.shuffled = True, 0.05, True
    call = peer.call_in(CITIZEN, NUMBER)
    await over(call.over)
    while application.count("/status") < 2:
        application.news.clear()
        await application.news.wait()
    assert (application.count("/voice"), len(application.tokens), len(set(application.tokens))) == (2, 4, 2)


async def test_a_wrong_signature_is_no_use(peer: Peer, application: Application) -> None:
    peer.callbacks.manners.unsigned = True
    call = peer.call_in(CITIZEN, NUMBER)
    await over(call.over)
    assert (application.forged, application.asked, call.status) == (1, [], "failed")


async def test_what_twilio_does_not_have_is_refused_and_remembered(
    peer: Peer, application: Application, twilio: Client
) -> None:
    application.answers = {"/voice": WAIT}
    call = peer.call_in(CITIZEN, NUMBER)
    await asyncio.wait_for(call.gathering.wait(), 5)
    for twiml in ("<Response><Enqueue>x</Enqueue></Response>", '<Response><Play speed="2">x</Play></Response>', "<R"):
        with pytest.raises(TwilioRestException):
            await twilio.calls(call.sid).update_async(twiml=twiml)
    assert (call.status, len(peer.wrongs)) == ("in-progress", 3)
    peer.wrongs.clear()


async def test_faults_are_answered_or_done_without_a_word(peer: Peer, application: Application, twilio: Client) -> None:
    application.answers = {"/voice": WAIT}
    call = peer.call_in(CITIZEN, NUMBER)
    await asyncio.wait_for(call.gathering.wait(), 5)
    peer.faults = [Fault(f"GET /Calls/{call.sid}", 429), Fault(f"POST /Calls/{call.sid}", "take and drop")]
    with pytest.raises(TwilioRestException) as refused:
        await twilio.calls(call.sid).fetch_async()
    assert refused.value.status == 429
    with pytest.raises(aiohttp.ClientError):
        await twilio.calls(call.sid).update_async(status="completed")
    assert (await twilio.calls(call.sid).fetch_async()).status == "completed"
