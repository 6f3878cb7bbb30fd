"""What a leg is to do, as the TwiML that Twilio is sent: valid by the library's own attributes, and exactly this."""

from xml.etree import ElementTree

import pytest

from telephony.adapters.twilio.legs import Alone, Doing, Message, Quiet, Room
from telephony.adapters.twilio.twiml import Documents
from tests.house.twilio import known

URL = "https://hotline.example/tw"
DOCUMENTS = Documents(URL)


def document(doing: Doing, muted: bool = False, tones: str = "") -> ElementTree.Element:
    """Raises known.Unknown for what Twilio would not take."""
    return known.parse(DOCUMENTS.document("call-1.a1", 7, doing, muted, tones))


def shape(root: ElementTree.Element) -> list[str]:
    return [each.tag for each in root.iter()]


def test_alone_in_silence_keys_are_heard_and_it_is_asked_again_after_a_while() -> None:
    root = document(Alone())
    assert shape(root) == ["Response", "Gather", "Pause", "Redirect"]
    assert dict(root[0].attrib) == {
        "action": f"{URL}/voice/leg?leg=call-1.a1&serial=7&playback=#rc=5&rp=all",
        "actionOnEmptyResult": "true",
        "finishOnKey": "",
        "input": "dtmf",
        "method": "POST",
        "timeout": "1",
    }
    assert root[0][0].get("length") == "60"


def test_a_prompt_is_played_while_keys_are_heard_and_its_end_names_the_playback() -> None:
    root = document(Alone("p 1", "/voice/sound.wav?of=welcome", music=True))
    assert shape(root) == ["Response", "Gather", "Play", "Redirect"]
    assert root[0][0].text == f"{URL}/voice/sound.wav?of=welcome"
    assert root[0][0].get("loop") is None
    assert "playback=p+1" in (root[0].get("action") or "")


def test_music_goes_on_until_something_else_is_to_be_done() -> None:
    root = document(Alone(music=True))
    assert (root[0][0].text, root[0][0].get("loop")) == (f"{URL}/voice/music.wav", "0")


@pytest.mark.parametrize("muted", [False, True])
def test_a_bridge_is_a_conference_without_sounds_of_its_own_that_nobody_ends_by_leaving(muted: bool) -> None:
    root = document(Room("call-1.b"), muted=muted)
    assert shape(root) == ["Response", "Dial", "Conference", "Redirect"]
    room = root[0][0]
    assert room.text == "call-1.b"
    said = {
        "beep": "false",
        "waitUrl": "",
        "endConferenceOnExit": "false",
        "muted": str(muted).lower(),
        "participantLabel": "call-1.a1",
    }
    assert {name: room.get(name) for name in said} == said


def test_digits_are_heard_before_the_talk_goes_on() -> None:
    root = document(Room("call-1.b"), tones="12#")
    assert shape(root) == ["Response", "Play", "Dial", "Conference", "Redirect"]
    assert root[0].get("digits") == "12#"


def test_a_message_begins_with_a_beep_and_ends_by_the_hash_key_or_its_time() -> None:
    root = document(Message("call-1.v1", 29.2))
    (record, redirect) = root
    assert (record.get("playBeep"), record.get("finishOnKey"), record.get("maxLength")) == ("true", "#", "30")
    assert record.get("recordingStatusCallback") == f"{URL}/voice/recorded?name=call-1.v1#rc=5&rp=all"
    assert redirect.tag == "Redirect"  # a message without a sound


def test_waiting_for_silence_records_what_is_thrown_away() -> None:
    (record, _) = document(Quiet(20.0))
    assert (record.get("playBeep"), record.get("timeout"), record.get("maxLength")) == ("false", "1", "20")
    assert record.get("recordingStatusCallback") == f"{URL}/voice/recorded?name=#rc=5&rp=all"


def test_whoever_is_not_answered_is_asked_about_again_or_refused() -> None:
    waiting = known.parse(DOCUMENTS.still_ringing("CA1", 3))
    assert [(each.tag, each.get("length")) for each in waiting] == [("Pause", "1"), ("Redirect", None)]
    refused = [known.parse(DOCUMENTS.refusal(busy))[0].get("reason") for busy in (True, False)]
    assert refused == ["busy", "rejected"]


def test_no_document_is_longer_than_a_change_by_rest_may_be() -> None:
    longest = DOCUMENTS.document("x" * 80, 10**9, Alone("y" * 80, "/voice/sound.wav?of=" + "z" * 2000))
    assert len(longest) < 4000
