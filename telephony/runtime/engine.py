"""The engine: one machine, its gateways, its timers, its journal.

Single-threaded: every input is journaled, handled and its effects handed on before the next one is taken.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from telephony.contracts import codec
from telephony.contracts.commands import Reply
from telephony.contracts.events import Event, QueueChanged
from telephony.contracts.gateway import Gateway, GatewayLost, GatewayOrder, Watched
from telephony.core.effects import CancelTimer, Effects, StartTimer
from telephony.core.inputs import Input, TimerFired
from telephony.core.switchboard import Switchboard

from .clock import SteadyClock
from .ending import end
from .journal import Journal
from .touched import Touched

log = logging.getLogger(__name__)

SNAPSHOT_RECORDS = 5000  # inputs after which a new segment is begun
SYNC_SECONDS = 0.05
RETRY_SECONDS, RETRY_MOST_SECONDS = 0.5, 10.0  # pauses after a snapshot that could not be written


class Pending:
    """Events that the house has not acknowledged, as (seq, bytes), oldest first."""

    def __init__(self) -> None:
        self.events: deque[tuple[int, bytes]] = deque()
        self.grown = asyncio.Event()

    def add(self, event: Event) -> None:
        self.events.append((event.seq, codec.encode(event)))
        self.grown.set()

    def acknowledge(self, seq: int) -> None:
        """Forget everything up to ``seq``."""
        while self.events and self.events[0][0] <= seq:
            self.events.popleft()

    def after(self, seq: int, ahead: int | None = None) -> list[tuple[int, bytes]]:
        """What comes after ``seq``, of the first ``ahead`` (None: of all) that are not acknowledged."""
        fresh = list(takewhile(lambda pair: pair[0] > seq, reversed(self.events)))
        fresh.reverse()
        too_many = 0 if ahead is None else max(0, len(self.events) - ahead)
        return fresh[: max(0, len(fresh) - too_many)]


class Engine:
    """Runs a Switchboard. ``on_reply`` is told every reply to a command."""

    def __init__(
        self,
        gateways: Sequence[Gateway],
        journal: Journal,
        *,
        last_seq: int = 0,
        clock: SteadyClock | None = None,
    ) -> None:
        self._gateways = {gateway.key: gateway for gateway in gateways}
        self._journal, self._clock = journal, clock or SteadyClock()
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._orders: dict[str, asyncio.Queue[list[GatewayOrder]]] = {key: asyncio.Queue() for key in self._gateways}
        self._tasks: list[asyncio.Task[None]] = []
        self.pending = Pending()
        self.queues: dict[str, QueueChanged] = {}
        self.replies: deque[Reply] = deque()
        self.replied = asyncio.Event()
        self.changed = asyncio.Event()
        self.touched = Touched()
        self.handled, self.handling_seconds = 0, 0.0
        self.born: float | None = None  # when the machine began with nothing; None: it goes on from a journal
        self.machine = self._come_back(last_seq)

    def _come_back(self, last_seq: int) -> Switchboard:
        """The machine as it was when the journal ends, or a new one whose event numbers go on."""
        snapshot, records, replay = self._journal.read()
        for body in snapshot.pending if snapshot else []:
            self.pending.add(codec.decode(body))
        known = max([last_seq, *(seq for seq, _ in self.pending.events)])
        machine = None
        if snapshot and replay:
            try:
                machine = Switchboard.restore(snapshot.machine)
            except ValueError as error:
                log.error("snapshot is of no use: %s", error)
        if machine is None:
            log.warning("no journal to go on from: the gateways' own lists will tell what is up")
            self.born = self._clock()
            machine, records = Switchboard(last_seq=known), []
        for record in records:
            self._clock.go_on_after(record.at)
            for event in machine.handle(record.given, record.at).events:
                if event.seq:
                    self.pending.add(event)
        log.info("came back with %s inputs, last event %s", len(records), machine.last_seq)
        # numbers must go on above any that were ever told, and nobody may remember them (no journal, a full disk, a
        # power cut): there are far fewer than one event a millisecond, so the time is always above
        machine.go_on_above(max(known, int(self._clock() * 1000)))
        return machine

    # ------------------------------------------------------------------ life

    def start(self) -> None:
        """Begin a new segment, arm the timers, connect the gateways."""
        self.snapshot()
        for key, up in self.machine.live_gateways().items():
            if up:  # nothing can be ordered until it is connected again
                self.take(GatewayLost(gateway=key, at=self._clock()))
        for key, due in self.machine.timers().items():
            self._arm(key, due)
        for key, gateway in self._gateways.items():
            self._tasks.append(asyncio.create_task(gateway.run(self.take), name=f"gateway-{key}"))
            self._tasks.append(asyncio.create_task(self._carry_out(gateway), name=f"orders-{key}"))
        self._tasks.append(asyncio.create_task(self._sync(), name="journal"))

    async def stop(self) -> None:
        """Stop without touching a call: what talks goes on talking."""
        await end(self._tasks)
        for handle in self._timers.values():
            handle.cancel()
        self.snapshot()
        self._journal.close()
        for gateway in self._gateways.values():
            await gateway.close()

    def failed(self) -> BaseException | None:
        """What ended one of the engine's tasks, if anything did."""
        for task in self._tasks:
            if task.done() and not task.cancelled():
                return task.exception() or RuntimeError(f"{task.get_name()} ended")
        return None

    def nodes(self) -> dict[str, dict[str, object]]:
        """Gateway key → {up, state, since, control_ms, sip_ms, why, calls, legs}: how each is, and what it carries."""
        live, load = self.machine.live_gateways(), self.machine.live_load()
        found: dict[str, dict[str, object]] = {}
        for key, gateway in self._gateways.items():
            up, (calls, legs) = live.get(key, False), load.get(key, (0, 0))
            seen = gateway.health if isinstance(gateway, Watched) else None
            found[key] = {
                "up": up,
                "state": seen.state.value if seen else "UP" if up else "DOWN",
                "since": seen.since if seen else None,
                "control_ms": seen.control_ms if seen else None,
                "sip_ms": seen.sip_ms if seen else None,
                "why": seen.why if seen else "",
                "calls": calls,
                "legs": legs,
            }
        return found

    def snapshot(self) -> None:
        """Write the whole state and begin a new segment."""
        self._journal.take_snapshot(self.machine.snapshot(), [body for _, body in self.pending.events])

    # ------------------------------------------------------------------ inputs and effects

    def take(self, given: Input) -> None:
        """Journal and handle one input, hand its effects on."""
        now = self._clock()
        self._journal.append(now, given)
        began = time.perf_counter()
        effects = self.machine.handle(given, now)
        self.handling_seconds += time.perf_counter() - began
        self.handled += 1
        self.touched.note(given, effects.events)
        self._hand_on(effects)

    def _hand_on(self, effects: Effects) -> None:
        for fault in effects.faults:
            log.error("the switchboard made a mistake: %s", fault)
        for key, orders in _by_gateway(effects.orders).items():
            if key in self._orders:
                self._orders[key].put_nowait(orders)
        for event in effects.events:
            if event.seq:
                self.pending.add(event)
            elif isinstance(event, QueueChanged):
                self.queues[event.queue] = event
        if effects.replies:
            self.replies.extend(replace(reply, seq=self.machine.last_seq) for reply in effects.replies)
            self.replied.set()
        for timer in effects.timers:
            match timer:
                case StartTimer():
                    self._arm(timer.key, timer.at)
                case CancelTimer():
                    self._disarm(timer.key)
        self.changed.set()

    def _arm(self, key: str, due: float) -> None:
        self._disarm(key)
        delay = max(0.0, due - self._clock())
        self._timers[key] = asyncio.get_running_loop().call_later(delay, self._fire, key)

    def _disarm(self, key: str) -> None:
        handle = self._timers.pop(key, None)
        if handle:
            handle.cancel()

    def _fire(self, key: str) -> None:
        self._timers.pop(key, None)
        self.take(TimerFired(key=key))

    async def _carry_out(self, gateway: Gateway) -> None:
        """Orders to one gateway, in order; what has gathered meanwhile goes in one batch."""
        waiting = self._orders[gateway.key]
        while True:
            orders = await waiting.get()
            while not waiting.empty():
                orders = orders + waiting.get_nowait()
            try:
                await gateway.execute(orders)
            except (ConnectionError, TimeoutError) as error:
                log.warning("gateway %s took no orders: %s", gateway.key, error)

    async def _sync(self) -> None:
        """Inputs to the disk 20 times a second, a snapshot now and then; after a failure with growing pauses."""
        loop, not_before, pause = asyncio.get_running_loop(), 0.0, 0.0
        while True:
            await asyncio.sleep(SYNC_SECONDS)
            due = self._journal.broken or self._journal.unstored or self._journal.records >= SNAPSHOT_RECORDS
            if due and loop.time() >= not_before:
                stored = await self._snapshot_beside()
                pause = 0.0 if stored else min(RETRY_MOST_SECONDS, max(RETRY_SECONDS, pause * 2))
                not_before = loop.time() + pause
            await asyncio.to_thread(self._journal.sync)

    async def _snapshot_beside(self) -> bool:
        """As ``snapshot``, without waiting for the disk. False when it could not be written."""
        number = self._journal.begin()
        if number is None:
            return False
        machine, pending = self.machine.snapshot(), [body for _, body in self.pending.events]
        return await asyncio.to_thread(self._journal.store, number, machine, pending)


def _by_gateway(orders: Sequence[GatewayOrder]) -> dict[str, list[GatewayOrder]]:
    sorted_out: dict[str, list[GatewayOrder]] = {}
    for order in orders:
        sorted_out.setdefault(order.gateway, []).append(order)
    return sorted_out
