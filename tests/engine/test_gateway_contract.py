"""The Asterisk gateway keeps the port's contract."""

from dataclasses import dataclass, field
from typing import Any, TypeVar

import pytest

from telephony.adapters.asterisk import AsteriskGateway
from telephony.contracts import gateway as gw
from telephony.sipphone import PhoneCall, Speech
from tests.engine.rig import Rig
from tests.gateway_contract import FaxContract, GatewayContract, Line

E = TypeVar("E", bound=gw.GatewayEvent)


@dataclass
class AsteriskLine:
    """A line to the rig's Asterisk."""

    rig: Rig
    calls: dict[str, PhoneCall] = field(default_factory=dict)

    async def order(self, kind: type[gw.GatewayOrder], **fields: Any) -> None:
        await self.rig.order(kind, **fields)

    async def expect(self, kind: type[E], **fields: Any) -> E:
        return await self.rig.expect(kind, **fields)

    async def caller(self, number: str, called: str) -> str:
        call, leg = await self.rig.caller(number, called)
        self.calls[leg] = call
        return leg

    async def reached(self, number: str, greeting: float) -> str:
        words = [(0.0, 0.4), (300.0, 0.5)] if not greeting else [(0.0, 0.4), (300.0, greeting)]
        at = self.rig.asterisk
        phone = await self.rig.phone(f"n{number}", sound=lambda: Speech(words), port=at.outside_port)
        leg = f"call-{number}.o1"
        await self.order(gw.DialNumber, leg=leg, call_id="call-1", number=number, caller_id="12345", ring_seconds=9.0)
        call = await phone.incoming.get()
        call.answer()
        await self.expect(gw.LegAnswered, leg=leg)
        self.calls[leg] = call
        return leg

    async def press(self, leg: str, digit: str) -> None:
        self.calls[leg].press(digit)

    async def hang_up(self, leg: str) -> None:
        await self.calls[leg].answered.wait()
        self.calls[leg].hang_up()

    async def seat(self, seat: str, answers: bool) -> None:
        await self.rig.seat(seat, answer_after=0.05 if answers else None)

    async def stock(self) -> gw.GatewayBack:
        """As an engine that has just started sees it."""
        await self.rig.disconnect()
        self.rig.adapter = AsteriskGateway(self.rig.asterisk.settings())
        return await self.rig.connect()


class TestAsteriskGateway(GatewayContract, FaxContract):
    """The contract, on a real Asterisk."""

    @pytest.fixture
    def line(self, rig: Rig) -> Line:
        return AsteriskLine(rig)
