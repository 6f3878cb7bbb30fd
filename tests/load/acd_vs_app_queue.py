"""Our switchboard against Asterisk's own app_queue: the same Asterisk, the same agents, the same callers, one after the
other in one run. What is measured: from the caller's INVITE to the INVITE that rings an agent."""

import asyncio
import contextlib
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hotline.main.launch import embedded
from hotline.main.launch import gateway as launch
from telephony import facade
from telephony.contracts.commands import RefusalCode, SetReady, SignIn
from telephony.contracts.plan import (
    AgentPlan,
    CalledNumberPlan,
    FlowNode,
    FlowPlan,
    NodeKind,
    QueuePlan,
    RoutingPlan,
    SeatPlan,
    TenantPlan,
)
from telephony.sipphone.message import SipMessage, build, digest_answer, token
from tests.engine.rig import AsteriskProcess, free_ports
from tests.load.sipp import HOLD_SECONDS, Outcome, Sipp

RTP = (20000, 28999)
TICKS = os.sysconf("SC_CLK_TCK")
SECRET = "bench"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the result. CPU in percent of one core, over the time of full load."""

    engine: str
    rate: int
    agents: int
    outcome: Outcome
    asterisk_cpu: float
    engine_cpu: float


def seat(number: int) -> str:
    return f"city-{number:04}"


def plan(agents: int, record: bool = False) -> RoutingPlan:
    """One city, one queue, everybody in it; no wrap-up, and recorded only if asked: app_queue does neither here."""
    everyone = range(1, agents + 1)
    return RoutingPlan(
        version=1,
        tenants=(TenantPlan(key="city", is_city=True, code="01"),),
        seats=tuple(SeatPlan(key=seat(n), tenant="city", number=str(n), remote=False) for n in everyone),
        agents=tuple(
            AgentPlan(key=f"city:{n}", tenant="city", number=str(n), queues={"city.general": 5}) for n in everyone
        ),
        queues=(QueuePlan(key="city.general", tenant="city", role="general", wrap_up_seconds=0.0, record=record),),
        flows=(
            FlowPlan(
                key="direct",
                version=1,
                start="people",
                nodes=(FlowNode(key="people", kind=NodeKind.QUEUE, queue_role="general"),),
            ),
        ),
        called_numbers=(CalledNumberPlan(number="12345", flow="direct"),),
        areas=(),
    )


def run_ours(asterisk: launch.Asterisk, folder: Path, sounds: Path, rate: int, seconds: int) -> Row:
    """The switchboard's own process with Redis, journal and adapter, as in production."""
    agents = agents_for(rate)
    process = AsteriskProcess(asterisk, folder / "gateway", sounds, RTP)
    process.start()
    agent_port, caller_port = free_ports(2)
    try:
        with redis(folder) as url, switchboard(process, folder, url) as engine:
            everyone_ready(process, agents, agent_port)
            return _measure(
                "switchboard", process, engine.pid, folder, (agent_port, caller_port), rate, seconds, agents
            )
    finally:
        process.stop()


def run_app_queue(asterisk: launch.Asterisk, folder: Path, sounds: Path, rate: int, seconds: int) -> Row:
    """The same Asterisk with the queue in its dialplan."""
    agents = agents_for(rate)
    process = AsteriskProcess(asterisk, folder / "gateway", sounds, RTP)
    agent_port, caller_port = free_ports(2)
    _add_queue(process.folder / "etc", agents, agent_port)
    process.start()
    try:
        return _measure("app_queue", process, None, folder, (agent_port, caller_port), rate, seconds, agents)
    finally:
        process.stop()


def agents_for(rate: int) -> int:
    """Half as many again as are busy at a time."""
    return int(rate * HOLD_SECONDS * 1.5) + 20


# ------------------------------------------------------------------ what is measured


def _measure(
    name: str,
    process: AsteriskProcess,
    engine: int | None,
    folder: Path,
    ports: tuple[int, int],
    rate: int,
    seconds: int,
    agents: int,
) -> Row:
    sipp = Sipp(folder / "sipp", process.server, *ports)
    answering = sipp.agents()
    time.sleep(0.5)
    assert process.process is not None
    calling = sipp.callers(rate, rate * seconds)
    time.sleep(min(HOLD_SECONDS, seconds / 2))  # until as many talk as will
    before, began = (cpu_of(process.process.pid), cpu_of(engine)), time.monotonic()
    time.sleep(max(1.0, seconds - min(HOLD_SECONDS, seconds / 2)))
    after, took = (cpu_of(process.process.pid), cpu_of(engine)), time.monotonic() - began
    try:
        calling.wait(HOLD_SECONDS + 60)
    except subprocess.TimeoutExpired:
        calling.terminate()
        calling.wait()
    time.sleep(1)
    answering.terminate()
    answering.wait()
    shares = [100 * (late - early) / took for early, late in zip(before, after, strict=True)]
    return Row(name, rate, agents, sipp.outcome(rate * seconds), shares[0], shares[1])


def cpu_of(pid: int | None) -> float:
    """Processor seconds that a process has used."""
    if pid is None:
        return 0.0
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


# ------------------------------------------------------------------ our side


@contextlib.contextmanager
def redis(folder: Path) -> Iterator[str]:
    """A Redis of its own; its URL."""
    server = embedded.redis_server(folder / "home")
    running = server.start(folder / "redis.log")
    try:
        server.wait_ready(running)
        yield f"unix://{server.socket}"
    finally:
        running.terminate()
        running.wait()


