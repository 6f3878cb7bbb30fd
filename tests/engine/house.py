"""A switchboard as in production — its own process, Redis, Asterisk — with SIP telephones as seats and callers."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from hotline.main.launch import embedded
from telephony.contracts import events as tel
from telephony.contracts import plan
from telephony.contracts.commands import Command, RefusalCode, Reply, SetReady, SignIn, SignOut
from telephony.facade.port import BusAway
from telephony.facade.redis_bus import RedisBus
from telephony.sipphone import PhoneCall, RegistrationRefused, SipPhone, Tone
from tests.engine.rig import AsteriskProcess

E = TypeVar("E", bound=tel.Event)
PATIENCE = 15.0  # seconds that a test waits for what must come

PLAN = plan.RoutingPlan(
    version=1,
    tenants=(plan.TenantPlan("city", True, "01"), plan.TenantPlan("east", False, "02")),
    seats=tuple(
        plan.SeatPlan(f"{tenant}-0{n}", tenant, f"0{n}", tenant != "city")
        for tenant in ("city", "east")
        for n in (1, 2, 3)
    ),
    agents=tuple(
        plan.AgentPlan(f"{tenant}:{base + n}", tenant, "1", {f"{tenant}.general": 5})  # "1": soon said
        for tenant, base in (("city", 8000), ("east", 8100))
        for n in (1, 2, 3)
    ),
    queues=(
        plan.QueuePlan(
            "city.general", "city", "general", ring_seconds=4, overflow=(plan.Overflow(1.0, "east.general"),)
        ),
        plan.QueuePlan(
            "east.general", "east", "general", ring_seconds=4, overflow=(plan.Overflow(1.0, "city.general"),)
        ),
    ),
    flows=(plan.FlowPlan("direct", 1, "q", (plan.FlowNode("q", plan.NodeKind.QUEUE, queue_role="general"),)),),
    called_numbers=(plan.CalledNumberPlan("12345", "direct"),),
    areas=(plan.AreaPlan("+861380001", "east"),),
)


class House:
    """Everything between a caller's and an agent's telephone."""

    def __init__(self, asterisk: AsteriskProcess, folder: Path, others: tuple[AsteriskProcess, ...] = ()) -> None:
        self.asterisk, self.folder = asterisk, folder
        self.nodes = (asterisk, *others)
        self.redis = embedded.redis_server(folder)
        self.redis_process: subprocess.Popen[bytes] | None = None
        self.switchboard: subprocess.Popen[bytes] | None = None
        self.standby: subprocess.Popen[bytes] | None = None
        #: seconds from the death of a leader to the first command that the standby answered
        self.takeovers: list[float] = []
        self.url = f"unix://{self.redis.socket}"
        self.bus = RedisBus(self.url)
        self.events: list[tel.Event] = []
        self.phones: list[SipPhone] = []
        self.files = 0
        self._stop = threading.Event()
        self._listening = threading.Event()
        self._listening.set()
        self._reader = threading.Thread(target=self._read, daemon=True)

    # ------------------------------------------------------------------ processes

    async def start(self) -> None:
        self.files = self.asterisk.open_files()
        self.start_redis()
        self.bus.publish_plan(PLAN)
        self.start_switchboard()
        self._reader.start()
        wanted = {f"gw{n}": True for n in range(1, len(self.nodes) + 1)}
        await self.until(lambda: self.bus.gateways() == wanted, "the switchboard is connected")

    def start_redis(self) -> None:
        self.redis_process = self.redis.start(self.folder / "redis.log")
        self.redis.wait_ready(self.redis_process)

    def kill_redis(self) -> None:
        assert self.redis_process
        self.redis_process.kill()
        self.redis_process.wait()

    def start_switchboard(self) -> None:
        self.switchboard = self._switchboard()

    async def start_standby(self) -> None:
        """A second one that waits for the same journal."""
        log = self.folder / "switchboard.log"
        already = log.read_text().count("standing by")
        self.standby = self._switchboard()
        await self.until(lambda: log.read_text().count("standing by") > already, "the standby waits")

    def kill_leader(self) -> None:
        """The active one dies; from here on the standby is the switchboard."""
        self.kill_switchboard()
        self.switchboard, self.standby = self.standby, None

    def answers(self) -> bool:
        """Does a switchboard take commands?"""
        reply = self.bus.submit(SetReady(command_id=uuid.uuid4().hex, agent="nobody"), wait=0.2)
        return reply.refusal is not RefusalCode.ENGINE_AWAY

    def _switchboard(self) -> "subprocess.Popen[bytes]":
        env = {
            **os.environ,
            "REDIS_URL": self.url,
            "ARI_URL": ",".join(node.url for node in self.nodes),
            "GATEWAY_SIP": ",".join(f"{host}:{port}" for host, port in (node.server for node in self.nodes)),
            "GATEWAY_AMI": ",".join(f"127.0.0.1:{node.gateway.ports.ami}" for node in self.nodes),
            "ARI_SEAT_PROFILE": "SIP",
            "HOTLINE_HOME": str(self.folder),
        }
        with (self.folder / "switchboard.log").open("ab") as log:
            command = [sys.executable, "-m", "telephony.runtime"]
            return subprocess.Popen(command, env=env, stdout=log, stderr=log)

    def kill_switchboard(self) -> None:
        assert self.switchboard
        self.switchboard.kill()
        self.switchboard.wait()

    def _seats(self) -> list[str]:
        """Seats that have an account on the gateway."""
        known = {seat.key for seat in PLAN.seats}
        return [each["resource"] for each in self.asterisk.ask("endpoints/PJSIP") if each["resource"] in known]

    async def close(self) -> None:
        try:
            await self._everybody_leaves()
        finally:  # what is left running would disturb every test that follows
            for phone in self.phones:
                phone.close()
            for process in filter(None, (self.standby, self.switchboard)):
                process.send_signal(signal.SIGTERM)
                await asyncio.to_thread(process.wait, 10)
        try:
            await self.until(lambda: self.asterisk.open_files() <= self.files, "the gateway has closed its files", 45)
        except AssertionError as error:
            raise AssertionError(f"{self.files} files were open before, now {self.asterisk.files()}") from error
        finally:
            self._stop.set()
            if self.redis_process:
                embedded.stop(self.redis_process, signal.SIGTERM, 5)

    async def _everybody_leaves(self) -> None:
        for phone in self.phones:
            for call in phone.calls.values():
                call.hang_up()
        await self.until(lambda: not self.asterisk.ask("channels"), "every channel is gone")
        for agent in self.bus.live("agents"):
            await asyncio.to_thread(self.command, SignOut, agent=agent)
        await self.until(lambda: not self._seats(), "no seat has an account")

    # ------------------------------------------------------------------ what the house does

    def command(self, kind: type[Command], **fields: Any) -> Reply:
        return self.bus.submit(kind(command_id=uuid.uuid4().hex, **fields), wait=5.0)

    async def tell(self, kind: type[Command], **fields: Any) -> None:
        """Give a command that must be accepted."""
        reply = await asyncio.to_thread(self.command, kind, **fields)
        assert reply.refusal is None, reply

    async def agent(self, agent: str, seat: str, hz: float, *, answer_after: float | None = 0.1) -> SipPhone:
        """Sign in with a telephone of one's own and be ready."""
        secret = uuid.uuid4().hex
        await self.tell(SignIn, agent=agent, seat=seat, secret=secret)
        phone = await SipPhone.open(seat, self.asterisk.server, password=secret, sound=lambda: Tone(hz))
        phone.answer_after = answer_after
        self.phones.append(phone)
        await self.until(lambda: bool(self.asterisk.ask(f"endpoints/PJSIP/{seat}")), "the seat's account is there")
        await self._registers(phone)
        await self.until(lambda: self.live(agent).get("reachable") is True, "the seat is reachable")
        await self.tell(SetReady, agent=agent)
        return phone

    async def _registers(self, phone: SipPhone) -> None:
        """As telephones do: again, while the gateway is still making the account."""
        for _ in range(50):
            try:
                return await phone.register()
            except RegistrationRefused:
                await asyncio.sleep(0.1)
        raise AssertionError(f"{phone.name} cannot register")

    async def caller(self, number: str, hz: float, to: str = "12345") -> PhoneCall:
        """A citizen calls."""
        phone = await SipPhone.open(number, self.asterisk.server, sound=lambda: Tone(hz))
        self.phones.append(phone)
        return await phone.call(to, caller=number)

    def live(self, agent: str) -> dict[str, Any]:
        return self.bus.live("agents").get(agent, {})

    # ------------------------------------------------------------------ events

    def _read(self) -> None:
        reader, seen = self.bus.event_reader(0), 0
        while not self._stop.is_set():
            if not self._listening.wait(0.1):
                continue
            try:
                for event in reader.read(0.1):
                    if event.seq:
                        self.events.append(event)
                        seen = event.seq
                self.bus.acknowledge(seen)
            except BusAway:
                self._stop.wait(0.05)

    def turn_away(self) -> None:
        """Nobody takes the switchboard's events any more, as while the database is down."""
        self._listening.clear()

    def turn_back(self) -> None:
        """They are taken again."""
        self._listening.set()

    def of(self, kind: type[E]) -> list[E]:
        return [event for event in self.events if isinstance(event, kind)]

    async def expect(self, kind: type[E], **fields: Any) -> E:
        """Wait for an event of ``kind`` with these fields."""

        def found() -> list[E]:
            return [e for e in self.of(kind) if all(getattr(e, name) == value for name, value in fields.items())]

        await self.until(lambda: bool(found()), f"{kind.__name__} {fields}")
        return found()[0]

    async def until(self, settled: Callable[[], bool], what: str, within: float = PATIENCE) -> None:
        """Wait for a state; fails with ``what`` and the events so far."""
        end = asyncio.get_running_loop().time() + within
        while not await asyncio.to_thread(settled):
            if asyncio.get_running_loop().time() > end:
                told = "\n".join(map(str, self.events[-40:]))
                raise AssertionError(
                    f"never came: {what}\n{told}\n{(self.folder / 'switchboard.log').read_text()[-3000:]}"
                )
            await asyncio.sleep(0.03)
