"""How fast the router decides: 2,000 agents in 5 queues each, 3,000 callers waiting."""

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
    SeatPlan,
    TenantPlan,
)
from telephony.core import routing
from telephony.core.inputs import PlanReplaced
from telephony.core.switchboard import Switchboard

QUEUES = 20
QUEUES_EACH = 5


@dataclass(frozen=True, slots=True)
class RoutingFigures:
    """``decisions_per_second``: agent comes free, the next caller is found, both leave their lines, and come back to
    them. ``offers_per_second``: the whole switchboard, a caller leaving and another arriving included, with all events
    and orders. ``inputs_per_second``: inputs taken in that run."""

    agents: int
    waiting: int
    decisions_per_second: float
    offers_per_second: float
    inputs_per_second: float


def city(agents: int) -> RoutingPlan:
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
    )


class BusyCity:
    """All agents busy, ``waiting`` callers behind them."""

    def __init__(self, agents: int, waiting: int) -> None:
        self.machine = Switchboard(city(agents))
        self.now, self.calls, self.inputs = 0.0, 0, 0
        self.offered: list[str] = []
        seats = tuple(f"s{n}" for n in range(agents))
        self.put(gw.GatewayBack(gateway="g", at=0.0, legs=(), bridges=(), recordings=(), reachable_seats=seats))
        for n in range(agents):
            self.put(cmd.SignIn(command_id=f"i{n}", agent=f"city:{n}", seat=f"s{n}", secret="s"))
            self.put(cmd.SetReady(command_id=f"r{n}", agent=f"city:{n}"))
        for _ in range(agents + waiting):
            self.arrive()

    def put(self, given: gw.GatewayEvent | cmd.Command | PlanReplaced) -> None:
        self.now += 0.001
        self.inputs += 1
        effects = self.machine.handle(given, self.now)
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


def measure(agents: int = 2000, waiting: int = 3000, decisions: int = 20_000) -> RoutingFigures:
    """Both figures, on a city of this size."""
    busy = BusyCity(agents, waiting)
    alone = _decisions(busy, decisions)
    inputs, began = busy.inputs, time.perf_counter()
    offers = decisions // 4
    for _ in range(offers):
        busy.leave()
        busy.arrive()
    spent = time.perf_counter() - began
    return RoutingFigures(agents, waiting, alone, offers / spent, (busy.inputs - inputs) / spent)


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


if __name__ == "__main__":
    import sys

    sys.stdout.write(f"{measure()}\n")
