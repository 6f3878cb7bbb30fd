"""Does a node's SIP side answer? OPTIONS by UDP, any answer counts. ARI may answer while SIP does not."""

import asyncio
import secrets
import time

SILENCES = 3
"""So many questions in a row without an answer: SIP is stuck."""


class SipSilent(ConnectionError):
    """The node does not answer SIP, whatever its ARI says."""


class _Answers(asyncio.DatagramProtocol):
    def __init__(self) -> None:
        self.waiting: dict[str, asyncio.Future[None]] = {}

    def datagram_received(self, data: bytes, addr: object) -> None:
        for line in data.split(b"\r\n"):
            name, _, value = line.partition(b":")
            if name.strip().lower() in (b"call-id", b"i"):
                answer = self.waiting.pop(value.strip().decode("ascii", "replace"), None)
                if answer is not None and not answer.done():
                    answer.set_result(None)
                return

    def error_received(self, exc: Exception) -> None:
        """Nobody listens there (ICMP): the question will stay without an answer."""


class SipProbe:
    """Asks ``host``:``port`` whether it is there. Use as an asynchronous context manager. Times in seconds."""

    def __init__(self, host: str, port: int, every: float = 1.0, answer_within: float = 1.0) -> None:
        self._address = (host, port)
        self._every, self._within = every, answer_within
        self._answers = _Answers()
        self._transport: asyncio.DatagramTransport | None = None
        self.seconds: float | None = None  # of the last round trip

    async def __aenter__(self) -> "SipProbe":
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self._answers, remote_addr=self._address)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._transport is not None:
            self._transport.close()

    async def ask(self) -> bool:
        """One question; was it answered in time?"""
        if self._transport is None:
            return False
        call, branch = f"probe-{secrets.token_hex(8)}", f"z9hG4bK{secrets.token_hex(8)}"
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._answers.waiting[call] = answer
        host, port = self._address
        own, own_port = self._transport.get_extra_info("sockname")[:2]
        lines = (
            f"OPTIONS sip:{host}:{port} SIP/2.0",
            f"Via: SIP/2.0/UDP {own}:{own_port};rport;branch={branch}",
            "Max-Forwards: 5",
            f"From: <sip:probe@{own}>;tag={branch[-8:]}",
            f"To: <sip:{host}:{port}>",
            f"Call-ID: {call}",
            "CSeq: 1 OPTIONS",
            "User-Agent: hotline-probe",
            "Content-Length: 0",
        )
        asked = time.perf_counter()
        self._transport.sendto(("\r\n".join(lines) + "\r\n\r\n").encode("ascii"))
        try:
            async with asyncio.timeout(self._within):
                await answer
        except TimeoutError:
            self._answers.waiting.pop(call, None)
            self.seconds = None
            return False
        self.seconds = time.perf_counter() - asked
        return True

    async def watch(self) -> None:
        """Ask again and again. Raises SipSilent."""
        silences = 0
        while silences < SILENCES:
            silences = 0 if await self.ask() else silences + 1
            await asyncio.sleep(self._every if not silences else 0)
        raise SipSilent(f"no answer to {SILENCES} OPTIONS")
