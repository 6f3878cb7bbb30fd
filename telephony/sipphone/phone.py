"""A telephone towards one server, by UDP, TLS or a line like a browser's; registers, calls, takes calls."""

import asyncio
import ssl
from collections.abc import Callable

from telephony.sipphone.audio import Silence, Sound
from telephony.sipphone.call import PhoneCall
from telephony.sipphone.message import SipMessage, build, digest_answer, token
from telephony.sipphone.websocket import WebSocketWire
from telephony.sipphone.wire import DatagramWire, TlsWire, Wire

RETRANSMIT_FIRST = 0.5  # seconds, RFC 3261 T1
RETRANSMIT_MOST = 4.0
RETRANSMIT_GIVE_UP = 32.0

Transaction = tuple[str, int, str]


class RegistrationRefused(ConnectionError):
    """The server did not take the registration."""


class SipPhone:
    """Open with :meth:`open`. ``sound`` makes what a call says at first; ``srtp``: audio is encrypted, or
    there is none."""

    def __init__(
        self, name: str, server: tuple[str, int], host: str, password: str, sound: Callable[[], Sound]
    ) -> None:
        self.name = name
        self.server = server
        self.host = host
        self.port = 0
        self.password = password
        self.payloads = [0, 8]
        self.calls: dict[str, PhoneCall] = {}
        self.incoming: asyncio.Queue[PhoneCall] = asyncio.Queue()
        self.answer_after: float | None = None
        self.reject_with: int | None = None
        self._sound = sound
        self.transport = "UDP"
        self.srtp = False
        self._wire: Wire | None = None
        self._sending: dict[Transaction, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._registration: asyncio.Future[SipMessage] | None = None
        self._cseq = 0

    @classmethod
    async def open(
        cls,
        name: str,
        server: tuple[str, int],
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        password: str = "",
        sound: Callable[[], Sound] = Silence,
        tls: ssl.SSLContext | None = None,
        serving: ssl.SSLContext | None = None,
        srtp: bool = False,
        websocket: str = "",
    ) -> "SipPhone":
        """A telephone bound to ``host``:``port`` (0: any free one). ``tls``: connected to the server so; ``serving``:
        takes the server's own connections so; ``websocket``: the path of a line like a browser's, by ``tls``."""
        phone = cls(name, server, host, password, sound)
        phone.srtp = srtp
        if websocket and tls:
            phone.transport = "WSS"
            line = WebSocketWire(phone.hear)
            await line.open(server, websocket, tls)
            phone._wire = line
        elif tls or serving:
            phone.transport = "TLS"
            secure = TlsWire(server, phone.hear)
            await secure.open(host, port, tls, serving)
            phone._wire = secure
        else:
            plain = DatagramWire(server, phone.hear)
            await plain.open(host, port)
            phone._wire = plain
        phone.port = phone._wire.port
        return phone

    @property
    def contact(self) -> str:
        """Where this telephone is reached; at the end of a line there is no address."""
        if self.transport == "WSS":
            return f"sip:{self.name}@line.invalid;transport=ws"
        return f"sip:{self.name}@{self.host}:{self.port}" + (";transport=tls" if self.transport == "TLS" else "")

    def close(self) -> None:
        """Vanish: calls are dropped without a word. Hang up before to be polite."""
        for task in [*self._sending.values(), *self._tasks]:
            task.cancel()
        for call in self.calls.values():
            call.audio.close()
        if self._wire:
            self._wire.close()

    # ----------------------------------------------------------------- doing

    async def register(self, seconds: int = 300, within: float = 5.0) -> None:
        """Register with digest (``seconds`` 0: take it back). Raises RegistrationRefused, TimeoutError."""
        call_id, uri, answer = token(), f"sip:{self.server[0]}:{self.server[1]}", ""
        for _ in range(2):
            self._cseq += 1
            headers = [
                ("Via", f"SIP/2.0/{self.transport} {self.host}:{self.port};branch=z9hG4bK{token()};rport"),
                ("Max-Forwards", "70"),
                ("From", f"<sip:{self.name}@{self.server[0]}>;tag={token()}"),
                ("To", f"<sip:{self.name}@{self.server[0]}>"),
                ("Call-ID", call_id),
                ("CSeq", f"{self._cseq} REGISTER"),
                ("Contact", f"<{self.contact}>"),
                ("Expires", str(seconds)),
                *([("Authorization", answer)] if answer else []),
            ]
            self._registration = asyncio.get_running_loop().create_future()
            request = build(f"REGISTER {uri} SIP/2.0", headers)
            self.send_until_answered((call_id, self._cseq, "REGISTER"), request)
            async with asyncio.timeout(within):
                response = await self._registration
            if response.status < 300:
                return
            challenge = response.get("www-authenticate")
            if response.status != 401 or answer or not challenge:
                break
            answer = digest_answer(challenge, "REGISTER", uri, self.name, self.password)
        raise RegistrationRefused(f"{self.name}: {response.status} {response.reason}")

    async def call(
        self,
        to: str,
        *,
        caller: str = "",
        sound: Sound | None = None,
        extra: list[tuple[str, str]] | None = None,
        on_change: Callable[[str], None] = lambda what: None,
    ) -> PhoneCall:
        """Call ``to`` as ``caller`` (default: the telephone's own name); ``extra`` headers go into the
        INVITE."""
        call = PhoneCall(self, token(), True, sound or self._sound())
        call.on_change = on_change
        self.calls[call.call_id] = call
        await call.dial(to, caller or self.name, extra or [])
        return call

    # ------------------------------------------------------------ the socket

    def send(self, message: bytes) -> None:
        """Put a message on the wire once."""
        if self._wire:
            self._wire.send(message)

    def send_until_answered(self, key: Transaction, message: bytes) -> None:
        """Send a request and repeat it until a response comes."""
        self.send(message)
        self.keep_sending(key, message)

    def keep_sending(self, key: Transaction, message: bytes) -> None:
        """Repeat a message that was sent until :meth:`answered`; a stream loses none."""
        if self.transport != "UDP":
            return
        self._sending[key] = asyncio.create_task(self._repeat(key, message))

    def answered(self, key: Transaction) -> None:
        """What was waited for came."""
        if task := self._sending.pop(key, None):
            task.cancel()

    async def _repeat(self, key: Transaction, message: bytes) -> None:
        pause, waited = RETRANSMIT_FIRST, 0.0
        while waited < RETRANSMIT_GIVE_UP:
            await asyncio.sleep(pause)
            self.send(message)
            waited += pause
            pause = min(pause * 2, RETRANSMIT_MOST)
        self._sending.pop(key, None)

    def hear(self, data: bytes) -> None:
        """A message from the server. What is not SIP is ignored."""
        try:
            message = SipMessage.parse(data)
        except ValueError:
            return
        if message.status:
            self._on_response(message)
        else:
            self._on_request(message)

    def _on_response(self, message: SipMessage) -> None:
        call_id, number = message.get("call-id"), int(message.get("cseq").split(" ")[0] or 0)
        self.answered((call_id, number, message.method))
        if message.method == "REGISTER":
            if self._registration and not self._registration.done() and message.status >= 200:
                self._registration.set_result(message)
        elif call := self.calls.get(call_id):
            call.on_response(message)

    def _on_request(self, message: SipMessage) -> None:
        call = self.calls.get(message.get("call-id"))
        if call:
            if message.method != "INVITE" or message.tag("to"):
                call.on_request(message)
        elif message.method == "INVITE":
            call = PhoneCall(self, message.get("call-id"), False, self._sound())
            self.calls[call.call_id] = call
            self._soon(call, message)
        elif message.method != "ACK":
            # OPTIONS, NOTIFY …: the telephone is there
            PhoneCall(self, message.get("call-id"), False, Silence()).reply(message, 200, "OK")

    def _soon(self, call: PhoneCall, invite: SipMessage) -> None:
        task = asyncio.create_task(self._take(call, invite))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _take(self, call: PhoneCall, invite: SipMessage) -> None:
        await call.receive(invite)
        self.incoming.put_nowait(call)
        if self.reject_with is not None:
            call.reject(self.reject_with, "Refused")
        elif self.answer_after is not None:
            await asyncio.sleep(self.answer_after)
            call.answer()
