"""The rig of the tests with a real Asterisk: a process of its own, prompts that are tones, an adapter whose events can
be awaited, telephones at both ends."""

import asyncio
import contextlib
import json
import socket
import subprocess
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from hotline.main.launch import gateway as launch
from telephony.adapters.asterisk import AsteriskGateway, AsteriskSettings, RecordingStore, SeatProfile
from telephony.contracts import gateway as told
from telephony.contracts.gateway import GatewayBack, GatewayEvent, GatewayOrder, LegArrived
from telephony.sipphone import PhoneCall, Silence, SipPhone, Sound, Tone
from telephony.sipphone.audio import RATE, write_wav

KEY = "gw1"
WELCOME, ALL_BUSY, AGENT_NUMBER, SYSTEM_ERROR = 1000, 1100, 700, 1200
DIGIT_EIGHT, DIGIT_ONE, MUSIC, BEEP = 1980, 2200, 600, 1400
CALLER, AGENT, OTHER = 440, 880, 1320
"""Hz: what the prompts, the music and the people of the tests sound like."""

PROMPT_TONES = {
    "welcome": WELCOME,
    "all-busy": ALL_BUSY,
    "agent-number": AGENT_NUMBER,
    "system-error": SYSTEM_ERROR,
    "digit-8": DIGIT_EIGHT,
    "digit-1": DIGIT_ONE,
}

LOOK_EVERY = 0.05  # seconds

E = TypeVar("E", bound=GatewayEvent)


def free_ports(count: int, kind: int = socket.SOCK_DGRAM) -> list[int]:
    """Ports of the loopback address that nobody uses now."""
    held = []
    for _ in range(count):
        probe = socket.socket(socket.AF_INET, kind)
        probe.bind(("127.0.0.1", 0))
        held.append(probe)
    ports = [int(probe.getsockname()[1]) for probe in held]
    for probe in held:
        probe.close()
    return ports


def make_sounds(folder: Path) -> Path:
    """Prompts and music as tones: each second of a prompt is heard as its frequency."""

    def tone(path: Path, hz: float, seconds: float) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        at = np.arange(int(seconds * RATE)) / RATE
        write_wav(path, (8000 * np.sin(2 * np.pi * hz * at)).astype(np.int16))

    for language in ("zh", "en"):
        tone(folder / language / "beep.wav", BEEP, 0.4)
        for key, hz in PROMPT_TONES.items():
            tone(folder / language / "hotline" / f"{key}.wav", hz, 1.0)
    tone(folder / "moh" / "music.wav", MUSIC, 30)
    return folder


