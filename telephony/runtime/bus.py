"""The engine's side of the bus: commands in; replies, events, live view out. Redis may come back empty."""

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

import redis.asyncio as redis
from redis.exceptions import RedisError

from telephony.contracts import codec
from telephony.contracts.plan import RoutingPlan
from telephony.core.inputs import PlanReplaced
from telephony.core.views import View
from telephony.facade import port, redis_bus

from .ending import end
from .engine import Engine

log = logging.getLogger(__name__)

STALE_SECONDS = 5.0  # a command that waited longer is nobody's any more
REPLY_KEPT = 30
HEARTBEAT_EVERY, HEARTBEAT_KEPT = 1.0, 5
LIVE_EVERY = 0.2
RETRY = 0.2
KEEP_EVENTS = 200_000  # length at which the stream drops its oldest entries
AHEAD = 100_000  # events told and not acknowledged, at most: so none of them is ever dropped from the stream
BEHIND = 1000  # a recorder that is so many events behind has no use for the numbers of queues
BATCH = 200
VIEWS = ("agents", "queues", "calls")


class EngineBus:
    """Serves one engine over one Redis until cancelled."""

    def __init__(self, url: str, engine: Engine) -> None:
        self._redis: Any = redis.Redis.from_url(url, socket_connect_timeout=2, health_check_interval=15)
        self._engine = engine
        self._sent = 0
        self._views: dict[str, dict[str, str]] = {}

    async def run(self) -> None:
        """All conversations with Redis, each going on by itself after an outage."""
        works = (self._commands, self._replies, self._events, self._queues, self._live, self._heartbeat)
        tasks = [asyncio.create_task(self._forever(work), name=work.__name__) for work in works]
        try:
            await asyncio.gather(*tasks)
        finally:
            await end(tasks, again_after=0.05)  # several times before whoever ends this one asks again

    async def _forever(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        while True:
            try:
                await work()
            except (RedisError, OSError) as error:
                log.warning("bus away (%s): %s", work.__name__, error)
                await asyncio.sleep(RETRY)

    # ------------------------------------------------------------------ in

    async def _commands(self) -> None:
        body = await self._redis.get(port.PLAN)
        if body:
            self._take_plan(body)
        position = f"{int((time.time() - STALE_SECONDS) * 1000)}-0"
        while True:
            found = await self._redis.xread({port.COMMANDS: position}, count=100, block=1000)
            for _, entries in found or []:
                for at, fields in entries:
                    position = at.decode()
                    self._take(fields, int(position.partition("-")[0]) / 1000)

    def _take(self, fields: dict[bytes, bytes], given_at: float) -> None:
        plan = fields.get(redis_bus.PLAN_FIELD.encode())
        try:
            if plan:
                self._take_plan(plan)
            elif time.time() - given_at <= STALE_SECONDS:
                self._engine.take(codec.decode(fields[redis_bus.COMMAND_FIELD.encode()]))
        except (codec.UnknownType, ValueError, KeyError) as error:
            log.error("a command that cannot be read: %s", error)

    def _take_plan(self, body: bytes) -> None:
        plan: RoutingPlan = codec.decode(body)
        self._engine.take(PlanReplaced(plan=plan))

    # ------------------------------------------------------------------ out

    async def _replies(self) -> None:
        engine = self._engine
        while True:
            while engine.replies:
                reply = engine.replies[0]
                key = port.reply_key(reply.command_id)
                async with self._redis.pipeline(transaction=False) as pipe:
                    pipe.lpush(key, codec.encode(reply))
                    pipe.expire(key, REPLY_KEPT)
                    await pipe.execute()
                engine.replies.popleft()
            engine.replied.clear()
            if not engine.replies:
                await engine.replied.wait()

    async def _events(self) -> None:
        """Every event in order. Where the stream is gone, again from the last acknowledged one on."""
        pending = self._engine.pending
        while True:
            pending.grown.clear()
            if not await self._redis.exists(port.EVENTS):
                self._sent = await self._acknowledged()
                first = pending.after(self._sent)[:1]
                if first:
                    await self._add([first[0][1]], nomkstream=False)
                    self._sent = first[0][0]
            batch = pending.after(self._sent, ahead=AHEAD)[:BATCH]
            if not batch:
                await _soon(pending.grown)
            elif None not in await self._add([body for _, body in batch], nomkstream=True):
                self._sent = batch[-1][0]

    async def _add(self, bodies: list[bytes], *, nomkstream: bool) -> list[bytes | None]:
        """Write events in order; None for one that found no stream (and was not to make one)."""
        async with self._redis.pipeline(transaction=False) as pipe:
            for body in bodies:
                pipe.xadd(
                    port.EVENTS,
                    {redis_bus.EVENT_FIELD: body},
                    maxlen=KEEP_EVENTS,
                    approximate=True,
                    nomkstream=nomkstream,
                )
            written: list[bytes | None] = await pipe.execute()
        return written

    async def _acknowledged(self) -> int:
        return int(await self._redis.get(port.ACKNOWLEDGED) or 0)

    async def _queues(self) -> None:
        """Numbers of queues, the newest of each, a few times a second."""
        while True:
            await asyncio.sleep(LIVE_EVERY)
            if len(self._engine.pending.events) > BEHIND:
                self._engine.queues.clear()
            while self._engine.queues:
                key, event = next(iter(self._engine.queues.items()))
                await self._add([codec.encode(event)], nomkstream=True)
                if self._engine.queues.get(key) is event:
                    del self._engine.queues[key]

    async def _live(self) -> None:
        """Hashes of agents, queues and calls: what changed, or everything after an outage."""
        self._views = {}
        for view in VIEWS:
            await self._redis.delete(port.live_key(view))
        self._engine.touched.everything = True
        while True:
            self._engine.changed.clear()
            machine, touched = self._engine.machine, self._engine.touched.taken()
            if touched.everything:
                await self._write_view("agents", machine.live_agents())
                await self._write_view("calls", machine.live_calls())
            else:
                await self._write_rows("agents", {key: machine.live_agent(key) for key in touched.agents})
                await self._write_rows("calls", {key: machine.live_call(key) for key in touched.calls})
            await self._write_view("queues", machine.live_queues())
            await asyncio.sleep(LIVE_EVERY)
            await _soon(self._engine.changed)

    async def _write_view(self, view: str, rows: Mapping[str, View]) -> None:
        """A whole view: what is not in ``rows`` is gone."""
        gone: dict[str, View | None] = dict.fromkeys(self._views.get(view, {}).keys() - rows.keys())
        await self._write_rows(view, {**rows, **gone})

    async def _write_rows(self, view: str, rows: Mapping[str, View | None]) -> None:
        """Some rows of a view; None: gone. What Redis has already is not written."""
        known = self._views.setdefault(view, {})
        fresh = {key: json.dumps(row) for key, row in rows.items() if row is not None}
        changed = {key: row for key, row in fresh.items() if known.get(key) != row}
        gone = [key for key, row in rows.items() if row is None and key in known]
        if not changed and not gone:
            return
        async with self._redis.pipeline(transaction=False) as pipe:
            if changed:
                pipe.hset(port.live_key(view), mapping=changed)
            if gone:
                pipe.hdel(port.live_key(view), *gone)
            await pipe.execute()
        known.update(changed)
        for key in gone:
            del known[key]

    async def _heartbeat(self) -> None:
        """A sign of life; where the last one is missing, Redis was emptied and everything is written anew."""
        beaten = False
        while True:
            if beaten and not await self._redis.exists(port.ENGINE):
                log.warning("the bus was emptied: writing everything again")
                self._views = {}
                self._engine.touched.everything = True
                self._engine.changed.set()
                self._engine.pending.grown.set()
            engine = self._engine
            machine = engine.machine
            body = {
                "at": time.time(),
                "born": engine.born,
                "gateways": machine.live_gateways(),
                "nodes": engine.nodes(),
                "channels": machine.live_channels(),
                "shut": machine.live_shut(),
                "silent": machine.live_silent(),
                "registered": machine.live_registered(),
                "calls": len(self._views.get("calls", {})),
                "inputs": engine.handled,
                "input_seconds": round(engine.handling_seconds, 6),
                "pending_events": len(engine.pending.events),
            }
            await self._redis.set(port.ENGINE, json.dumps(body), ex=HEARTBEAT_KEPT)
            engine.pending.acknowledge(await self._acknowledged())
            beaten = True
            await asyncio.sleep(HEARTBEAT_EVERY)


async def _soon(event: asyncio.Event) -> None:
    """Wait for ``event``, a second at the longest."""
    # not wait_for: on Python 3.11 it loses a cancellation that comes together with the event
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(1.0):
            await event.wait()
