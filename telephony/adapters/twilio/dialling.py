"""Calls out: as many a second as the account may begin, each begun once, whatever becomes of the answer."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from telephony.adapters.twilio.legs import Leg
from telephony.adapters.twilio.outcomes import NETWORK_OUT_OF_ORDER
from telephony.adapters.twilio.rest import FIRST_PAUSE, MOST_PAUSE, TRIES, Refused, Rest, Unreachable

log = logging.getLogger(__name__)

CALLBACK_SECONDS = 1.0
"""How long the first callback of a call may take whose creation was not confirmed."""
INVALID_NUMBER = 28
BAD_NUMBERS = frozenset({21211, 21214, 21217, 13224})
CLOCKS_APART = 30.0  # seconds


@dataclass(slots=True)
class Slots:
    """Moments at which a call may begin, ``pause`` seconds apart at least."""

    pause: float
    _next: float = 0.0

    def take(self, now: float) -> float:
        """The next moment that is free."""
        at = max(now, self._next)
        self._next = at + self.pause
        return at


class Dialler:
    """``known``: told the SID of a leg's call; ``failed``: told that there will be none, with a Q.850 cause."""

    def __init__(
        self,
        rest: Rest,
        per_second: float,
        is_ours: Callable[[str], bool],
        known: Callable[[Leg, str], None],
        failed: Callable[[Leg, int], None],
    ) -> None:
        self._rest, self._slots = rest, Slots(1.0 / per_second)
        self._is_ours, self._known, self._failed = is_ours, known, failed
        self._tasks: set[asyncio.Task[None]] = set()

    def dial(self, leg: Leg, fields: dict[str, Any]) -> None:
        """Begin a call as soon as the rate allows."""
        leg.dialling = True
        now = time.monotonic()
        task = asyncio.create_task(self._dial(leg, fields, self._slots.take(now) - now), name=f"dial {leg.id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Begin no more."""
        for task in [*self._tasks]:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _dial(self, leg: Leg, fields: dict[str, Any], wait: float) -> None:
        try:
            await self._try(leg, fields, wait)
        finally:
            leg.dialling = False

    async def _try(self, leg: Leg, fields: dict[str, Any], wait: float) -> None:
        await asyncio.sleep(wait)
        if leg.ordered is not None:
            self._failed(leg, leg.ordered)
            return
        try:
            sid = await self._begin(leg, fields)
        except Refused as error:
            log.warning("Twilio does not call %s: %s", fields["to"], error)
            self._failed(leg, INVALID_NUMBER if error.code in BAD_NUMBERS else NETWORK_OUT_OF_ORDER)
        except Unreachable as error:
            log.error("Twilio cannot be told to call %s: %s", fields["to"], error)
            self._failed(leg, NETWORK_OUT_OF_ORDER)
        else:
            self._known(leg, sid)

    async def _begin(self, leg: Leg, fields: dict[str, Any]) -> str:
        pause, since = FIRST_PAUSE, time.time() - CLOCKS_APART
        for left in range(TRIES - 1, -1, -1):
            try:
                return await self._rest.create_call(**fields)
            except Unreachable as error:
                found = await self._look(leg, fields, since) if error.done else None
                if found:
                    return found
                if not left:
                    raise
                log.info("call to %s is begun again in %s s: %s", fields["to"], pause, error)
            await asyncio.sleep(pause)
            pause = min(MOST_PAUSE, pause * 2)
        raise AssertionError("unreachable")

    async def _look(self, leg: Leg, fields: dict[str, Any], since: float) -> str | None:
        """The call that was begun without our hearing of it: by its callback, else in Twilio's list."""
        waiting: Awaitable[bool] = leg.known.wait()
        try:
            async with asyncio.timeout(CALLBACK_SECONDS):
                await waiting
            return leg.kept.sid
        except TimeoutError:
            pass
        for seen in await self._rest.calls(to=fields["to"], from_=fields["from_"]):
            if not seen.inbound and seen.created_at >= since and not self._is_ours(seen.sid):
                return seen.sid
        return None
