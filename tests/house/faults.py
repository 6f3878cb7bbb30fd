"""A process of the running house is killed in the middle of calls and cases; then everything must have happened, once.

The tests let each fault happen once, ``make bench-faults`` again and again."""

import asyncio
import itertools
import os
import signal
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import astuple, dataclass, field
from typing import Any

import aiohttp

from telephony.sipphone import PhoneCall, SipPhone, Tone
from tests.house.accounts import PATIENCE, Account, Telephonist
from tests.house.demo import Demo
from tests.house.sound import TONE_OF_AGENT, TONE_OF_CALLER

#: who dies: words of the commands of its processes
PROCESSES = {
    "web": ("daphne",),
    "worker": (" worker ",),
    "recorder": (" recorder",),
    "PostgreSQL": ("bin/postgres ",),
    "Redis": ("redis-server",),
    "switchboard": ("telephony.runtime",),
}
AT_ONCE = 3  # operators who register cases
LOOK_EVERY = 0.1  # seconds

SAVE_DRAFT = """mutation($c: String!, $d: String!, $v: Int!) {
  draftSave(callId: $c, kind: COMPLAINT, data: $d, version: $v) { draft { version data } errors { code } } }"""
REGISTER = """mutation($i: CaseInput!, $k: String!) {
  caseRegister(input: $i, key: $k) { case { number } errors { code } } }"""
CONTACTS = """query($t: String!) { contacts(text: $t) { items {
  callId caller answeredAt endedAt endReason agentNumber
  legs { leg endedAt } parts { agent outcome offeredAt answeredAt endedAt } } } }"""
CASES = """query($t: String!, $n: Int!) { cases(filter: {text: $t}, first: 100, offset: $n) { total items {
  number title messages { state } } } }"""

UNSENT = "{ outgoingMessages(state: QUEUED) { total } }"


@dataclass(frozen=True, slots=True)
class Count:
    """What must all be zero. ``lost``: callers not served to their end, or with another number of contacts than one;
    ``doubled``: offers that began while the call or the agent had one; ``missing``: legs or parts that never ended;
    ``gone``: cases or drafts that were acknowledged and are not there; ``twice``: cases made twice, or of which the
    citizen is told more or less than once."""

    lost: int = 0
    doubled: int = 0
    missing: int = 0
    gone: int = 0
    twice: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


@dataclass(slots=True)
class Desk:
    """Cases registered one after the other, each until it is acknowledged; ``made``: key → number."""

    accounts: list[Account]
    mark: str
    made: dict[str, str] = field(default_factory=dict)
    numbers: Any = field(default_factory=itertools.count)
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def register(self, account: Account) -> None:
        while not self.stop.is_set():
            key = f"{self.mark}-{next(self.numbers)}"
            given = {
                "kind": "COMPLAINT",
                "title": f"灯不亮{key}",
                "content": f"灯不亮{key}",
                "urgency": "NORMAL",
                "reporterName": "王先生",
                "reporterPhone": "13800010001",
            }
            async with asyncio.timeout(PATIENCE):
                while key not in self.made:
                    with suppress(aiohttp.ClientError, AssertionError):
                        told = await account.ask(REGISTER, i=given, k=key)
                        self.made[key] = told["caseRegister"]["case"]["number"]


@dataclass(slots=True)
class House:
    """The running demo with an agent at a seat and people at their desks; one for many faults."""

    demo: Demo
    agent: Telephonist
    supervisor: Account
    operators: list[Account]
    runs: Any = field(default_factory=lambda: itertools.count(1))
    phones: list[SipPhone] = field(default_factory=list)
    #: what was wrong, in words
    found: list[str] = field(default_factory=list)

    @classmethod
    async def open(cls, demo: Demo) -> "House":
        """Needs a demo whose seats are plain SIP telephones (ARI_SEAT_PROFILE=SIP)."""
        supervisor = Account(demo)
        await supervisor.sign_in("east.supervisor")
        operators = [Account(demo) for _ in range(AT_ONCE)]
        for operator in operators:
            await operator.sign_in("east.operator")
        agent = await Telephonist.sit_down(demo, "east.agent1", "east-01", TONE_OF_AGENT)
        return cls(demo, agent, supervisor, operators)

    def hang_up(self) -> None:
        """No citizen is on the line any more."""
        for phone in self.phones:
            for call in phone.calls.values():
                call.hang_up()
            phone.close()
        self.phones.clear()

    async def close(self) -> None:
        self.hang_up()
        await self.agent.leave()
        for account in (self.supervisor, *self.operators):
            await account.close()

    def kill(self, name: str) -> None:
        """SIGKILL."""
        pids = self.demo.processes(*PROCESSES[name])
        assert pids, f"no {name} runs"
        for pid in pids:
            os.kill(pid, signal.SIGKILL)

    async def whole(self) -> None:
        """Wait until every part says that it is well."""
        await until(lambda: _healthy(self.demo.url))

    async def caller(self, number: str) -> PhoneCall:
        phone = await SipPhone.open(number, self.demo.sip, sound=lambda: Tone(TONE_OF_CALLER))
        self.phones.append(phone)
        return await phone.call("12345", caller=number)

    async def asked(self, text: str, settled: Callable[[Any], bool], **variables: Any) -> Any:
        """What the supervisor is told once it is ``settled``; the last answer when it never is."""
        told: dict[str, Any] = {}
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not told or not settled(told):
                    await asyncio.sleep(LOOK_EVERY)
                    with suppress(aiohttp.ClientError, AssertionError):
                        told = await self.supervisor.ask(text, **variables)
        return told


