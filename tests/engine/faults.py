"""What may break in the middle of the telephone's work, each fault with the scene it breaks into, and what to count
afterwards. The tests run each once, ``make bench-faults`` twenty times."""

import asyncio
import itertools
import resource
import signal
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import astuple, dataclass

from telephony.contracts import events as tel
from telephony.contracts.commands import SeatConnection, SetReady
from telephony.sipphone import PhoneCall
from tests.engine.house import House
from tests.engine.rig import AGENT, CALLER, OTHER

AGENTS_KEY, SEAT = "east:8101", "east-01"
TALKING, WAITING = "13800010001", ("13800010002", "13800010003")
STUCK_SECONDS = 3.0
"""How long a stuck gateway is stuck: longer than it takes to be noticed."""


@dataclass(frozen=True, slots=True)
class Count:
    """What must all be zero. ``lost``: calls that were not served as they must be; ``doubled``: offers of one call to
    two agents, or of two calls to one; ``missing``: legs not begun or not ended exactly once; ``left``: channels and
    bridges still on the gateway; ``leaked``: file descriptors that it has more than before."""

    lost: int = 0
    doubled: int = 0
    missing: int = 0
    left: int = 0
    leaked: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


@dataclass(slots=True)
class Scene:
    """One caller talks with the only agent, two wait."""

    house: House
    talking: PhoneCall
    waiting: list[PhoneCall]


async def scene(house: House, waiting_callers: int) -> Scene:
    """Set it up, with so many (2 at most) waiting."""
    await house.agent(AGENTS_KEY, SEAT, AGENT)
    talking = await house.caller(TALKING, CALLER)
    await talking.hears(AGENT)
    waiting = []
    for number in WAITING[:waiting_callers]:
        waiting.append(await house.caller(number, OTHER))
        arrived = await house.expect(tel.CallArrived, caller=f"+86{number}")
        await house.expect(tel.CallQueued, call_id=arrived.call_id)
    return Scene(house, talking, waiting)


# ------------------------------------------------------------------ the faults


async def switchboard_killed(at: Scene) -> None:
    """The process dies and a new one takes over: who talks does not notice."""
    at.house.kill_switchboard()
    await at.talking.hears(AGENT)
    at.house.start_switchboard()
    await at.house.until(at.house.bus.engine_alive, "the switchboard is back")


async def standby_takes_over(at: Scene) -> None:
    """The active process dies while a standby of the same journal waits: calls that talk and wait go on, and commands
    are taken again."""
    await at.house.start_standby()
    died = asyncio.get_running_loop().time()
    at.house.kill_leader()
    await at.talking.hears(AGENT)
    await at.house.until(at.house.answers, "the standby takes commands")
    at.house.takeovers.append(asyncio.get_running_loop().time() - died)
    await at.talking.hears(AGENT)


async def redis_killed(at: Scene) -> None:
    """The bus dies and comes back empty."""
    at.house.kill_redis()
    await at.talking.hears(AGENT)
    at.house.start_redis()
    await at.house.until(lambda: bool(at.house.live(AGENTS_KEY)), "the live view is whole again")


async def both_killed(at: Scene) -> None:
    """Switchboard and bus at once: the plan comes from the disk."""
    at.house.kill_switchboard()
    at.house.kill_redis()
    await at.talking.hears(AGENT)
    at.house.start_redis()
    at.house.start_switchboard()
    await at.house.until(lambda: bool(at.house.live(AGENTS_KEY)), "the switchboard is back")


async def nobody_writes(at: Scene) -> None:
    """The database is down, so nobody takes events; meanwhile a caller comes and goes, and the bus is emptied."""
    at.house.turn_away()
    passing = await at.house.caller("13800010009", CALLER)
    await passing.answered.wait()
    at.house.kill_redis()
    at.house.start_redis()
    passing.hang_up()
    at.house.turn_back()
    arrived = await at.house.expect(tel.CallArrived, caller="+8613800010009")
    await at.house.expect(tel.CallEnded, call_id=arrived.call_id)


async def disk_full(at: Scene) -> None:
    """Nothing can be written to the journal; meanwhile a caller comes and goes."""
    process = at.house.switchboard
    assert process is not None
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    passing = await at.house.caller("13800010009", CALLER)
    arrived = await at.house.expect(tel.CallArrived, caller="+8613800010009")
    passing.hang_up()
    await at.house.expect(tel.CallEnded, call_id=arrived.call_id)
    await at.talking.hears(AGENT)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


async def gateway_stuck(at: Scene) -> None:
    """The gateway does not answer for a while; its calls go on when it does again."""
    process = at.house.asterisk.process
    assert process is not None
    process.send_signal(signal.SIGSTOP)
    try:
        await asyncio.sleep(STUCK_SECONDS)
    finally:
        process.send_signal(signal.SIGCONT)
    await at.house.until(lambda: at.house.bus.gateways() == {"gw1": True}, "the gateway is back")
    await at.talking.hears(AGENT, within=10)


