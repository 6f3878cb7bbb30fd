"""What a leg is to do, as TwiML (https://www.twilio.com/docs/voice/twiml). Pure.

Every document has a number, its serial, which its callbacks carry: so each end of it is told once.
"""

from math import ceil
from typing import Any
from urllib.parse import urlencode

from twilio.twiml import voice_response

from telephony.adapters.twilio.legs import Alone, Doing, Message, Quiet, Room

_kit: Any = voice_response  # has no types
KEYS_SECONDS = 1
"""Keys that follow one another within it are told together: a document of its own for each key would lose those that
are pressed while it is fetched. It is also how long after a prompt its end is told."""
SILENT_SECONDS = 60
STILL_RINGING_SECONDS = 1
RETRIES = "#rc=5&rp=all"
"""Connection override: a webhook that fails is asked again (https://www.twilio.com/docs/usage/webhooks/
webhooks-connection-overrides)."""


class Documents:
    """Written for webhooks under ``url``."""

    def __init__(self, url: str) -> None:
        self._url = url

    def address(self, path: str, **query: object) -> str:
        """Of one of our webhooks."""
        return f"{self._url}/voice/{path}" + (f"?{urlencode(query)}" if query else "")

    def leg(self, leg: str, serial: int, **query: object) -> str:
        """Where a leg asks what to do next, after document ``serial``."""
        return self.address("leg", leg=leg, serial=serial, **query) + RETRIES

    def music(self) -> str:
        """Where music on hold is."""
        return f"{self._url}/voice/music.wav"

    def still_ringing(self, leg: str, serial: int) -> str:
        """Ask again soon; an arriving call stays unanswered until then."""
        response = _kit.VoiceResponse()
        response.pause(length=STILL_RINGING_SECONDS)
        response.redirect(self.leg(leg, serial), method="POST")
        return str(response)

    def again(self, path_and_query: str) -> str:
        """Ask the same again in a moment: we are not ready."""
        response = _kit.VoiceResponse()
        response.pause(length=STILL_RINGING_SECONDS)
        response.redirect(self._url + path_and_query + RETRIES, method="POST")
        return str(response)

    def refusal(self, busy: bool) -> str:
        """Of a call that was not answered."""
        response = _kit.VoiceResponse()
        response.reject(reason="busy" if busy else "rejected")
        return str(response)

    def hang_up(self) -> str:
        """The end."""
        response = _kit.VoiceResponse()
        response.hangup()
        return str(response)

    def document(self, leg: str, serial: int, doing: Doing, muted: bool = False, tones: str = "") -> str:
        """``tones``: digits that the leg hears first."""
        response = _kit.VoiceResponse()
        if tones:
            response.play(digits=tones)
        match doing:
            case Alone():
                response.append(self._alone(leg, serial, doing))
            case Room():
                response.append(self._room(leg, serial, doing, muted))
            case Message():
                self._message(response, leg, serial, doing)
            case Quiet():
                self._quiet(response, leg, serial, doing)
        response.redirect(self.leg(leg, serial), method="POST")
        return str(response)

    def _alone(self, leg: str, serial: int, doing: Alone) -> Any:
        gather = _kit.Gather(
            input="dtmf",
            timeout=KEYS_SECONDS,
            finish_on_key="",
            action_on_empty_result=True,
            action=self.leg(leg, serial, playback=doing.playback),
            method="POST",
        )
        if doing.sound:
            gather.play(self._url + doing.sound)
        elif doing.music:
            gather.play(self.music(), loop=0)
        else:
            gather.pause(length=SILENT_SECONDS)
        return gather

    def _room(self, leg: str, serial: int, doing: Room, muted: bool) -> Any:
        dial = _kit.Dial(action=self.leg(leg, serial), method="POST")
        dial.conference(
            doing.name,
            muted=muted,
            beep=False,
            start_conference_on_enter=True,
            end_conference_on_exit=False,
            wait_url="",
            participant_label=leg,
            status_callback=self.address("room") + RETRIES,
            status_callback_event="join end announcement",
            status_callback_method="POST",
        )
        return dial

    def _message(self, response: Any, leg: str, serial: int, doing: Message) -> None:
        response.record(
            action=self.leg(leg, serial),
            method="POST",
            max_length=max(1, ceil(doing.most_seconds)),
            finish_on_key="#",
            timeout=5,
            play_beep=True,
            trim="do-not-trim",
            recording_status_callback=self.recorded(doing.name),
            recording_status_callback_event="completed absent",
        )

    def _quiet(self, response: Any, leg: str, serial: int, doing: Quiet) -> None:
        response.record(
            action=self.leg(leg, serial),
            method="POST",
            max_length=max(1, ceil(doing.most_seconds)),
            finish_on_key="#",
            timeout=1,
            play_beep=False,
            trim="do-not-trim",
            recording_status_callback=self.recorded(""),
            recording_status_callback_event="completed",
        )

    def recorded(self, name: str) -> str:
        """Where the end of a recording is told; without a name it is thrown away."""
        return self.address("recorded", name=name) + RETRIES
