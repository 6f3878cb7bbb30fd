"""How fast the router decides: 2,000 agents in 5 queues each, 3,000 callers waiting."""

import os
import time
from dataclasses import dataclass

from telephony.contracts import commands as cmd
from telephony.contracts import gateway as gw
from telephony.contracts.events import AgentState
from telephony.contracts.plan import (
    AgentPlan,
    CalledNumberPlan,
    FlowNode,
    FlowPlan,
    NodeKind,
    QueuePlan,
    RoutingPlan,
    ScriptPlan,
    SeatPlan,
    TenantPlan,
)
from telephony.core import routing
from telephony.core.inputs import PlanReplaced, TimerFired
from telephony.core.scripting import REVIEW_SECONDS
from telephony.core.switchboard import Switchboard
from tests.load.page import write

QUEUES = 20
QUEUES_EACH = 5
AGENTS = 2000
WAITING = 3000

SCRIPT = """
def priority(call):
    score = 100 * call["priority"] + call["waited"]
    if call["role"] == "role3":
        score += 300
    if call["hour"] >= 22:
        score += 50
    return score

def choose(call, agents):
    best = agents[0]
    for agent in agents:
        if agent["level"] > best["level"]:
            best = agent
    return best["key"]
"""
PICKY = """
def priority(call):
    return call["waited"]

def choose(call, agents):
    for agent in agents:
        if agent["level"] > 9:
            return agent["key"]
    return None
"""


@dataclass(frozen=True, slots=True)
class RoutingFigures:
    """``decisions_per_second``: agent comes free, the next caller is found, both leave their lines, and come back to
    them. ``offers_per_second``: the whole switchboard, a caller leaving and another arriving included, with all events
    and orders. ``inputs_per_second``: inputs taken in that run; ``spent``: milliseconds of CPU for each, ascending."""

    decisions_per_second: float
    offers_per_second: float
    inputs_per_second: float
    spent: list[float]


def city(agents: int, script: str | None = None) -> RoutingPlan:
    """``agents`` agents, each of 5 of 20 queues."""
    return RoutingPlan(
        version=1,
        tenants=(TenantPlan("city", True, "01"),),
        seats=tuple(SeatPlan(f"s{n}", "city", str(n), False) for n in range(agents)),
        agents=tuple(
            AgentPlan(f"city:{n}", "city", str(n), {f"q{(n + k) % QUEUES}": 5 for k in range(QUEUES_EACH)})
            for n in range(agents)
        ),
        queues=tuple(QueuePlan(f"q{n}", "city", f"role{n}", wrap_up_seconds=0.0) for n in range(QUEUES)),
        flows=tuple(
            FlowPlan(f"f{n}", 1, "q", (FlowNode("q", NodeKind.QUEUE, queue_role=f"role{n}"),)) for n in range(QUEUES)
        ),
        called_numbers=tuple(CalledNumberPlan(f"{n}", f"f{n}") for n in range(QUEUES)),
        areas=(),
        script=ScriptPlan(1, script) if script else None,
    )


class BusyCity:
    """All agents busy (unless the script refuses them), ``waiting`` callers behind them."""

    def __init__(self, agents: int, waiting: int, script: str | None = None) -> None:
        self.machine = Switchboard(city(agents, script))
        self.now, self.calls = 0.0, 0
        self.spent: list[float] = []
        self.offered: list[str] = []
        seats = tuple(f"s{n}" for n in range(agents))
        self.put(gw.GatewayBack(gateway="g", at=0.0, legs=(), bridges=(), recordings=(), reachable_seats=seats))
        for n in range(agents):
            self.put(cmd.SignIn(command_id=f"i{n}", agent=f"city:{n}", seat=f"s{n}", secret="s"))
            self.put(cmd.SetReady(command_id=f"r{n}", agent=f"city:{n}"))
        for _ in range(agents + waiting):
            self.arrive()

    def put(self, given: gw.GatewayEvent | cmd.Command | PlanReplaced | TimerFired) -> None:
        self.now += 0.001
        began = time.process_time()
        effects = self.machine.handle(given, self.now)
        self.spent.append(1000 * (time.process_time() - began))
        if effects.orders:
            self.offered += [order.leg for order in effects.orders if isinstance(order, gw.DialSeat)]

    def arrive(self) -> None:
        """One more caller."""
        self.calls += 1
        self.put(
            gw.LegArrived(
                gateway="g",
                at=self.now,
                leg=f"L{self.calls}",
                caller_raw="anonymous",
                called=str(self.calls % QUEUES),
            )
        )

    def leave(self) -> None:
        """The caller whose agent has been ringing longest hangs up."""
        rung = self.offered.pop(0)
        call, _, _ = rung.rpartition(".")
        self.put(gw.LegGone(gateway="g", at=self.now, leg=call.partition("-")[2], cause=16))
        self.put(gw.LegGone(gateway="g", at=self.now, leg=rung, cause=16))


