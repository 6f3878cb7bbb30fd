"""A switchboard as in production, its own process with Redis, whose only gateway is Twilio: the peer."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from hotline.main.launch import embedded
from telephony.contracts import events as tel
from telephony.contracts.commands import Command, Reply, SetReady, SignIn
from telephony.contracts.plan import CalledNumberPlan, FlowNode, FlowPlan, NodeKind
from telephony.facade.port import BusAway
from telephony.facade.redis_bus import RedisBus
from tests.engine.house import PLAN
from tests.engine.rig import free_ports, make_sounds
from tests.house.twilio import Peer, Person
from tests.house.twilio.peer import Number
from tests.twilio.rig import FROM, KEY, TELEPHONE_KIND, environment

E = TypeVar("E", bound=tel.Event)
PATIENCE = 15.0
MENU = FlowPlan(
    "twilio",
    1,
    "menu",
    (
        FlowNode("menu", NodeKind.MENU, prompts=("welcome",), choices={"0": "people"}, fallback="bye"),
        FlowNode("people", NodeKind.QUEUE, queue_role="general"),
        FlowNode("bye", NodeKind.HANG_UP),
    ),
)
TWILIO_PLAN = replace(PLAN, flows=(*PLAN.flows, MENU), called_numbers=(CalledNumberPlan(FROM, "twilio"),))


class House:
    """Everything between the peer's people and the switchboard's bus."""

    def __init__(self, peer: Peer, folder: Path) -> None:
        self.peer, self.folder = peer, folder
        (self.port,) = free_ports(1, TELEPHONE_KIND)
        make_sounds(folder / "sounds")
        peer.numbers[FROM] = Number(
            f"http://127.0.0.1:{self.port}/voice/in", f"http://127.0.0.1:{self.port}/voice/status"
        )
        self.redis = embedded.redis_server(folder)
        self.redis_process: subprocess.Popen[bytes] | None = None
        self.switchboard: subprocess.Popen[bytes] | None = None
        self.url = f"unix://{self.redis.socket}"
        self.bus = RedisBus(self.url)
        self.events: list[tel.Event] = []
        self._stop = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)

    async def start(self) -> None:
        self.redis_process = self.redis.start(self.folder / "redis.log")
        await asyncio.to_thread(self.redis.wait_ready, self.redis_process)
        self.bus.publish_plan(TWILIO_PLAN)
        self.start_switchboard()
        self._reader.start()
        await self.until(lambda: self.bus.gateways() == {KEY: True}, "the switchboard is connected")

    def start_switchboard(self) -> None:
        env = {**os.environ, "REDIS_URL": self.url, **environment(self.peer, self.folder, self.port)}
        with (self.folder / "switchboard.log").open("ab") as log:
            command = [sys.executable, "-m", "telephony.runtime"]
            self.switchboard = subprocess.Popen(command, env=env, stdout=log, stderr=log)

    async def kill_switchboard(self) -> None:
        assert self.switchboard
        self.switchboard.kill()
        await asyncio.to_thread(self.switchboard.wait)

    async def close(self) -> None:
        self._stop.set()
        if self._reader.is_alive():
            await asyncio.to_thread(self._reader.join)
        if self.switchboard and self.switchboard.poll() is None:
            self.switchboard.send_signal(signal.SIGTERM)
            await asyncio.to_thread(self.switchboard.wait, 10)
        if self.redis_process:
            await asyncio.to_thread(embedded.stop, self.redis_process, signal.SIGTERM, 5)

    # ------------------------------------------------------------------ what the house does

    def _command(self, kind: type[Command], **fields: Any) -> Reply:
        return self.bus.submit(kind(command_id=uuid.uuid4().hex, **fields), wait=5.0)

    async def tell(self, kind: type[Command], **fields: Any) -> None:
        """Give a command that must be accepted."""
        reply = await asyncio.to_thread(self._command, kind, **fields)
        assert reply.refusal is None, reply

    async def agent(self, agent: str, seat: str) -> Person:
        """Sign in, with a browser that answers, and be ready."""
        self.peer.people[f"client:{seat}"] = person = Person(answers_after=0.1)
        await self.tell(SignIn, agent=agent, seat=seat, secret=uuid.uuid4().hex)
        await self.until(lambda: self.live(agent).get("reachable") is True, "the seat is reachable")
        await self.tell(SetReady, agent=agent)
        return person

    def live(self, agent: str) -> dict[str, Any]:
        return self.bus.live("agents").get(agent, {})

    def _read(self) -> None:
        reader, seen = self.bus.event_reader(0), 0
        while not self._stop.is_set():
            try:
                for event in reader.read(0.1):
                    if event.seq:
                        self.events.append(event)
                        seen = event.seq
                self.bus.acknowledge(seen)
            except BusAway:
                self._stop.wait(0.05)

    def of(self, kind: type[E]) -> list[E]:
        return [event for event in self.events if isinstance(event, kind)]

    async def expect(self, kind: type[E], **fields: Any) -> E:
        def found() -> list[E]:
            return [e for e in self.of(kind) if all(getattr(e, name) == value for name, value in fields.items())]

        await self.until(lambda: bool(found()), f"{kind.__name__} {fields}")
        return found()[0]

    async def until(self, settled: Callable[[], bool], what: str, within: float = PATIENCE) -> None:
        """Wait for a state; fails with ``what`` and the events so far."""
        end = asyncio.get_running_loop().time() + within
        while not await asyncio.to_thread(settled):
            if asyncio.get_running_loop().time() > end:
                told = "\n".join(map(str, self.events[-20:]))
                log = (self.folder / "switchboard.log").read_text()[-3000:]
                raise AssertionError(
                    f"never came: {what}\n{told}\n{self.peer.requests[-20:]}\n{self.peer.notes}\n{log}"
                )
            await asyncio.sleep(0.03)
