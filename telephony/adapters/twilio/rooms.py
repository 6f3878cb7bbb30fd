"""Bridges, which are Twilio's conferences: found by name, and what is announced in them.

A conference is over when the last one leaves; the next of the same name is another. So its SID is remembered only
until Twilio does not know it any more.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from telephony.adapters.twilio.rest import Refused, Rest, Unreachable

log = logging.getLogger(__name__)

LOOKS, LOOK_SECONDS = 20, 0.15
"""How often, and with which pauses, a conference is looked for into which somebody is on the way."""
LONGEST_SECONDS = 600.0
"""An announcement whose end nobody tells is over then."""


@dataclass(slots=True)
class Announcement:
    """``call``: who alone hears it, "" for all."""

    leg: str
    room: str
    call: str
    patience: asyncio.TimerHandle | None = None


class Rooms:
    """``over`` is told (leg, playback) when an announcement has ended."""

    def __init__(self, rest: Rest, silence: Callable[[], str], over: Callable[[str, str], None]) -> None:
        self._rest, self._silence, self._over = rest, silence, over
        self._sids: dict[str, str] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._announced: dict[str, Announcement] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def close(self) -> None:
        """Announce no more."""
        for announcement in self._announced.values():
            if announcement.patience:
                announcement.patience.cancel()
        for task in [*self._tasks]:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def seen(self, name: str, sid: str) -> None:
        """A conference of this name is there."""
        self._sids[name] = sid

    def ended(self, name: str, sid: str) -> None:
        """It is over."""
        if self._sids.get(name) == sid:
            del self._sids[name]

    async def within(self, name: str, ask: Callable[[str], Awaitable[None]], wanted: Callable[[], bool]) -> bool:
        """``ask`` with the conference's SID until it is done or no more ``wanted``; whether it was done. Somebody who
        is on the way in is waited for."""
        for _ in range(LOOKS):
            if not wanted():
                return False
            sid = self._sids.get(name) or await self._rest.conference(name)
            if sid:
                self._sids[name] = sid
                try:
                    await ask(sid)
                    return True
                except Refused as error:
                    log.debug("conference %s (%s): %s", name, sid, error)
                    self.ended(name, sid)
            await asyncio.sleep(LOOK_SECONDS)
        return False

    # ------------------------------------------------------------------ announcements

    def announce(self, room: str, leg: str, playback: str, url: str, call: str = "") -> None:
        """Play what is at ``url`` in ``room``: to all, or to ``call`` alone. Its end is told of ``leg``."""
        self._announced[playback] = Announcement(leg, room, call)
        self._soon(self._announce(playback, url))

    def is_announced(self, playback: str) -> bool:
        return playback in self._announced

    def stop(self, playback: str) -> None:
        """Break it off: another announcement takes its place. Its end is told at once."""
        found = self._announced.get(playback)
        if found is None:
            return
        self._finish(playback)
        self._soon(self._hush(found))

    def told(self, address: str) -> None:
        """Twilio says that the announcement at ``address`` is over."""
        self._finish(parse_qs(urlsplit(address).query).get("p", [""])[0])

    def leg_left(self, leg: str) -> None:
        """Whatever was announced to it is over."""
        for playback in [each for each, found in self._announced.items() if found.leg == leg]:
            self._finish(playback)

    async def _announce(self, playback: str, url: str) -> None:
        found = self._announced[playback]
        try:
            async with self._locks.setdefault(found.room, asyncio.Lock()):
                done = await self.within(
                    found.room,
                    lambda sid: self._play(sid, found.call, url),
                    lambda: playback in self._announced,
                )
        except Unreachable as error:
            log.error("nothing could be announced in %s: %s", found.room, error)
            done = False
        if not done:
            self._finish(playback)
        elif playback in self._announced:
            loop = asyncio.get_running_loop()
            found.patience = loop.call_later(LONGEST_SECONDS, self._finish, playback)

    async def _hush(self, found: Announcement) -> None:
        try:
            async with self._locks.setdefault(found.room, asyncio.Lock()):
                if sid := self._sids.get(found.room):
                    await self._play(sid, found.call, self._silence())
        except (Refused, Unreachable) as error:
            log.info("an announcement in %s goes on: %s", found.room, error)

    async def _play(self, sid: str, call: str, url: str) -> None:
        if call:
            await self._rest.update_participant(sid, call, announce_url=url, announce_method="GET")
        else:
            await self._rest.announce(sid, url)

    def _finish(self, playback: str) -> None:
        found = self._announced.pop(playback, None)
        if found is None:
            return
        if found.patience:
            found.patience.cancel()
        self._over(found.leg, playback)

    def _soon(self, work: "asyncio._CoroutineLike[None]") -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
