"""What Twilio takes: parameters of its REST API and attributes of TwiML, as Twilio's own library has them (generated
from the published descriptions), and which verb may stand in which."""

import inspect
import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

from twilio.rest.api.v2010.account.call import CallContext, CallList
from twilio.rest.api.v2010.account.call.recording import RecordingContext, RecordingList
from twilio.rest.api.v2010.account.conference import ConferenceContext, ConferenceList
from twilio.rest.api.v2010.account.conference.participant import ParticipantContext, ParticipantList
from twilio.twiml.voice_response import Dial, VoiceResponse

INSIDE = {
    "Response": {"Say", "Play", "Pause", "Gather", "Record", "Dial", "Redirect", "Reject", "Hangup"},
    "Gather": {"Say", "Play", "Pause"},
    "Dial": {"Conference"},
}
"""Only what a gateway needs is played; whatever else is sent is found out as a wrong."""


class Unknown(Exception):
    """Twilio's documentation has no such thing."""


def _attributes(builder: Callable[..., Any], *content: str) -> frozenset[str]:
    names = [name for name in inspect.signature(builder).parameters if name not in ("self", "kwargs", *content)]
    return frozenset(re.sub(r"_(\w)", lambda found: found[1].upper(), name) for name in names)


def _parameters(method: Callable[..., Any]) -> frozenset[str]:
    names = [name for name in inspect.signature(method).parameters if name not in ("self", "limit", "page_size")]
    words = ("".join(part.capitalize() for part in name.strip("_").split("_")) for name in names)
    return frozenset(words)


ATTRIBUTES = {
    "Response": frozenset(),
    "Say": _attributes(VoiceResponse.say, "message"),
    "Play": _attributes(VoiceResponse.play, "url"),
    "Pause": _attributes(VoiceResponse.pause),
    "Gather": _attributes(VoiceResponse.gather),
    "Record": _attributes(VoiceResponse.record),
    "Dial": _attributes(VoiceResponse.dial, "number"),
    "Conference": _attributes(Dial.conference, "name"),
    "Redirect": _attributes(VoiceResponse.redirect, "url"),
    "Reject": _attributes(VoiceResponse.reject),
    "Hangup": frozenset(),
}
PARAMETERS = {
    "POST Calls": _parameters(CallList.create),
    "GET Calls": _parameters(CallList.list) | {"PageSize", "Page", "PageToken", "StartTime>", "StartTime<"},
    "POST Call": _parameters(CallContext.update),
    "GET Call": frozenset(),
    "POST CallRecordings": _parameters(RecordingList.create),
    "POST CallRecording": _parameters(RecordingContext.update),
    "GET CallRecordings": frozenset({"PageSize", "Page", "PageToken"}),
    "GET Conferences": _parameters(ConferenceList.list) | {"PageSize", "Page", "PageToken"},
    "POST Conference": _parameters(ConferenceContext.update),
    "GET Conference": frozenset(),
    "GET Participants": _parameters(ParticipantList.list) | {"PageSize", "Page", "PageToken"},
    "POST Participant": _parameters(ParticipantContext.update),
    "GET Participant": frozenset(),
    "DELETE Participant": frozenset(),
    "GET Recordings": frozenset({"CallSid", "PageSize", "Page", "PageToken"}),
    "GET Recording": frozenset({"RequestedChannels"}),
    "DELETE Recording": frozenset(),
    "GET Account": frozenset(),
}


def parse(twiml: str) -> ElementTree.Element:
    """The document. Raises Unknown for what Twilio would refuse (12100, 12200)."""
    try:
        root = ElementTree.fromstring(twiml)
    except ElementTree.ParseError as error:
        raise Unknown(f"12100 no XML: {error}: {twiml[:200]}") from error
    if root.tag != "Response":
        raise Unknown(f"12200 <{root.tag}> is no <Response>")
    _check(root)
    return root


def _check(element: ElementTree.Element) -> None:
    strange = set(element.attrib) - ATTRIBUTES[element.tag]
    if strange:
        raise Unknown(f"12200 <{element.tag}> has no {sorted(strange)}")
    for child in element:
        if child.tag not in INSIDE.get(element.tag, set()):
            raise Unknown(f"12200 <{child.tag}> may not stand in <{element.tag}>")
        _check(child)