async def browser_gone(at: Scene) -> None:
    """The agent's console is gone in the middle of the talk: the caller is the first whom the next agent serves."""
    await at.house.tell(SeatConnection, agent=AGENTS_KEY, connected=False)
    await at.house.expect(tel.AgentLeft, agent=AGENTS_KEY, lost=True)
    await at.house.tell(SetReady, agent=AGENTS_KEY)
    await at.house.until(lambda: len(at.house.of(tel.CallAnswered)) == 2, "answered once more")


Fault = Callable[[Scene], Awaitable[None]]
FAULTS: dict[str, Fault] = {
    "switchboard killed": switchboard_killed,
    "leader killed, standby takes over": standby_takes_over,
    "Redis killed and emptied": redis_killed,
    "switchboard and Redis killed": both_killed,
    "nobody takes events, Redis emptied": nobody_writes,
    "disk full": disk_full,
    "gateway stuck": gateway_stuck,
    "agent's browser gone": browser_gone,
}


# ------------------------------------------------------------------ afterwards


async def suffer(house: House, fault: Fault, waiting_callers: int = 2) -> Count:
    """Play the scene, let the fault happen, serve everybody in turn, and count. Whoever is not served at all makes an
    AssertionError or a TimeoutError."""
    files = house.asterisk.open_files()
    at = await scene(house, waiting_callers)
    await fault(at)
    order = [at.talking, *at.waiting]
    for served, caller in enumerate(order):
        await caller.hears(AGENT, within=12)
        caller.hang_up()
        await _free_again(house, served + 1)
    await house.until(lambda: not house.asterisk.ask("channels"), "every channel is gone")
    await house.until(lambda: _ends(house) >= len(house.of(tel.LegStarted)), "every leg is accounted for")
    return await count(house, [f"+86{number}" for number in (TALKING, *WAITING[:waiting_callers])], files)


def _ends(house: House) -> int:
    return len(house.of(tel.LegEnded))


async def _free_again(house: House, calls: int) -> None:
    """The agent's wrap-up after so many calls; then ready for the next."""

    def over() -> bool:
        return sum(event.state is tel.AgentState.WRAP_UP for event in house.of(tel.AgentChanged)) >= calls

    await house.until(over, f"wrap-up after call {calls}")
    await house.tell(SetReady, agent=AGENTS_KEY)


async def count(house: House, callers: list[str], files: int) -> Count:
    """Counts of one run; ``callers`` must have been answered once each, in this order."""
    left = len(house.asterisk.ask("channels")) + len(house.asterisk.ask("bridges"))
    try:
        await house.until(lambda: house.asterisk.open_files() <= files, "no descriptor is left open", within=5)
        leaked = 0
    except AssertionError:
        leaked = house.asterisk.open_files() - files
    return Count(lost=_lost(house, callers), doubled=_doubled(house), missing=_missing(house), left=left, leaked=leaked)


def _lost(house: House, callers: list[str]) -> int:
    """Callers who were not answered in their turn, or whose call did not end by their own hanging up."""
    numbers = {event.call_id: event.caller for event in house.of(tel.CallArrived)}
    answered: list[str] = []
    for event in house.of(tel.CallAnswered):
        if numbers[event.call_id] not in answered:
            answered.append(numbers[event.call_id])
    ended = {numbers[event.call_id]: event.reason for event in house.of(tel.CallEnded)}
    wrong_turn = sum(a != b for a, b in zip(answered, callers, strict=False))
    never = len(set(callers) - set(answered))
    badly = sum(ended.get(caller) is not tel.EndReason.CALLER_HUNG_UP for caller in callers)
    return wrong_turn + never + badly


def _doubled(house: House) -> int:
    """Offers that began while the call or the agent had another one open."""
    calls: dict[str, int] = defaultdict(int)
    agents: dict[str, int] = defaultdict(int)
    doubled = 0
    for event in house.events:
        if isinstance(event, tel.CallOffered):
            calls[event.call_id] += 1
            agents[event.agent] += 1
            doubled += calls[event.call_id] > 1 or agents[event.agent] > 1
        elif isinstance(event, tel.OfferEnded):
            calls[event.call_id] -= 1
            agents[event.agent] -= 1
    return doubled


def _missing(house: House) -> int:
    """Legs whose beginning or end was told never or more than once, and events told twice or out of order."""
    began: dict[str, int] = defaultdict(int)
    for started in house.of(tel.LegStarted):
        began[started.leg] += 1
    for over in house.of(tel.LegEnded):
        began[over.leg] -= 1
    numbers = [event.seq for event in house.events]
    disorder = sum(a >= b for a, b in itertools.pairwise(numbers))
    return sum(number != 0 for number in began.values()) + disorder
