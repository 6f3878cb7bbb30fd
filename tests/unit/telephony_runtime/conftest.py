"""A Redis that a test may kill and empty, and an engine over the simulated exchange that is served by it."""

import asyncio
import shutil
import subprocess
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import pytest

from hotline.main.launch import embedded
from telephony.adapters.simulated.exchange import Exchange, Manner
from telephony.adapters.simulated.gateway import SimulatedGateway
from telephony.contracts.commands import Command, SetReady, SignIn
from telephony.contracts.events import Event
from telephony.facade.port import BusAway
from telephony.facade.redis_bus import RedisBus, RedisEventReader
from telephony.runtime.bus import EngineBus
from telephony.runtime.engine import Engine
from telephony.runtime.journal import Journal

PATIENCE = 10.0  # seconds

E = TypeVar("E", bound=Event)


class MortalRedis:
    """A Redis of one's own; killed, it is empty when it is started again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server = embedded.redis_server(folder)
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"unix://{self._server.socket}"

    def start(self) -> None:
        self._process = self._server.start(self._folder / "redis.log")
        self._server.wait_ready(self._process)

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()


@pytest.fixture
def mortal_redis() -> Iterator[MortalRedis]:
    folder = Path(tempfile.mkdtemp(prefix="hotline-bus-"))
    redis = MortalRedis(folder)
    redis.start()
    yield redis
    redis.kill()
    shutil.rmtree(folder, ignore_errors=True)


class Recorder:
    """Reads the bus as the recorder does: everything it is given, in the order in which it came."""

    def __init__(self, bus: RedisBus, after: int = 0) -> None:
        self.events: list[Event] = []
        self._reader: RedisEventReader = bus.event_reader(after)

    def look(self) -> list[Event]:
        """All numbered events so far."""
        with suppress(BusAway):
            self.events += [event for event in self._reader.read(0.02) if event.seq]
        return self.events


class Town:
    """A switchboard in this process, over ``exchange``; may be stopped, or begun again from the disk of a moment."""

    def __init__(self, redis: MortalRedis, folder: Path) -> None:
        self.redis, self.folder = redis, folder
        self.exchange = Exchange(prompt_seconds=0.02)
        self.bus = RedisBus(redis.url)
        self.recorder = Recorder(self.bus)

    @asynccontextmanager
    async def engine(self) -> AsyncIterator[Engine]:
        """Serve; at the end stop cleanly."""
        self.gateway = SimulatedGateway(self.exchange)
        engine = Engine([self.gateway], Journal(self.folder))
        engine.start()
        serving = asyncio.create_task(EngineBus(self.redis.url, engine).run())
        try:
            yield engine
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)
            await engine.stop()

    def remember_disk(self) -> None:
        """The next engine finds the journal as it is now: as if this one were killed at this moment."""
        copy = self.folder.with_name(self.folder.name + "-then")
        shutil.copytree(self.folder, copy)
        self.folder = copy

    async def tell(self, kind: type[Command], **fields: Any) -> None:
        """Give a command that must be accepted."""
        command = kind(command_id=uuid.uuid4().hex, **fields)
        reply = await asyncio.to_thread(self.bus.submit, command, 5.0)
        assert reply.refusal is None, reply

    async def sit(self, agent: str, seat: str) -> None:
        """An agent signs in, their telephone registers, they are ready and answer at once."""
        self.exchange.seats[seat] = Manner(answers_after=0.01)
        await self.tell(SignIn, agent=agent, seat=seat, secret="s")
        await self.until(lambda: seat in self.exchange.accounts, "the account")
        self.gateway.tell(self.exchange.register(seat, time.time()))
        await self.tell(SetReady, agent=agent)

    def call(self, caller: str) -> str:
        """A citizen calls 12345; the id of their leg."""
        arrived = self.exchange.arrive(caller, "12345", time.time())
        self.gateway.tell([arrived])
        return arrived.leg

    def of(self, kind: type[E]) -> list[E]:
        """Events of ``kind`` that the recorder has seen."""
        return [event for event in self.recorder.look() if isinstance(event, kind)]

    def states(self) -> list[str]:
        """The states of the live calls as the live view tells them, in order of their ids."""
        return [row["state"] for _, row in sorted(self.bus.live("calls").items())]

    async def until(self, settled: Callable[[], object], what: str) -> None:
        """Wait for a state; the blocking bus is asked on a thread."""
        end = asyncio.get_running_loop().time() + PATIENCE
        while not await asyncio.to_thread(settled):
            assert asyncio.get_running_loop().time() < end, f"never came: {what}"
            await asyncio.sleep(0.01)


@pytest.fixture
def town(mortal_redis: MortalRedis, tmp_path: Path) -> Town:
    return Town(mortal_redis, tmp_path / "journal")
