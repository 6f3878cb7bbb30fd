"""One ear in each group for a whole process: however many streams follow a group, a message to it crosses Redis, is
decoded and is turned into a view once."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

from channels.layers import get_channel_layer

log = logging.getLogger(__name__)


class Push:
    """A payload on its way to all streams of a group."""

    def __init__(self, payload: Any) -> None:
        self.payload = payload

    @cached_property
    def _views(self) -> dict[Callable[[Any], Any], Any]:
        return {}

    def read(self, how: Callable[[Any], Any]) -> Any:
        """``how(payload)``: the same object for every stream that reads it so."""
        if how not in self._views:
            self._views[how] = how(self.payload)
        return self._views[how]


class Topic:
    """A group and the streams of this event loop that follow it."""

    def __init__(self, group: str) -> None:
        self.group, self.queues = group, set[asyncio.Queue[Push]]()
        self._layer: Any = get_channel_layer()
        self._channel = ""
        #: done when we are in the group: what is told from then on is heard
        self.joined = asyncio.create_task(self._join())
        self._hearing: asyncio.Task[None] | None = None

    async def _join(self) -> None:
        self._channel = await self._layer.new_channel()
        await self._layer.group_add(self.group, self._channel)
        self._hearing = asyncio.create_task(self._hear())

    async def _hear(self) -> None:
        while True:
            message = await self._layer.receive(self._channel)
            if message["type"] == "push":
                push = Push(message["payload"])
                for queue in self.queues:
                    queue.put_nowait(push)

    async def close(self) -> None:
        """Leave the group."""
        self.joined.cancel()
        if self._hearing is not None:
            self._hearing.cancel()
            with suppress(asyncio.CancelledError):
                await self._hearing
        if self._channel:
            await self._layer.group_discard(self.group, self._channel)


_topics: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, Topic]] = WeakKeyDictionary()


@asynccontextmanager
async def following(group: str) -> AsyncIterator[asyncio.Queue[Push]]:
    """Be in ``group``; the value is the queue of what is told to it from now on."""
    topics = _topics.setdefault(asyncio.get_running_loop(), {})
    topic = topics.get(group)
    if topic is None or (topic.joined.done() and topic.joined.exception() is not None):
        topic = topics[group] = Topic(group)
    queue: asyncio.Queue[Push] = asyncio.Queue()
    topic.queues.add(queue)
    try:
        # shielded: one stream that gives up must not end the others' joining
        await asyncio.shield(topic.joined)
        yield queue
    finally:
        topic.queues.discard(queue)
        if not topic.queues:
            if topics.get(group) is topic:
                del topics[group]
            await topic.close()
