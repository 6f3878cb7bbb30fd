"""The simulated gateway keeps the port's contract, running by the clock."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pytest

from telephony.adapters.simulated.exchange import Exchange, Manner
from telephony.adapters.simulated.gateway import SimulatedGateway
from telephony.contracts import gateway as gw
from tests.gateway_contract import FaxContract, GatewayContract, Line

E = TypeVar("E", bound=gw.GatewayEvent)


@dataclass
class SimulatedLine:
    """A line to the simulated gateway."""

    exchange: Exchange = field(default_factory=lambda: Exchange(prompt_seconds=0.02, judge_seconds=0.02))
    events: list[gw.GatewayEvent] = field(default_factory=list)
    seen: int = 0

    def __post_init__(self) -> None:
        self.news = asyncio.Event()
        self.gateway = SimulatedGateway(self.exchange)
        self.running: asyncio.Task[None] | None = None

    def report(self, event: gw.GatewayEvent) -> None:
        self.events.append(event)
        self.news.set()

    async def connect(self) -> gw.GatewayBack:
        self.running = asyncio.create_task(self.gateway.run(self.report))
        return await self.expect(gw.GatewayBack)

    async def disconnect(self) -> None:
        if self.running:
            self.running.cancel()
            await asyncio.gather(self.running, return_exceptions=True)

    async def expect(self, kind: type[E], **fields: Any) -> E:
        async with asyncio.timeout(5.0):
            while True:
                while self.seen < len(self.events):
                    event = self.events[self.seen]
                    self.seen += 1
                    if isinstance(event, kind) and all(getattr(event, k) == v for k, v in fields.items()):
                        return event
                self.news.clear()
                await self.news.wait()

    async def order(self, kind: type[gw.GatewayOrder], **fields: Any) -> None:
        await self.gateway.execute([kind(gateway=self.gateway.key, **fields)])

    async def caller(self, number: str, called: str) -> str:
        arrived = self.exchange.arrive(number, called, 0.0)
        self.gateway.tell([arrived])
        return arrived.leg

    async def reached(self, number: str, greeting: float) -> str:
        self.exchange.numbers[number] = Manner(answers_after=0.01, greets_for=0.02 if greeting else None)
        leg = f"call-{number}.o1"
        await self.order(gw.DialNumber, leg=leg, call_id="call-1", number=number, caller_id="12345", ring_seconds=9.0)
        await self.expect(gw.LegAnswered, leg=leg)
        return leg

    async def press(self, leg: str, digit: str) -> None:
        self.gateway.tell(self.exchange.press(leg, digit, 0.0))

    async def hang_up(self, leg: str) -> None:
        self.gateway.tell(self.exchange.hang_up(leg, 0.0))

    async def seat(self, seat: str, answers: bool) -> None:
        self.exchange.seats[seat] = Manner(answers_after=0.01 if answers else None)
        await self.order(gw.SetSeatAccount, seat=seat, secret="s")
        self.gateway.tell(self.exchange.register(seat, 0.0))

    async def stock(self) -> gw.GatewayBack:
        await self.disconnect()
        return await self.connect()


class TestSimulatedGateway(GatewayContract, FaxContract):
    """The contract, and what only a simulation can do."""

    @pytest.fixture
    async def line(self) -> AsyncIterator[Line]:
        line = SimulatedLine()
        await line.connect()
        yield line
        await line.disconnect()

    async def test_a_restart_loses_everything(self, line: SimulatedLine) -> None:
        await self.talk(line)
        line.exchange.restart()
        back = await line.stock()
        assert (back.legs, back.bridges, back.reachable_seats) == ((), (), ())

    async def test_closing_reports_the_loss_and_leaves_calls_up(self, line: SimulatedLine) -> None:
        await self.talk(line)
        await line.gateway.close()
        await line.expect(gw.GatewayLost)
        assert len(line.exchange.legs) == 2