@contextlib.contextmanager
def switchboard(process: AsteriskProcess, folder: Path, url: str) -> "Iterator[subprocess.Popen[bytes]]":
    """The switchboard's process, connected."""
    environment = os.environ | {
        "REDIS_URL": url,
        "ARI_URL": process.gateway.ari_url,
        "ARI_USER": process.gateway.user,
        "ARI_PASSWORD": process.gateway.secret,
        "ARI_SEAT_PROFILE": "SIP",
        "HOTLINE_HOME": str(folder / "home"),
    }
    with (folder / "switchboard.log").open("wb") as log:
        engine = subprocess.Popen([sys.executable, "-m", "telephony.runtime"], env=environment, stdout=log, stderr=log)
    facade.configure(url)
    try:
        until(facade.engine_alive, 20, "the switchboard does not start")
        yield engine
    finally:
        engine.terminate()
        engine.wait()


def everyone_ready(process: AsteriskProcess, agents: int, port: int, record: bool = False) -> None:
    """Sign all agents in, with telephones registered from ``port``, and make them ready."""
    facade.publish_plan(plan(agents, record))
    for number in range(1, agents + 1):
        _submit(SignIn(command_id=uuid.uuid4().hex, agent=f"city:{number}", seat=seat(number), secret=SECRET))
    names = {seat(number) for number in range(1, agents + 1)}
    until(lambda: names <= {each["resource"] for each in process.ask("endpoints/PJSIP")}, 30, "accounts are missing")
    asyncio.run(register(process.server, port, sorted(names)))
    for number in range(1, agents + 1):
        _submit(SetReady(command_id=uuid.uuid4().hex, agent=f"city:{number}"))


def _submit(command: SignIn | SetReady) -> None:
    """Give a command; a plan or a telephone that is not known yet gets a moment."""

    def taken() -> bool:
        return facade.submit(command).refusal in (None, RefusalCode.WRONG_STATE)

    until(taken, 20, f"refused: {command}")


def until(settled: Callable[[], bool], within: float, problem: str) -> None:
    """Look until it is so. Raises TimeoutError with ``problem``."""
    end = time.monotonic() + within
    while not settled():
        if time.monotonic() > end:
            raise TimeoutError(problem)
        time.sleep(0.05)


class _Registrar(asyncio.DatagramProtocol):
    def __init__(self) -> None:
        self.replies: asyncio.Queue[SipMessage] = asyncio.Queue()

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        with contextlib.suppress(ValueError):
            message = SipMessage.parse(data)
            if message.status >= 200:
                self.replies.put_nowait(message)


async def _answered(
    transport: asyncio.DatagramTransport, registrar: _Registrar, request: bytes, server: tuple[str, int]
) -> SipMessage:
    """The final response; the request is repeated each second. Raises TimeoutError after ten."""
    for _ in range(10):
        transport.sendto(request, server)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                while True:
                    reply = await registrar.replies.get()
                    if (
                        f"CSeq: {reply.get('cseq')}\r\n".encode() in request
                        and reply.get("call-id").encode() in request
                    ):
                        return reply
    raise TimeoutError("no answer to REGISTER")


async def register(server: tuple[str, int], port: int, names: list[str]) -> None:
    """Register every telephone from the one port where SIPp will answer for them all."""
    loop = asyncio.get_running_loop()
    transport, registrar = await loop.create_datagram_endpoint(_Registrar, local_addr=("127.0.0.1", port))
    uri = f"sip:{server[0]}:{server[1]}"
    for name in names:
        answer, call_id = "", token()
        for number in (1, 2):
            headers = [
                ("Via", f"SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bK{token()};rport"),
                ("Max-Forwards", "70"),
                ("From", f"<sip:{name}@{server[0]}>;tag={token()}"),
                ("To", f"<sip:{name}@{server[0]}>"),
                ("Call-ID", call_id),
                ("CSeq", f"{number} REGISTER"),
                ("Contact", f"<sip:{name}@127.0.0.1:{port}>"),
                ("Expires", "7200"),
                *([("Authorization", answer)] if answer else []),
            ]
            reply = await _answered(transport, registrar, build(f"REGISTER {uri} SIP/2.0", headers), server)
            if reply.status == 200:
                break
            answer = digest_answer(reply.get("www-authenticate"), "REGISTER", uri, name, SECRET)
        else:
            raise ConnectionError(f"{name} cannot register: {reply.status}")
    transport.close()


# ------------------------------------------------------------------ app_queue


def _add_queue(etc: Path, agents: int, port: int) -> None:
    """app_queue with the agents as members: longest idle first, as ours."""
    names = [seat(number) for number in range(1, agents + 1)]
    with (etc / "modules.conf").open("a") as file:
        file.write("load = app_queue.so\n")
    (etc / "extensions.conf").write_text(
        "[general]\nstatic = yes\n[from-trunk]\nexten => _X!,1,Queue(bench,,,,120)\n same => n,Hangup()\n[from-seat]\n"
    )
    (etc / "queues.conf").write_text(
        "[general]\npersistentmembers = no\nautofill = yes\nshared_lastcall = no\n[bench]\nstrategy = leastrecent\n"
        "timeout = 15\nretry = 1\nwrapuptime = 0\nringinuse = no\nmusicclass = default\nannounce-frequency = 0\n"
        + "".join(f"member => PJSIP/{name}\n" for name in names)
    )
    (etc / "queuerules.conf").write_text("[general]\n")
    with (etc / "pjsip.conf").open("a") as file:
        for name in names:
            file.write(
                f"[{name}]\ntype = endpoint\ncontext = from-seat\ndisallow = all\nallow = alaw,ulaw\naors = {name}\n"
                f"direct_media = no\n[{name}]\ntype = aor\ncontact = sip:{name}@127.0.0.1:{port}\n"
            )
