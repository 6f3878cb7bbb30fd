"""A carrier over UDP that asks who calls and who registers (digest, MD5), and answers calls with a status."""

import asyncio
import re
from dataclasses import dataclass, field
from typing import Any

from telephony.sipphone.message import SipMessage, build, digest_answer, token

REALM = "carrier.example"


@dataclass
class Challenger(asyncio.DatagramProtocol):
    """Knows one account; ``seen`` are the requests that showed it rightly, ``wrong`` those that did not."""

    user: str
    password: str
    answer: tuple[int, str] = (486, "Busy Here")
    asks: bool = True  # who calls; else everybody is known
    seen: "asyncio.Queue[SipMessage]" = field(default_factory=asyncio.Queue)
    wrong: list[str] = field(default_factory=list)
    port: int = 0
    _transport: asyncio.DatagramTransport = field(init=False, repr=False)

    @classmethod
    async def open(cls, *args: Any, **settings: Any) -> "Challenger":
        """Bound to a free port of the loopback address."""
        own = cls(*args, **settings)
        loop = asyncio.get_running_loop()
        own._transport, _ = await loop.create_datagram_endpoint(lambda: own, local_addr=("127.0.0.1", 0))
        own.port = own._transport.get_extra_info("sockname")[1]
        return own

    def close(self) -> None:
        """Vanish."""
        self._transport.close()

    def datagram_received(self, data: bytes, addr: Any) -> None:
        """Answer one request."""
        request = SipMessage.parse(data)
        if not request.method or request.method == "ACK":
            return
        status, more = self._judge(request)
        headers = [("Via", each) for each in request.all("via")]
        headers += [(name, request.get(name.lower())) for name in ("From", "Call-ID", "CSeq")]
        to = request.get("to")
        headers += [("To", to if "tag=" in to else f"{to};tag={token()}"), *more]
        self._transport.sendto(build(f"SIP/2.0 {status[0]} {status[1]}", headers), addr)

    def _judge(self, request: SipMessage) -> tuple[tuple[int, str], list[tuple[str, str]]]:
        if request.method not in ("REGISTER", "INVITE"):
            return (200, "OK"), []
        if not self.asks:
            self.seen.put_nowait(request)
            return self.answer, []
        shown = request.get("authorization")
        if not shown:
            challenge = f'Digest realm="{REALM}", nonce="{token()}", algorithm=MD5'
            return (401, "Unauthorized"), [("WWW-Authenticate", challenge)]
        nonce = re.findall(r'nonce="([^"]+)"', shown)[0]
        uri = re.findall(r'uri="([^"]+)"', shown)[0]
        challenge = f'Digest realm="{REALM}", nonce="{nonce}"'
        right = digest_answer(challenge, request.method, uri, self.user, self.password)
        if right.rpartition("response=")[2] not in shown or f'username="{self.user}"' not in shown:
            self.wrong.append(request.method)
            return (403, "Forbidden"), []
        self.seen.put_nowait(request)
        if request.method == "INVITE":
            return self.answer, []
        return (200, "OK"), [("Contact", request.get("contact")), ("Expires", request.get("expires") or "300")]
