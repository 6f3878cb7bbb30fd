"""One audio stream: sends a sound 50 times a second, keeps what it hears on a timeline, digits both ways."""

import asyncio
import random
import struct
import time
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import takewhile

import numpy as np

from telephony.sipphone.audio import CODECS, FRAME, RATE, Codec, Samples, Silence, Sound, tones
from telephony.sipphone.message import DTMF_PAYLOAD, Media
from telephony.sipphone.srtp import Srtp, new_key

DIGITS = "0123456789*#ABCD"
GAP = 0.06  # seconds without a packet that count as silence


class RtpStream(asyncio.DatagramProtocol):
    """Open with :meth:`open`, start with :meth:`start` when the far end is known. ``sequence``: the next packet's;
    ``key``: of what we send when ``encrypted``; ``wire``: the last packets as they came; ``foreign``: how many were not
    sealed with the far end's key."""

    def __init__(self, sound: Sound, encrypted: bool = False) -> None:
        self.key = new_key() if encrypted else ""
        self.wire: deque[bytes] = deque(maxlen=50)
        self.foreign = 0
        self._srtp: Srtp | None = None
        self.sound = sound
        self.digits: list[str] = []
        self.packets = 0
        self._heard: list[tuple[float, Samples]] = []
        self._to_send: list[str] = []
        self._news = asyncio.Event()
        self._last_event = b""
        self._codec: Codec = CODECS[0]
        self._events = DTMF_PAYLOAD
        self._peer: tuple[str, int] | None = None
        self._transport: asyncio.DatagramTransport | None = None
        self._sending: asyncio.Task[None] | None = None
        self.sequence = random.randrange(30000)
        self._stamp = random.getrandbits(31)
        self._source = random.getrandbits(32)

    async def open(self, host: str) -> int:
        """Bind; the port."""
        self._transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
            lambda: self, local_addr=(host, 0)
        )
        return int(self._transport.get_extra_info("sockname")[1])

    def start(self, media: Media) -> None:
        """Send to the far end; again when it moves."""
        self._peer, self._events = (media.host, media.port), media.events
        if media.payloads:
            self._codec = CODECS[media.payloads[0]]
        if self.key and media.crypto and self._srtp is None:
            self._srtp = Srtp(self.key, media.crypto)
        if self._sending is None:
            self._sending = asyncio.create_task(self._send())

    def close(self) -> None:
        """Stop both ways; what was heard stays."""
        if self._sending:
            self._sending.cancel()
        if self._transport:
            self._transport.close()
        self._news.set()

    def press(self, digits: str) -> None:
        """Send DTMF, one digit after the other."""
        self._to_send += list(digits)

    def stop_sending(self) -> None:
        """Fall silent on the wire, as a browser that died does."""
        if self._sending:
            self._sending.cancel()

    # ---------------------------------------------------------------- hearing

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """One packet."""
        self.wire.append(data)
        if self.key:
            opened = self._srtp.opened(data) if self._srtp else None
            if opened is None:
                self.foreign += 1
                return
            data = opened
        if len(data) < 13:
            return
        payload, now = data[1] & 0x7F, time.monotonic()
        if payload in CODECS:
            self.packets += 1
            self._heard.append((now, CODECS[payload].decode(data[12:])))
        elif payload == self._events and data[13] & 0x80 and data[4:8] != self._last_event:
            self._last_event = data[4:8]
            self.digits.append(DIGITS[data[12] & 0x0F])
        self._news.set()

    def heard(self, seconds: float) -> Samples:
        """The last ``seconds`` as heard; gaps are silence."""
        now = time.monotonic()
        recent = list(takewhile(lambda packet: packet[0] > now - seconds, reversed(self._heard)))[::-1]
        return _timeline(recent, now - seconds, now)[-int(seconds * RATE) :]

    def everything(self) -> Samples:
        """All that was heard, from the first packet; gaps are silence."""
        if not self._heard:
            return np.zeros(0, np.int16)
        return _timeline(self._heard, self._heard[0][0], self._heard[-1][0])

    async def hear(self, wanted: Iterable[float], among: Iterable[float], seconds: float, within: float) -> None:
        """Wait until exactly ``wanted`` of the tones ``among`` have sounded for the last ``seconds``.

        Raises TimeoutError after ``within`` seconds, saying what is heard instead."""
        aim, candidates = frozenset(wanted), frozenset(among) | frozenset(wanted)
        found: frozenset[float] = frozenset()
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            pieces = np.array_split(self.heard(seconds), max(2, int(seconds / 0.2)))
            found = tones(pieces[-1], candidates)
            if all(tones(piece, candidates) == aim for piece in pieces):
                return
            await self._more(0.1)
        raise TimeoutError(f"expected {sorted(aim)} Hz, heard {sorted(found)}")

    async def digits_heard(self, wanted: str, within: float) -> None:
        """Wait until the digits ``wanted`` came. Raises TimeoutError."""
        async with asyncio.timeout(within):
            while "".join(self.digits) != wanted:
                await self._more(0.5)

    async def _more(self, at_most: float) -> None:
        self._news.clear()
        try:
            async with asyncio.timeout(at_most):
                await self._news.wait()
        except TimeoutError:
            return
        await asyncio.sleep(0.02)  # look 50 times a second at most

    # ---------------------------------------------------------------- sending

    async def _send(self) -> None:
        due = time.monotonic()
        while True:
            if self._to_send:
                due = await self._send_digit(self._to_send.pop(0), due)
            self._packet(self._codec.payload, self._codec.encode(self.sound.frame()), self._stamp)
            self._stamp = (self._stamp + FRAME) & 0xFFFFFFFF
            due += FRAME / RATE
            await asyncio.sleep(max(0.0, due - time.monotonic()))

    async def _send_digit(self, digit: str, due: float) -> float:
        """160 ms of the digit, three end packets, a pause."""
        start = self._stamp
        for step in range(1, 11):
            ends = (0x80,) * 3 if step == 10 else (0,)
            for end in ends:
                event = struct.pack("!BBH", DIGITS.index(digit), end | 10, FRAME * step)
                self._packet(self._events | (0x80 if step == 1 else 0), event, start)
            due += FRAME / RATE
            await asyncio.sleep(max(0.0, due - time.monotonic()))
        self._stamp = (start + FRAME * 10) & 0xFFFFFFFF
        silence = Silence()
        for _ in range(5):
            self._packet(self._codec.payload, self._codec.encode(silence.frame()), self._stamp)
            self._stamp = (self._stamp + FRAME) & 0xFFFFFFFF
            due += FRAME / RATE
            await asyncio.sleep(max(0.0, due - time.monotonic()))
        return due

    def _packet(self, payload: int, data: bytes, stamp: int) -> None:
        if self._transport is None or self._peer is None or self._transport.is_closing():
            return
        head = struct.pack("!BBHII", 0x80, payload, self.sequence & 0xFFFF, stamp, self._source)
        self.sequence += 1
        packet = head + data
        self._transport.sendto(self._srtp.seal(packet) if self._srtp else packet, self._peer)


def _timeline(packets: Sequence[tuple[float, Samples]], begin: float, end: float) -> Samples:
    """Packets one after the other; only where none came for a while is silence, so that jitter does not tear a tone."""
    pieces: list[Samples] = []
    position = 0
    for at, samples in [*packets, (end, np.zeros(0, np.int16))]:
        missing = int((at - begin) * RATE) - len(samples) - position
        if missing > GAP * RATE:
            pieces.append(np.zeros(missing, np.int16))
            position += missing
        pieces.append(samples)
        position += len(samples)
    return np.concatenate(pieces)
