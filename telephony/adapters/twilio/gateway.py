"""The Twilio gateway: serves Twilio's webhooks, tells Twilio what legs are to do, reports what happens.

Every leg is a call of its own and every bridge a conference; so whoever talks goes on talking while this process is
away. See docs/twilio.md.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack

from telephony.adapters.twilio.books import Books
from telephony.adapters.twilio.dialling import Dialler
from telephony.adapters.twilio.hearing import Hearing
from telephony.adapters.twilio.legs import Leg, Legs
from telephony.adapters.twilio.memory import Memory
from telephony.adapters.twilio.orders import Clerk, Desk, undeliverable
from telephony.adapters.twilio.recordings import Recordings
from telephony.adapters.twilio.rest import Refused, Rest, Unreachable
from telephony.adapters.twilio.rooms import Rooms
from telephony.adapters.twilio.server import Webhooks
from telephony.adapters.twilio.settings import TwilioSettings
from telephony.adapters.twilio.sounds import Sounds
from telephony.adapters.twilio.steering import Steering
from telephony.adapters.twilio.stock import Stock
from telephony.adapters.twilio.twiml import Documents
from telephony.contracts import gateway as gw

log = logging.getLogger(__name__)

SILENCES = 3
"""So many probes in a row without an answer: Twilio is away."""
RETRY_FIRST, RETRY_MOST = 0.5, 5.0
READY_SECONDS = 8.0
"""A webhook waits so long for us to be ready; Twilio waits 15 s."""
RECONCILE_PROBES = 8
"""After so many probes Twilio's list is compared with ours: callbacks may be lost."""

Report = Callable[[gw.GatewayEvent], None]


