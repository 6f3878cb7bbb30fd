"""The simulated exchange behind the Gateway port, running by the clock."""

import asyncio
import time
from collections.abc import Callable, Sequence

from telephony.adapters.simulated.exchange import Exchange
from telephony.adapters.simulated.orders import carry_out
from telephony.contracts.gateway import GatewayEvent, GatewayLost, GatewayOrder


class SimulatedGateway:
    """Implements the Gateway port. ``exchange`` is what a script plays on; ``tell`` reports what the script did."""

    def __init__(self, exchange: Exchange, clock: Callable[[], float] = time.time) -> None:
        self.key = exchange.key
        self.exchange = exchange
        self._clock = clock
        self._report: Callable[[GatewayEvent], None] | None = None
        self._changed = asyncio.Event()
        self._closed = False

    async def run(self, report: Callable[[GatewayEvent], None]) -> None:
        """Report what is up, then everything that happens, until closed or cancelled."""
        self._report = report
        report(self.exchange.stock(self._clock()))
        try:
            while not self._closed:
                await self._until_due()
                self.tell(self.exchange.happen(self._clock()))
        finally:
            self._report = None

    async def _until_due(self) -> None:
        self._changed.clear()
        due = self.exchange.next_due()
        delay = None if due is None else max(0.0, due - self._clock())
        try:
            async with asyncio.timeout(delay):
                await self._changed.wait()
        except TimeoutError:
            return

    def tell(self, events: Sequence[GatewayEvent]) -> None:
        """Report events; nobody hears them while not connected."""
        if self._report:
            for event in events:
                self._report(event)
        self._changed.set()

    async def execute(self, orders: Sequence[GatewayOrder]) -> None:
        """Carry orders out, in order."""
        for order in orders:
            self.tell(carry_out(self.exchange, order, self._clock()))

    async def close(self) -> None:
        """End ``run``; calls stay up."""
        if self._report:
            self._report(GatewayLost(gateway=self.key, at=self._clock()))
        self._closed = True
        self._changed.set()