async def suffer(house: House, *names: str) -> Count:
    """One citizen talks, one waits, cases are being registered: ``names`` are killed, the talk ends, another citizen
    calls. Everybody is then served. Raises AssertionError or TimeoutError when somebody never was."""
    try:
        return await _suffer(house, names)
    finally:
        house.hang_up()


async def _suffer(house: House, names: Iterable[str]) -> Count:
    run = next(house.runs)
    numbers = [f"1380001{run % 1000:03}{n}" for n in range(3)]
    await house.agent.ready()
    talking = await house.caller(numbers[0])
    call = await house.agent.talks()
    await hears(talking)
    waiting = await house.caller(numbers[1])
    await waiting.answered.wait()
    desk = Desk(house.operators, f"{os.getpid()}-{run}")
    registering = [asyncio.create_task(desk.register(each)) for each in house.operators]
    data = f'{{"title": "{desk.mark}"}}'
    await house.agent.account.ask(SAVE_DRAFT, c=call, d=data, v=0)
    await until(lambda: len(desk.made) >= AT_ONCE)

    for name in names:
        house.kill(name)
    await hears(talking)
    talking.hang_up()
    late = await house.caller(numbers[2])
    await house.whole()

    desk.stop.set()
    await asyncio.gather(*registering)
    calls = [call]
    for served in (waiting, late):
        calls.append(await house.agent.serves(besides=calls))
        await hears(served)
        served.hang_up()
        await house.agent.until("WRAP_UP")
    draft = await house.agent.account.ask(SAVE_DRAFT.replace("draftSave", "kept: draftSave"), c=call, d=data, v=1)
    count = await _calls(house, numbers) + await _cases(house, desk)
    return count + Count(gone=int(draft["kept"]["draft"]["version"] != 2))


async def hears(caller: PhoneCall) -> None:
    """Wait until the caller hears the agent, and nobody else."""
    await caller.hears(TONE_OF_AGENT, among=(TONE_OF_AGENT, TONE_OF_CALLER), within=PATIENCE)


async def _calls(house: House, numbers: Iterable[str]) -> Count:
    count, parts = Count(), []
    for number in numbers:

        def over(told: Any) -> bool:
            rows = told["contacts"]["items"]
            return bool(rows) and all(row["endedAt"] and (_all_over(row) or _of_the_demo(row)) for row in rows)

        told = (await house.asked(CONTACTS, over, t=number))["contacts"]["items"]
        rows = [row for row in told if not _of_the_demo(row)]
        served = [row for row in rows if row["answeredAt"] and row["endReason"] == "CALLER_HUNG_UP"]
        count += Count(lost=int(len(rows) != 1 or len(served) != 1), missing=sum(not _all_over(row) for row in rows))
        parts += [part for row in rows for part in row["parts"]]
        count += Count(doubled=sum(_overlap(row["parts"]) for row in rows))
        if count != Count():
            house.found.append(f"{number}: {rows}")
    return count + Count(doubled=_overlap(parts))


def _of_the_demo(row: dict[str, Any]) -> bool:
    return bool(row["callId"].startswith("demo-"))


def _all_over(row: dict[str, Any]) -> bool:
    return all(each["endedAt"] for each in (*row["legs"], *row["parts"])) and len(row["legs"]) == 1 + len(row["parts"])


def _overlap(parts: list[dict[str, Any]]) -> int:
    """Offers that began before the one before them had ended; all are one agent's, or one call's."""
    ordered = sorted(parts, key=lambda part: str(part["offeredAt"]))
    return sum(bool(a["endedAt"]) and b["offeredAt"] < a["endedAt"] for a, b in itertools.pairwise(ordered))


async def _cases(house: House, desk: Desk) -> Count:
    def settled(told: Any) -> bool:
        rows = told["cases"]["items"]
        return len(rows) >= min(100, len(desk.made)) and all(len(row["messages"]) == 1 for row in rows)

    rows: list[Any] = []
    for page in range(len(desk.made) // 100 + 1):
        rows += (await house.asked(CASES, settled, t=desk.mark, n=100 * page))["cases"]["items"]
    there = {row["number"] for row in rows}
    gone = sum(number not in there for number in desk.made.values())
    double = len(rows) - len({row["title"] for row in rows})
    return Count(gone=gone, twice=double + sum(len(row["messages"]) != 1 for row in rows))


async def untold(house: House) -> int:
    """Messages to citizens that are still not sent; one that a worker held when it died is settled after a minute."""

    def sent(told: Any) -> bool:
        return bool(told["outgoingMessages"]["total"] == 0)

    for _ in range(3):
        told = await house.asked(UNSENT, sent)
        if sent(told):
            return 0
    return int(told["outgoingMessages"]["total"])


async def until(settled: Callable[[], bool]) -> None:
    """Look until it is so. Raises TimeoutError."""
    async with asyncio.timeout(PATIENCE):
        for _ in iter(lambda: False, True):
            if await asyncio.to_thread(settled):
                return
            await asyncio.sleep(LOOK_EVERY)


def _healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=3):
            return True
    except (urllib.error.URLError, OSError):
        return False
