"""The sign of life of every console that a process serves: one for all of them, not one for each."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakKeyDictionary

from . import consoles

log = logging.getLogger(__name__)

#: agents of one sign of life
TOGETHER = 500


class Beating:
    """The consoles of one event loop, counted by agent."""

    def __init__(self) -> None:
        self.open: Counter[str] = Counter()
        self._task: asyncio.Task[None] | None = None

    async def come(self, agent_key: str) -> None:
        """A console is there; its agent is known at once."""
        self.open[agent_key] += 1
        if self._task is None:
            self._task = asyncio.create_task(self._beat())
        if self.open[agent_key] == 1:
            await _appear(agent_key)

    async def go(self, agent_key: str) -> None:
        """A console is gone; the last one of its agent here gives one last sign of life."""
        self.open[agent_key] -= 1
        if self.open[agent_key]:
            return
        del self.open[agent_key]
        if not self.open and self._task is not None:
            self._task.cancel()
            self._task = None
        await asyncio.shield(asyncio.to_thread(consoles.beat, agent_key))

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(consoles.BEAT_EVERY)
            agents = list(self.open)
            for begin in range(0, len(agents), TOGETHER):
                await _appear(*agents[begin : begin + TOGETHER])


async def _appear(*agent_keys: str) -> None:
    try:
        await asyncio.to_thread(consoles.appear, *agent_keys)
    except Exception:
        log.exception("no sign of life of %s consoles", len(agent_keys))


_beating: WeakKeyDictionary[asyncio.AbstractEventLoop, Beating] = WeakKeyDictionary()


@asynccontextmanager
async def beating(agent_key: str) -> AsyncIterator[None]:
    """While inside, a console of ``agent_key`` is there."""
    mine = _beating.setdefault(asyncio.get_running_loop(), Beating())
    coming = asyncio.create_task(mine.come(agent_key))
    try:
        yield
    finally:
        # the count is kept in the order of events: come first, then go
        await asyncio.shield(coming)
        await mine.go(agent_key)