class TwilioGateway:
    """Implements Gateway and Watched."""

    def __init__(self, settings: TwilioSettings) -> None:
        self.key = settings.key
        self._settings = settings
        self._documents = Documents(settings.url)
        self._sounds = Sounds(settings.sounds, settings.recordings, settings.token)
        self._legs = Legs()
        self._report: Report | None = None
        self._open = asyncio.Event()  # up: GatewayBack was told
        self._closing = asyncio.Event()
        self._health = gw.NodeHealth(gw.NodeState.DOWN, time.time())

    @property
    def health(self) -> gw.NodeHealth:
        return self._health

    # ------------------------------------------------------------------ life

    async def run(self, report: Report) -> None:
        """Serve until cancelled or closed; calls stay as they are."""
        self._report = report
        async with AsyncExitStack() as stack:
            self._memory = Memory(self._settings.folder)
            stack.callback(self._memory.close)
            self._rest = Rest(self._settings)
            stack.push_async_callback(self._rest.close)
            hearing = self._furnish(stack)
            await stack.enter_async_context(Webhooks(self._settings, self._sounds, hearing))
            stack.callback(self._let_go)
            pause = RETRY_FIRST
            while not self._closing.is_set():
                pause = RETRY_FIRST if await self._session() else min(RETRY_MOST, pause * 2)
                await asyncio.sleep(pause)

    def _furnish(self, stack: AsyncExitStack) -> Hearing:
        settings, legs = self._settings, self._legs
        self._books = Books(self.key, legs, self._memory, self._tell, self._leg_is_gone)
        self._rooms = Rooms(
            self._rest,
            lambda: settings.url + self._sounds.silence(),
            lambda leg, name: self._clerk.playback_over(leg, name),
        )
        self._recordings = Recordings(
            self._rest, self._documents, self._memory, legs, settings.recordings, self._recording_over
        )
        self._dialler = Dialler(
            self._rest,
            settings.calls_per_second,
            lambda sid: legs.by_sid(sid) is not None or sid in legs.gone,
            self._books.known,
            self._books.gone_with,
        )
        self._steering = Steering(
            self._rest,
            self._documents,
            self._rooms,
            legs,
            self._memory,
            self._documents.address("status"),
            self._books.gone,
        )
        self._clerk = Clerk(
            Desk(
                settings,
                legs,
                self._memory,
                self._sounds,
                self._documents,
                self._rooms,
                self._recordings,
                self._dialler,
                self._tell,
                self._steering.begin,
                self._books.gone_with,
            )
        )
        self._stock = Stock(self._rest, legs, self._memory, settings)
        for closing in (self._rooms.close, self._recordings.close, self._dialler.close, self._end_steering):
            stack.push_async_callback(closing)
        return Hearing(
            self.key,
            legs,
            self._memory,
            self._documents,
            self._steering,
            self._clerk,
            self._rooms,
            self._recordings,
            self._books,
            self._ready,
            self._tell,
        )

    def _let_go(self) -> None:
        """Nobody is asked any more: webhooks that wait are answered, so that Twilio asks whoever comes next."""
        self._open.clear()
        self._closing.set()
        for leg in self._legs.up.values():
            leg.changed.set()

    async def _end_steering(self) -> None:
        tasks = [leg.task for leg in self._legs.up.values() if leg.task]
        for leg in self._legs.up.values():
            if leg.patience:
                leg.patience.cancel()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def close(self) -> None:
        """End ``run``; calls stay up."""
        self._let_go()

    async def execute(self, orders: Sequence[gw.GatewayOrder]) -> None:
        """Note the orders; whoever steers the legs carries them out."""
        for order in orders:
            if self._open.is_set():
                self._clerk.take(order)
            else:
                for event in undeliverable(self.key, order):
                    self._tell(event)

    # ------------------------------------------------------------------ a session

    async def _session(self) -> bool:
        """From taking stock until Twilio is away; whether it was there at all."""
        try:
            back = await self._stock.take(self._recordings.running())
        except (Refused, Unreachable) as error:
            log.warning("Twilio cannot be reached: %s", error)
            self._note(gw.NodeState.DOWN, str(error))
            return False
        for leg in self._legs.up.values():
            if leg.task is None:
                self._steering.begin(leg)
        self._note(gw.NodeState.UP, "")
        self._tell(back)
        self._open.set()
        self._recordings.take_up()
        try:
            await self._watch()
        finally:
            self._open.clear()
            self._tell(gw.GatewayLost(gateway=self.key, at=time.time()))
        return True

    async def _watch(self) -> None:
        """Return when Twilio does not answer any more."""
        silences, probes = 0, 0
        while silences < SILENCES:
            await asyncio.sleep(self._settings.probe_every)
            began = time.perf_counter()
            try:
                await self._rest.probe()
                probes += 1
                if probes % RECONCILE_PROBES == 0:
                    for leg, status in await self._stock.lost():
                        self._books.gone(leg, status)
            except (Refused, Unreachable) as error:
                silences += 1
                self._note(gw.NodeState.STUCK, str(error))
                continue
            silences = 0
            self._note(gw.NodeState.UP, "", time.perf_counter() - began)

    def _note(self, state: gw.NodeState, why: str, seconds: float | None = None) -> None:
        before = self._health
        since = before.since if before.state is state else time.time()
        self._health = gw.NodeHealth(state, since, None if seconds is None else round(seconds * 1000, 1), None, why)

    def _tell(self, event: gw.GatewayEvent) -> None:
        if self._report:
            self._report(event)

    async def _ready(self) -> bool:
        """Wait until stock has been taken."""
        try:
            async with asyncio.timeout(READY_SECONDS):
                await self._open.wait()
        except TimeoutError:
            return False
        return not self._closing.is_set()

    def _recording_over(self, name: str, seconds: float, failed: bool) -> None:
        event = gw.RecordingEnded(gateway=self.key, at=time.time(), name=name, seconds=seconds, failed=failed)
        self._tell(event)

    def _leg_is_gone(self, leg: Leg) -> None:
        self._rooms.leg_left(leg.id)
        self._recordings.leg_is_gone(leg)
