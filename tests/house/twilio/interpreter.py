"""TwiML as Twilio carries it out, verb after verb. A verb that gives another document ends the one it stands in."""

import asyncio
import io
import time
import wave
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from tests.house.twilio import known
from tests.house.twilio.calls import Call
from tests.house.twilio.conferences import Participant

if TYPE_CHECKING:
    from tests.house.twilio.peer import Peer

ENDLESS = 3600.0
SOUND = ("audio/wav", "audio/wave", "audio/x-wav", "audio/mpeg", "audio/basic", "audio/ulaw")


class Ended(Exception):
    """The call is over."""


@dataclass(frozen=True, slots=True)
class Document:
    """TwiML, and the address that what it names is relative to."""

    root: Element
    base: str


def true(element: Element, name: str, otherwise: str = "false") -> bool:
    return element.get(name, otherwise).lower() == "true"


def listed(element: Element, name: str, otherwise: str = "") -> frozenset[str]:
    return frozenset(element.get(name, otherwise).split())


def seconds_of(body: bytes) -> float:
    """How long a wav is. Raises wave.Error or EOFError for what is none."""
    with wave.open(io.BytesIO(body)) as file:
        return file.getnframes() / file.getframerate()


class Interpreter:
    """Carries out one call's documents."""

    def __init__(self, peer: "Peer", call: Call) -> None:
        self.peer, self.call = peer, call
        self.verbs: dict[str, Callable[[Element, str], Awaitable[Document | None]]] = {
            "Say": self._say,
            "Play": self._play,
            "Pause": self._pause,
            "Gather": self._gather,
            "Record": self._record,
            "Dial": self._dial,
            "Redirect": self._redirect,
            "Reject": self._reject,
            "Hangup": self._hangup,
        }

    async def run(self, document: Document) -> None:
        """To the end of the documents, which is the end of the call."""
        following: Document | None = document
        with suppress(Ended):
            while following is not None:
                following = await self._carry_out(following)
            self.peer.end(self.call, "completed")

    async def _carry_out(self, document: Document) -> Document | None:
        for element in document.root:
            if element.tag not in ("Pause", "Redirect", "Reject"):
                self.peer.answer(self.call)
            following = await self.verbs[element.tag](element, document.base)
            if following is not None:
                return following
        return None

    async def ask(self, address: str, base: str, method: str, **fields: str) -> Document:
        """What a webhook says. Its failure ends the call (11200), unless there is somebody else to ask."""
        return await self.peer.document(self.call, urljoin(base, address), method, fields)

    # ------------------------------------------------------------------ verbs

    async def _say(self, element: Element, base: str) -> None:
        self.call.person.heard.append(f"say:{element.text}")
        await asyncio.sleep(0.05 * len(element.text or ""))

    async def _play(self, element: Element, base: str) -> None:
        digits = element.get("digits")
        if digits:
            self.call.person.tones += digits
            await asyncio.sleep(0.05 * len(digits))
            return
        url = urljoin(base, (element.text or "").strip())
        seconds = await self.sound(url)
        if not seconds:
            return
        times = int(element.get("loop", "1"))
        self.call.person.heard.append(url)
        await asyncio.sleep(ENDLESS if times == 0 else seconds * times)

    async def sound(self, url: str) -> float:
        """How long what is at ``url`` sounds; what cannot be had is left out (11200, 12300)."""
        cached = self.peer.sounds.get(url)
        if cached is not None:
            return cached
        status, kind, body = await self.peer.callbacks.fetch(url)
        if status != 200 or kind not in SOUND:
            self.peer.wrong(f"{'12300' if status == 200 else '11200'} {url}: {status} {kind}")
            return 0.0
        self.peer.sounds[url] = seconds_of(body)
        return self.peer.sounds[url]

    async def _pause(self, element: Element, base: str) -> None:
        await asyncio.sleep(float(element.get("length", "1")))

    async def _redirect(self, element: Element, base: str) -> Document:
        return await self.ask((element.text or "").strip(), base, element.get("method", "POST"))

    async def _reject(self, element: Element, base: str) -> None:
        if self.call.status != "ringing":
            self.peer.wrong("<Reject> of a call that is answered")
        self.peer.end(self.call, "busy" if element.get("reason") == "busy" else "no-answer")
        raise Ended

    async def _hangup(self, element: Element, base: str) -> None:
        self.peer.end(self.call, "completed")
        raise Ended

    async def _gather(self, element: Element, base: str) -> Document | None:
        digits, finished = "", ""
        finish, wanted = element.get("finishOnKey", "#"), int(element.get("numDigits", "0"))
        prompts = asyncio.create_task(self._prompts(element, base))
        self.call.gathering.set()
        try:
            while True:
                key = await self._key(prompts, float(element.get("timeout", "5")))
                if key is None:
                    break
                prompts.cancel()
                if finish and key in finish:
                    finished = key
                    break
                digits += key
                if wanted and len(digits) >= wanted:
                    break
        finally:
            self.call.gathering.clear()
            prompts.cancel()
            await asyncio.gather(prompts, return_exceptions=True)
        if not digits and not true(element, "actionOnEmptyResult"):
            return None
        fields = {"Digits": digits, "msg": "Gather End"} | ({"FinishedOnKey": finished} if finished else {})
        return await self.ask(element.get("action", ""), base, element.get("method", "POST"), **fields)

    async def _prompts(self, element: Element, base: str) -> None:
        for child in element:
            await self.verbs[child.tag](child, base)

    async def _key(self, prompts: "asyncio.Task[None]", patience: float) -> str | None:
        """The next key, or None when none comes for ``patience`` seconds after the prompts."""
        pressed = asyncio.create_task(self.call.keys.get())
        try:
            if not prompts.done():
                await asyncio.wait({pressed, prompts}, return_when=asyncio.FIRST_COMPLETED)
            if not pressed.done():
                await asyncio.wait({pressed}, timeout=patience)
            return pressed.result() if pressed.done() else None
        finally:
            pressed.cancel()

    async def _record(self, element: Element, base: str) -> Document | None:
        call, began = self.call, time.monotonic()
        if true(element, "playBeep", "true"):
            call.person.heard.append("beep")
        recording = self.peer.record(call, 1, "RecordVerb")
        recording.callback = (
            urljoin(base, element.get("recordingStatusCallback", "")) if element.get("recordingStatusCallback") else ""
        )
        recording.events = listed(element, "recordingStatusCallbackEvent", "completed")
        call.gathering.set()
        try:
            digits = await self._until_silent(element)
        except asyncio.CancelledError:
            if not call.up:
                await asyncio.shield(self._hung_up(element, base))
            raise
        finally:
            call.gathering.clear()
            self.peer.finish_recording(recording)
        spoke = call.person.spoke_since is not None and call.person.speaks_until > began
        if not spoke and not digits:
            return None
        return await self.ask(
            element.get("action", ""),
            base,
            element.get("method", "POST"),
            Digits=digits,
            RecordingUrl=self.peer.address_of(recording),
            RecordingSid=recording.sid,
            RecordingDuration=str(round(recording.seconds)),
        )

    async def _until_silent(self, element: Element) -> str:
        """The key that ended it, or "" for silence or the longest time."""
        silence = asyncio.create_task(self.call.person.silent_for(float(element.get("timeout", "5"))))
        finish, most = element.get("finishOnKey", "1234567890*#"), float(element.get("maxLength", "3600"))
        try:
            async with asyncio.timeout(most):
                while True:
                    pressed = asyncio.create_task(self.call.keys.get())
                    try:
                        await asyncio.wait({pressed, silence}, return_when=asyncio.FIRST_COMPLETED)
                    finally:
                        pressed.cancel()
                    if not pressed.done() or pressed.cancelled():
                        return ""
                    if pressed.result() in finish:
                        return pressed.result()
        except TimeoutError:
            return ""
        finally:
            silence.cancel()

    async def _hung_up(self, element: Element, base: str) -> None:
        fields = {**self.call.facts(), "AccountSid": self.peer.account, "Digits": "hangup"}
        await self.peer.callbacks.ask(urljoin(base, element.get("action", "")), fields)

    async def _dial(self, element: Element, base: str) -> Document | None:
        (noun,) = element  # only conferences
        if element.text and element.text.strip():
            self.peer.wrong("a number in <Dial>")
        began = time.monotonic()
        status = await self._confer(noun, base)
        if element.get("action") is None:
            return None
        return await self.ask(
            element.get("action", ""),
            base,
            element.get("method", "POST"),
            DialCallStatus=status,
            DialCallDuration=str(round(time.monotonic() - began)),
        )

    async def _confer(self, noun: Element, base: str) -> str:
        name, coach = (noun.text or "").strip(), noun.get("coach", "")
        callback = noun.get("statusCallback", "")
        conference = self.peer.conference(
            name, urljoin(base, callback) if callback else "", listed(noun, "statusCallbackEvent")
        )
        if coach and coach not in conference.inside:
            self.peer.note(f"13240 {coach} is not in {name}")
            if not conference.inside:
                conference.finish()
            return "failed"
        if conference.status == "init" and noun.get("waitUrl") != "":
            self.call.person.heard.append("hold-music")
        if noun.get("beep", "true") != "false":
            self.call.person.heard.append("conference-beep")
        me = Participant(
            self.call,
            noun.get("participantLabel"),
            muted=true(noun, "muted"),
            coach=coach,
            starts=true(noun, "startConferenceOnEnter", "true"),
            ends=true(noun, "endConferenceOnExit"),
        )
        conference.join(me)
        try:
            await me.kicked.wait()
        finally:
            conference.leave(me)
        return "completed"


def read(twiml: str, base: str) -> Document:
    """Raises known.Unknown."""
    return Document(known.parse(twiml), base)