def measure(agents: int = AGENTS, waiting: int = WAITING, script: str | None = None) -> RoutingFigures:
    """All agents busy; one after the other comes free."""
    busy = BusyCity(agents, waiting, script)
    alone = _decisions(busy, 20_000)
    busy.spent.clear()
    began = time.perf_counter()
    offers = 5_000
    for _ in range(offers):
        busy.leave()
        busy.arrive()
    seconds = time.perf_counter() - began
    return RoutingFigures(alone, offers / seconds, len(busy.spent) / seconds, sorted(busy.spent))


def measure_refusing(agents: int = AGENTS, waiting: int = WAITING) -> list[float]:
    """The hardest case: everybody idle, everybody waiting, and a script that looks at all it may look at and wants
    none of them. Milliseconds of CPU for every arrival, every review of a waiting call and every agent who comes
    free."""
    busy = BusyCity(agents, 0, PICKY)
    busy.spent.clear()
    for _ in range(waiting):
        busy.arrive()
    for n in range(agents):
        busy.put(cmd.SetNotReady(command_id=f"n{n}", agent=f"city:{n}", reason="BREAK"))
        busy.put(cmd.SetReady(command_id=f"b{n}", agent=f"city:{n}"))
    busy.now += REVIEW_SECONDS
    for key in busy.machine.timers():
        if key.startswith("review:"):
            busy.put(TimerFired(key=key))
    return sorted(busy.spent)


def _decisions(busy: BusyCity, decisions: int) -> float:
    board = busy.machine._board
    lines, agents = board.lines, list(board.state.agents.values())
    states = [agent.state for agent in agents]
    began = time.perf_counter()
    for n in range(decisions):
        agent = agents[n % len(agents)]
        agent.state, agent.idle_since = AgentState.READY, busy.now + n
        ranks = board.ranks_of(agent)
        lines.add_idle(agent, ranks)
        call = routing.first_for(board, [agent])
        found = routing.choose(board, call) if call else None
        assert call and call.waiting and found and found[0] is agent
        lines.remove_idle(agent, ranks)
        lines.remove_call(call, call.waiting)
        board.state.turns += 1
        call.waiting.order = board.state.turns
        lines.add_call(call, call.waiting)
    spent = time.perf_counter() - began
    for agent, state in zip(agents, states, strict=True):
        agent.state = state
    return decisions / spent


def report() -> None:
    """The router's part of the page."""
    rows = [_row(name, measure(script=script)) for name, script in (("built-in (FIFO)", None), ("script", SCRIPT))]
    hard = measure_refusing()
    text = (
        f"{AGENTS:,} agents in {QUEUES_EACH} of {QUEUES} queues each, {WAITING:,} calls waiting, one process, "
        f"{os.cpu_count()} cores shared with whatever else ran. A decision: an agent comes free, the next call is "
        "found, both leave their lines. An offer: the whole switchboard, with a caller who leaves and one who arrives, "
        "all events and orders. Times are the CPU's for one input, as the cores are shared; rates by the clock. "
        "The script sets priorities and chooses by level."
    )
    head = [
        "| order | decisions/s | offers/s | inputs/s | p50 ms | p99 ms | longest ms |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    worst = (
        f"A script that looks at every agent it is shown and wants none, {AGENTS:,} of them idle: "
        f"p50 {_at(hard, 0.5)} ms, p99 {_at(hard, 0.99)} ms, longest {hard[-1]:.2f} ms an input."
    )
    write("routing", "Routing alone", "\n".join([text, "", *head, *rows, "", worst]))


def _row(name: str, found: RoutingFigures) -> str:
    rates = (found.decisions_per_second, found.offers_per_second, found.inputs_per_second)
    numbers = " | ".join(f"{rate:,.0f}" for rate in rates)
    return f"| {name} | {numbers} | {_at(found.spent, 0.5)} | {_at(found.spent, 0.99)} | {found.spent[-1]:.2f} |"


def _at(spent: list[float], share: float) -> str:
    return f"{spent[min(len(spent) - 1, int(share * len(spent)))]:.2f}"


if __name__ == "__main__":
    report()