class AsteriskProcess:
    """A real Asterisk with ports and folders of its own."""

    def __init__(
        self,
        asterisk: launch.Asterisk,
        folder: Path,
        sounds: Path,
        rtp: tuple[int, int] | None = None,
        ends: tuple[int, int] | None = None,
    ) -> None:
        """``ends``: the ports of SIP here and at the other end of the trunk, chosen when None."""
        ari, wss, sip_tls, sip_tls_unverified, ami, sip = free_ports(6, socket.SOCK_STREAM)
        (self.outside_port,) = free_ports(1)
        if ends:
            sip, self.outside_port = ends
        first = min(free_ports(1)[0] // 2 * 2, 65000)
        rtp_first, rtp_last = rtp or (first, first + 199)
        ports = launch.Ports(
            ari=ari,
            wss=wss,
            sip=sip,
            sip_tls=sip_tls,
            sip_tls_unverified=sip_tls_unverified,
            ami=ami,
            rtp_first=rtp_first,
            rtp_last=rtp_last,
            # 127.0.0.9 is a stranger
            trunk_match="127.0.0.1/32",
            trunk_peer=f"127.0.0.1:{self.outside_port}",
        )
        self.folder = folder
        self.gateway = launch.configure(asterisk, folder, sounds, ports)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = self.gateway.start(self.folder / "log" / "out.log")
        self.gateway.wait_booted(self.process)

    def kill(self) -> None:
        """As if the process had crashed."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def open_files(self) -> int:
        """How many file descriptors the process has, without the one by which it watches the time zone (opened once,
        when a time is first needed) and the journal that its database has open for a moment."""
        return self.counted(self.files())

    @staticmethod
    def counted(files: list[str]) -> int:
        """How many of them count."""
        return sum(name != "anon_inode:inotify" and not name.endswith("-journal") for name in files)

    def files(self) -> list[str]:
        """What the process has open; what it closes while one looks is left out."""
        assert self.process is not None
        found = []
        for each in Path(f"/proc/{self.process.pid}/fd").iterdir():
            with contextlib.suppress(FileNotFoundError):
                found.append(str(each.readlink()))
        return sorted(found)

    def described(self, name: str) -> str:
        """A file as ``files`` names it; of a socket, which kind it is and between which addresses (hexadecimal)."""
        inode = name.removeprefix("socket:[").removesuffix("]")
        if inode == name or self.process is None:
            return name
        for kind in ("tcp", "udp", "tcp6", "udp6", "unix"):
            for line in Path(f"/proc/{self.process.pid}/net/{kind}").read_text().splitlines():
                if inode in line.split():
                    return f"{kind} {line.strip()}"
        return name

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()

    def settings(self, **changes: Any) -> AsteriskSettings:
        values: dict[str, Any] = {
            "key": KEY,
            "url": self.gateway.ari_url,
            "user": self.gateway.user,
            "password": self.gateway.secret,
            "seat_profile": SeatProfile.SIP,
        }
        return AsteriskSettings(**values | changes)

    def ask(self, path: str, put: Any = None) -> Any:
        """What ARI says, by plain HTTP; an empty object for what does not exist. ``put``: what is put there."""
        login = b64encode(f"{self.gateway.user}:{self.gateway.secret}".encode()).decode()
        request = urllib.request.Request(
            f"{self.gateway.ari_url}/ari/{path}",
            data=None if put is None else json.dumps(put).encode(),
            headers={"Authorization": f"Basic {login}", "Content-Type": "application/json"},
            method="GET" if put is None else "PUT",
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return {}
            raise

    def store(self) -> RecordingStore:
        return RecordingStore(self.gateway.ari_url, self.gateway.user, self.gateway.secret)

    @property
    def url(self) -> str:
        """ARI's address with its account."""
        return self.gateway.ari_url.replace("://", f"://{self.gateway.user}:{self.gateway.secret}@")

    @property
    def server(self) -> tuple[str, int]:
        return ("127.0.0.1", self.gateway.ports.sip)

    @property
    def secure_server(self) -> tuple[str, int]:
        """SIP over TLS."""
        return ("127.0.0.1", self.gateway.ports.sip_tls)

    def messages(self) -> str:
        """Asterisk's own log."""
        return (self.folder / "log" / "messages.log").read_text(encoding="utf-8", errors="replace")


@dataclass
class Rig:
    """An adapter at work on an Asterisk, and telephones around it."""

    asterisk: AsteriskProcess
    adapter: AsteriskGateway
    events: list[GatewayEvent] = field(default_factory=list)
    phones: list[SipPhone] = field(default_factory=list)
    _seen: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _running: asyncio.Task[None] | None = None

    def report(self, event: GatewayEvent) -> None:
        self.events.append(event)
        self._news.set()

    async def connect(self) -> GatewayBack:
        self._running = asyncio.create_task(self.adapter.run(self.report))
        return await self.expect(GatewayBack)

    async def disconnect(self) -> None:
        """The engine goes away; calls stay."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    async def close(self) -> None:
        for phone in self.phones:
            phone.close()
        await self.disconnect()

    # ----------------------------------------------------------------- events

    async def expect(self, kind: type[E], within: float = 10.0, **fields: Any) -> E:
        """The next event of this kind with these fields; events before it count as seen. Raises AssertionError."""

        def fits(event: GatewayEvent) -> bool:
            return isinstance(event, kind) and all(getattr(event, name) == value for name, value in fields.items())

        try:
            async with asyncio.timeout(within):
                while True:
                    while self._seen < len(self.events):
                        event = self.events[self._seen]
                        self._seen += 1
                        if fits(event):
                            assert isinstance(event, kind)
                            return event
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"no {kind.__name__} {fields} among {self.events[-12:]}") from None

    def of(self, kind: type[E]) -> list[E]:
        return [event for event in self.events if isinstance(event, kind)]

    # ----------------------------------------------------------------- orders

    async def order(self, kind: type[GatewayOrder], **fields: Any) -> None:
        await self.orders((kind, fields))

    async def orders(self, *several: tuple[type[GatewayOrder], dict[str, Any]]) -> None:
        await self.adapter.execute([kind(gateway=KEY, **fields) for kind, fields in several])

    # ------------------------------------------------------------- telephones

    async def phone(self, name: str, password: str = "", sound: Callable[[], Sound] = Silence, **at: Any) -> SipPhone:
        phone = await SipPhone.open(name, self.asterisk.server, password=password, sound=sound, **at)
        self.phones.append(phone)
        return phone

    async def caller(self, number: str = "13800000001", to: str = "12345") -> tuple[PhoneCall, str]:
        """Someone calls in; their call and its leg."""
        phone = await self.phone(number, sound=lambda: Tone(CALLER))
        call = await phone.call(to)
        arrived = await self.expect(LegArrived, called=to)
        return call, arrived.leg

    async def seat(self, seat: str, hz: float = AGENT, answer_after: float | None = 0.05) -> SipPhone:
        """A seat with an account and a registered telephone."""
        await self.order(told.SetSeatAccount, seat=seat, secret=f"secret of {seat}")
        await self.until_known(seat)
        phone = await self.phone(seat, f"secret of {seat}", lambda: Tone(hz))
        phone.answer_after = answer_after
        await phone.register()
        await self.expect(told.SeatReachable, seat=seat, reachable=True)
        return phone

    async def until_known(self, account: str, known: bool = True) -> None:
        """Until Asterisk has (or no longer has) the account."""
        await self.until("endpoints/PJSIP", lambda found: known == (account in [each["resource"] for each in found]))

    async def until(self, path: str, settled: Callable[[Any], bool], within: float = 8.0) -> Any:
        """Ask ARI until what it says is ``settled``; that. Raises AssertionError with the last answer."""
        said = None
        for _ in range(int(within / LOOK_EVERY)):
            said = await self.ask(path)
            if settled(said):
                return said
            await asyncio.sleep(LOOK_EVERY)
        raise AssertionError(f"{path} still says {said}")

    async def logged(self, text: str, within: float = 8.0) -> str:
        """The line of Asterisk's log with ``text``; it is written a moment later. Raises AssertionError."""
        for _ in range(int(within / LOOK_EVERY)):
            for line in self.asterisk.messages().splitlines():
                if text in line:
                    return line
            await asyncio.sleep(LOOK_EVERY)
        raise AssertionError(f"not in the log: {text}")

    async def ask(self, path: str) -> Any:
        return await asyncio.to_thread(self.asterisk.ask, path)

    async def dial_seat(self, leg: str, seat: str, **fields: Any) -> None:
        values: dict[str, Any] = {"call_id": "call-1", "caller_id": "13800000001", "ring_seconds": 20.0}
        await self.order(told.DialSeat, leg=leg, seat=seat, **values | fields)

    async def agent(self, leg: str, seat: str, hz: float = AGENT, sequence: int | None = None) -> PhoneCall:
        """The agent of a seat answers as ``leg``; ``sequence``: RTP number that they begin with."""
        phone = await self.seat(seat, hz, answer_after=None)
        await self.dial_seat(leg, seat)
        ringing = await phone.incoming.get()
        if sequence is not None:
            ringing.audio.sequence = sequence
        ringing.answer()
        await self.expect(told.LegAnswered, leg=leg)
        return ringing

    async def talk(
        self, bridge: str = "call-1.b", sequence: int | None = None
    ) -> tuple[PhoneCall, str, PhoneCall, str]:
        """A caller and the agent of seat east-01 hear each other: (caller's call, leg, agent's call, leg)."""
        call, leg = await self.caller()
        await self.order(told.AnswerLeg, leg=leg)
        agent = await self.agent("call-1.a1", "east-01", AGENT, sequence)
        await self.order(told.JoinBridge, bridge=bridge, legs=(leg, "call-1.a1"))
        await call.hears(AGENT)
        await agent.hears(CALLER)
        return call, leg, agent, "call-1.a1"
