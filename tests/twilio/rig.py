"""The Twilio gateway at work on the peer: made from the environment as the switchboard makes it, its events awaited."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from telephony.contracts import gateway as gw
from telephony.runtime.__main__ import gateways
from tests.engine.rig import free_ports, make_sounds
from tests.house.twilio import Peer, Person
from tests.house.twilio.calls import Call
from tests.house.twilio.peer import Number

E = TypeVar("E", bound=gw.GatewayEvent)
KEY, FROM = "tw1", "+8612345"
CALLED = ("12345", FROM)
TELEPHONE_KIND = 1  # SOCK_STREAM


def environment(peer: Peer, folder: Path, port: int) -> dict[str, str]:
    """Twilio alone."""
    return {
        "ARI_URL": "",
        "HOTLINE_HOME": str(folder),
        "TWILIO_ACCOUNT_SID": peer.account,
        "TWILIO_AUTH_TOKEN": peer.token,
        "TWILIO_BASE_URL": peer.url,
        "TWILIO_VOICE_URL": f"http://127.0.0.1:{port}",
        "TWILIO_VOICE_LISTEN": f"127.0.0.1:{port}",
        "TWILIO_VOICE_FROM": FROM,
        "TWILIO_CALLS_PER_SECOND": "50",
    }


@dataclass
class TwilioLine:
    """A line to the peer's people through the gateway."""

    peer: Peer
    folder: Path
    port: int = field(default_factory=lambda: free_ports(1, TELEPHONE_KIND)[0])
    events: list[gw.GatewayEvent] = field(default_factory=list)
    seen: int = 0

    def __post_init__(self) -> None:
        make_sounds(self.folder / "sounds")
        self.news = asyncio.Event()
        self.running: asyncio.Task[None] | None = None
        for number in CALLED:
            url = f"http://127.0.0.1:{self.port}/voice"
            self.peer.numbers[number] = Number(f"{url}/in", f"{url}/status")
        self.gateway = self.made()

    def made(self) -> gw.Gateway:
        """As the switchboard's process makes it."""
        (gateway,) = gateways(environment(self.peer, self.folder, self.port))
        return gateway

    def report(self, event: gw.GatewayEvent) -> None:
        self.events.append(event)
        self.news.set()

    async def connect(self) -> gw.GatewayBack:
        self.running = asyncio.create_task(self.gateway.run(self.report))
        return await self.expect(gw.GatewayBack)

    async def disconnect(self) -> None:
        """The switchboard goes away; calls stay."""
        if self.running is not None:
            self.running.cancel()
            await asyncio.gather(self.running, return_exceptions=True)
        await self.gateway.close()

    # ------------------------------------------------------------------ the contract's line

    async def expect(self, kind: type[E], **fields: Any) -> E:
        try:
            async with asyncio.timeout(10.0):
                while True:
                    while self.seen < len(self.events):
                        event = self.events[self.seen]
                        self.seen += 1
                        if isinstance(event, kind) and all(getattr(event, k) == v for k, v in fields.items()):
                            return event
                    self.news.clear()
                    await self.news.wait()
        except TimeoutError:
            state = [(call.sid[-4:], call.status, call.to) for call in self.peer.calls.values()]
            told = [
                (url.partition("/voice")[2], form.get("CallStatus"), status)
                for url, form, status in self.peer.callbacks.told[-12:]
            ]
            raise AssertionError(
                f"no {kind.__name__} {fields} among {self.events[-8:]}\n{state}\n{self.peer.requests[-12:]}\n{told}"
                f"\n{self.peer.wrongs} {self.peer.notes}"
            ) from None

    async def order(self, kind: type[gw.GatewayOrder], **fields: Any) -> None:
        await self.gateway.execute([kind(gateway=KEY, **fields)])

    async def caller(self, number: str, called: str) -> str:
        self.peer.call_in(number, called)
        return (await self.expect(gw.LegArrived, called=called)).leg

    async def reached(self, number: str, greeting: float) -> str:
        self.peer.people[f"+86{number}"] = Person(greeting=greeting or None)
        leg = f"call-{number}.o1"
        await self.order(
            gw.DialNumber,
            leg=leg,
            call_id="call-1",
            number=number,
            e164=f"+86{number}",
            caller_id="12345",
            ring_seconds=9.0,
            judge=True,
        )
        await self.expect(gw.LegAnswered, leg=leg)
        return leg

    async def press(self, leg: str, digit: str) -> None:
        await self.peer.press(self.call(leg), digit)

    async def hang_up(self, leg: str) -> None:
        call = self.call(leg)
        await asyncio.wait_for(call.answered_now.wait(), 5)
        self.peer.hang_up(call)

    async def seat(self, seat: str, answers: bool) -> None:
        self.peer.people[f"client:{seat}"] = Person(answers_after=0.02 if answers else None)
        await self.order(gw.SetSeatAccount, seat=seat, secret="s")

    async def stock(self) -> gw.GatewayBack:
        """As a switchboard that has just started sees it."""
        await self.disconnect()
        self.gateway = self.made()
        return await self.connect()

    # ------------------------------------------------------------------ what the peer sees

    def call(self, leg: str) -> Call:
        """An inbound leg is its call; of the others the peer knows the address in the callbacks."""
        if leg in self.peer.calls:
            return self.peer.calls[leg]
        return next(call for call in reversed(self.peer.calls.values()) if leg in f"{call.url}{call.callback}")

    def of(self, kind: type[E]) -> list[E]:
        return [event for event in self.events if isinstance(event, kind)]

    async def until(self, settled: "asyncio.Future[bool] | Any", what: str) -> None:
        """Until the peer is so."""
        for _ in range(500):
            if settled():
                return
            await asyncio.sleep(0.02)
        raise AssertionError(
            f"never came: {what}: {self.peer.rooms} {[(c.to, c.status) for c in self.peer.calls.values()]}"
        )
