"""One call of a telephone, dialled or received: its dialog, its audio, what happened and when."""

import asyncio
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from telephony.sipphone.audio import Sound, write_wav
from telephony.sipphone.message import SipMessage, build, digest_answer, media_of, sdp, token
from telephony.sipphone.rtp import RtpStream

if TYPE_CHECKING:
    from telephony.sipphone.phone import SipPhone

EVERY_TONE = (350, 440, 600, 880, 1000, 1100, 1200, 1320, 1400, 1760, 1980, 2200)


class PhoneCall:
    """``ringing``, ``answered`` and ``ended`` can be awaited; ``status`` is the final SIP status of a
    refused call;
    ``history`` tells what happened: (seconds from the start, what)."""

    def __init__(self, phone: "SipPhone", call_id: str, dialled: bool, sound: Sound) -> None:
        self.phone = phone
        self.call_id = call_id
        self.dialled = dialled
        self.audio = RtpStream(sound, encrypted=phone.srtp)
        self.trying, self.ringing = asyncio.Event(), asyncio.Event()
        self.answered, self.ended = asyncio.Event(), asyncio.Event()
        self.status: int | None = None
        self.ended_by_us = False
        self.history: list[tuple[float, str]] = []
        self.on_change: Callable[[str], None] = lambda what: None
        self.invite = SipMessage()
        self.started_at = time.monotonic()
        self._port = 0
        self._local = self._remote = ""
        self._local_tag, self._remote_tag = token(), ""
        self._routes: list[str] = []
        self._target = ""
        self._cseq = self._invited = 1
        self._branch = ""
        self._body = ""
        self._authorised = False

    # ---------------------------------------------------------------- audio

    async def hears(
        self, *wanted: float, among: Iterable[float] = EVERY_TONE, seconds: float = 0.4, within: float = 6.0
    ) -> None:
        """Wait until exactly these tones are heard (none: silence). Raises TimeoutError."""
        await self.audio.hear(wanted, among, seconds, within)

    def say(self, sound: Sound) -> None:
        """Say something else from now on."""
        self.audio.sound = sound

    def press(self, digits: str) -> None:
        """Press keys."""
        self.audio.press(digits)

    def save(self, path: Path) -> None:
        """Write all that was heard to a wav file."""
        write_wav(path, self.audio.everything())

    # -------------------------------------------------------------- dialling

    async def dial(self, to: str, caller: str, extra: list[tuple[str, str]]) -> None:
        """Send the INVITE."""
        host, port = self.phone.server
        self._port = await self.audio.open(self.phone.host)
        self._local = f"sip:{caller}@{self.phone.host}:{self.phone.port}"
        self._remote = self._target = f"sip:{to}@{host}:{port}"
        self._body = sdp(self.phone.host, self._port, self.phone.payloads, self.audio.key)
        self._invite(extra)
        self._note("calling")

    def _invite(self, extra: list[tuple[str, str]]) -> None:
        self._branch, self._invited = "z9hG4bK" + token(), self._cseq
        message = self._request("INVITE", extra, self._body)
        self.phone.send_until_answered((self.call_id, self._cseq, "INVITE"), message)

    def hang_up(self) -> None:
        """End the call whatever its state: BYE, CANCEL or 486."""
        if self.ended.is_set():
            return
        self.ended_by_us = True
        if self.answered.is_set():
            self._bye()
            self._end("ended by us")
        elif self.dialled:
            self.phone.send_until_answered((self.call_id, self._cseq, "CANCEL"), self._request("CANCEL"))
        else:
            self.reject(486)

    def _bye(self) -> None:
        self._cseq += 1
        self._branch = "z9hG4bK" + token()
        self.phone.send_until_answered((self.call_id, self._cseq, "BYE"), self._request("BYE"))

    # ------------------------------------------------------------- receiving

    async def receive(self, invite: SipMessage) -> None:
        """A call comes in: remember it and ring."""
        self.invite, self.started_at = invite, time.monotonic()
        self._remote_tag = invite.tag("from")
        self._local, self._remote = invite.address("to"), invite.address("from")
        self._target = invite.address("contact")
        self._routes = [route.strip() for value in invite.all("record-route") for route in value.split(",")]
        self._port = await self.audio.open(self.phone.host)
        self.reply(invite, 100, "Trying")
        self.ringing.set()
        self.reply(invite, 180, "Ringing")
        self._note("rings")

    def answer(self) -> None:
        """Pick up."""
        if self.answered.is_set() or self.ended.is_set():
            return
        media = media_of(self.invite.body)
        if self.phone.srtp and not (media and media.crypto):
            self.reject(488, "Not Acceptable Here")
            return
        payloads = [number for number in (media.payloads if media else ()) if number in self.phone.payloads][:1]
        self._body = sdp(self.phone.host, self._port, payloads or self.phone.payloads, self.audio.key)
        self.answered.set()
        sent = self.reply(self.invite, 200, "OK", self._body)
        self.phone.keep_sending((self.call_id, 0, "ACK"), sent)
        if media:
            self.audio.start(media)
        self._note("answered")

    def reject(self, status: int, reason: str = "Busy Here") -> None:
        """Refuse a call that rings."""
        self.status = status
        self.reply(self.invite, status, reason)
        self._end(f"refused with {status}")

    def reply(self, request: SipMessage, status: int, reason: str, body: str = "") -> bytes:
        """Answer a request of the far end."""
        to = request.get("to")
        if status > 100 and not request.tag("to"):
            to += f";tag={self._local_tag}"
        headers = [("Via", via) for via in request.all("via")]
        # who wants to stay between us (RFC 3261 12.1.1)
        headers += [("Record-Route", route) for route in request.all("record-route")]
        headers += [("From", request.get("from")), ("To", to), ("Call-ID", self.call_id)]
        headers += [("CSeq", request.get("cseq")), ("Contact", f"<{self.phone.contact}>")]
        message = build(f"SIP/2.0 {status} {reason}", headers, body)
        self.phone.send(message)
        return message

    # ------------------------------------------------------------ the dialog

    def on_request(self, request: SipMessage) -> None:
        """A request inside this call."""
        match request.method:
            case "BYE":
                self.reply(request, 200, "OK")
                reason = request.get("reason")
                self._end("ended by the other side" + (f" ({reason})" if reason else ""))
            case "CANCEL":
                self.reply(request, 200, "OK")
                if not self.answered.is_set() and not self.ended.is_set():
                    self.reply(self.invite, 487, "Request Terminated")
                    self._end("the caller gave up")
            case "INVITE":
                if media := media_of(request.body):
                    self.audio.start(media)
                self.reply(request, 200, "OK", self._body)
            case "ACK":
                self.phone.answered((self.call_id, 0, "ACK"))
            case _:
                self.reply(request, 200, "OK")

    def on_response(self, response: SipMessage) -> None:
        """A response to a request of ours."""
        if response.method != "INVITE":
            return
        if response.status // 100 == 2 and self._is_unwanted(response):
            self._decline(response)
            return
        if media := media_of(response.body):
            self.audio.start(media)
        if response.status == 100:
            self.trying.set()
        elif response.status < 200:
            self._remote_tag = response.tag("to") or self._remote_tag
            if not self.ringing.is_set():
                self.ringing.set()
                self._note("rings" if response.status == 180 else "hears before the answer")
        elif response.status < 300:
            self._take_up(response)
            if not self.answered.is_set():
                self.answered.set()
                self._note("answered")
        else:
            self._refused(response)

    def _take_up(self, response: SipMessage) -> None:
        """The dialog that this answer makes."""
        self._remote_tag = response.tag("to")
        self._target = response.address("contact") or self._target
        met = [route.strip() for value in response.all("record-route") for route in value.split(",")]
        self._routes = list(reversed(met))
        self._acknowledge("z9hG4bK" + token())

    def _is_unwanted(self, response: SipMessage) -> bool:
        """Somebody else answers what was answered already, or somebody answers what we gave up."""
        if self.answered.is_set():
            return response.tag("to") != self._remote_tag
        return self.ended_by_us

    def _decline(self, response: SipMessage) -> None:
        """Every answer makes a dialog, which its other side keeps until it is told to end (RFC 3261 13.2.2.4)."""
        kept = self._remote_tag, self._target, self._routes
        self._take_up(response)
        self._bye()
        self._remote_tag, self._target, self._routes = kept
        if not self.answered.is_set():
            self._end("given up")

    def _refused(self, response: SipMessage) -> None:
        self._remote_tag = response.tag("to")
        self._acknowledge(self._branch)
        challenge = response.get("www-authenticate") or response.get("proxy-authenticate")
        if response.status in (401, 407) and challenge and self.phone.password and not self._authorised:
            self._authorised, self._remote_tag = True, ""
            self._cseq += 1
            name = "Authorization" if response.status == 401 else "Proxy-Authorization"
            answer = digest_answer(challenge, "INVITE", self._target, self.phone.name, self.phone.password)
            self._invite([(name, answer)])
            return
        self.status = response.status
        self._end(f"refused: {response.status} {response.reason}")

    def _acknowledge(self, branch: str) -> None:
        self._branch, kept = branch, self._branch
        self.phone.send(self._request("ACK"))
        self._branch = kept

    def _request(self, method: str, extra: Iterable[tuple[str, str]] = (), body: str = "") -> bytes:
        to = f"<{self._remote}>" + (f";tag={self._remote_tag}" if self._remote_tag and method != "CANCEL" else "")
        headers = [
            ("Via", f"SIP/2.0/{self.phone.transport} {self.phone.host}:{self.phone.port};branch={self._branch};rport"),
            ("Max-Forwards", "70"),
            ("From", f"<{self._local}>;tag={self._local_tag}"),
            ("To", to),
            ("Call-ID", self.call_id),
            ("CSeq", f"{self._invited if method == 'ACK' else self._cseq} {method}"),
            ("Contact", f"<{self.phone.contact}>"),
            *(("Route", route) for route in self._routes),
            *extra,
        ]
        uri = self._remote if method == "CANCEL" else self._target
        return build(f"{method} {uri} SIP/2.0", headers, body)

    def _end(self, what: str) -> None:
        if self.ended.is_set():
            return
        self.ended.set()
        self.audio.close()
        self.phone.answered((self.call_id, 0, "ACK"))
        self._note(what)

    def _note(self, what: str) -> None:
        self.history.append((time.monotonic() - self.started_at, what))
        self.on_change(what)
