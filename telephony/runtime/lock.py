"""One active switchboard per city. On one machine the journal's file lock decides, across machines a lock in Redis.

Who holds the file lock of the same journal may take the Redis lock over at once: the other process is dead.
"""

import asyncio
import fcntl
import logging
import socket
from pathlib import Path
from typing import Any, TextIO

import redis.asyncio as redis
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

KEY = "hotline:engine:lock"
KEPT_MS = 5000
RENEW_EVERY = 1.0
POLL = 0.1


async def hold_journal(folder: Path) -> TextIO:
    """Wait until no other process has this journal; the returned file holds the lock until the process ends."""
    file = _opened(folder)
    waiting = False
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not waiting:
                log.info("standing by: another switchboard has the journal")
                waiting = True
            await asyncio.sleep(POLL)
        else:
            return file


def _opened(folder: Path) -> TextIO:
    folder.mkdir(parents=True, exist_ok=True)
    return (folder / "lock").open("w")


class CityLock:
    """The lock in Redis. While Redis is away an active switchboard stays active: calls go before tidiness."""

    def __init__(self, url: str, journal: Path) -> None:
        self._redis: Any = redis.Redis.from_url(url, socket_connect_timeout=2)
        self._name = f"{socket.gethostname()}:{journal.resolve()}"

    async def acquire(self) -> None:
        """Wait for the lock; at once when its holder used this very journal, or when Redis is away."""
        waiting = False
        while True:
            try:
                if await self._redis.set(KEY, self._name, nx=True, px=KEPT_MS) or await self._mine():
                    return
            except (RedisError, OSError) as error:
                log.warning("no lock, the bus is away: %s", error)
                return
            if not waiting:
                log.info("standing by: another machine's switchboard is active")
                waiting = True
            await asyncio.sleep(POLL)

    async def keep(self) -> None:
        """Renew until cancelled. Returns when another machine has taken over: this one must stop."""
        while True:
            try:
                if await self._mine():
                    await self._redis.pexpire(KEY, KEPT_MS)
                elif not await self._redis.set(KEY, self._name, nx=True, px=KEPT_MS):
                    return
            except (RedisError, OSError):
                pass
            await asyncio.sleep(RENEW_EVERY)

    async def release(self) -> None:
        """Let a standby in at once."""
        try:
            if await self._mine():
                await self._redis.delete(KEY)
        except (RedisError, OSError):
            return

    async def _mine(self) -> bool:
        holder = await self._redis.get(KEY)
        return bool(holder is not None and holder.decode() == self._name)
