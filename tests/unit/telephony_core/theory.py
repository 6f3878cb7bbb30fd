"""Queueing theory to hold the router against: the FIFO multi-server recursion, Erlang C, and one pool of agents on
the stage, fed with recorded arrivals and services."""

import heapq
import math
from collections.abc import Sequence

from telephony.contracts import events as ev
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

from .stage import Stage


def waits_by_recursion(arrivals: Sequence[float], services: Sequence[float], servers: int) -> list[float]:
    """Waits in a FIFO queue with ``servers`` equal servers (Kiefer and Wolfowitz, 1955): each customer takes the
    server that is free first."""
    free = [0.0] * servers
    waits = []
    for arrival, service in zip(arrivals, services, strict=True):
        start = max(arrival, heapq.heappop(free))
        waits.append(start - arrival)
        heapq.heappush(free, start + service)
    return waits


def erlang_c(offered: float, servers: int) -> float:
    """Probability that a caller must wait; ``offered`` load in erlangs."""
    inverse_b = 1.0
    for n in range(1, servers + 1):
        inverse_b = 1.0 + inverse_b * n / offered
    blocking = 1.0 / inverse_b
    occupancy = offered / servers
    return blocking / (1.0 - occupancy * (1.0 - blocking))


def service_level(offered: float, servers: int, handling: float, within: float) -> float:
    """Share of callers answered within ``within`` seconds when calls take ``handling`` seconds on average."""
    return 1.0 - erlang_c(offered, servers) * math.exp(-(servers - offered) * within / handling)


def pool(agents: int) -> RoutingPlan:
    """One queue, ``agents`` equal agents, no wrap-up, nothing said that takes time."""
    return RoutingPlan(
        version=1,
        tenants=(TenantPlan("city", True, "01"),),
        seats=tuple(SeatPlan(f"city-{n:03}", "city", f"{n:03}", False) for n in range(agents)),
        agents=tuple(AgentPlan(f"city:{n:03}", "city", f"{n:03}", {"q": 1}) for n in range(agents)),
        queues=(QueuePlan("q", "city", "general", wrap_up_seconds=0.0, record=False),),
        flows=(FlowPlan("direct", 1, "q", (FlowNode("q", NodeKind.QUEUE, queue_role="general"),)),),
        called_numbers=(CalledNumberPlan("12345", "direct"),),
        areas=(),
    )


def waits_on_stage(arrivals: Sequence[float], services: Sequence[float], agents: int) -> list[float]:
    """Waits of the same customers in our router: agents answer at once, callers leave when served."""
    from telephony.adapters.simulated.exchange import Manner
    from telephony.contracts import commands as cmd

    stage = Stage(pool(agents), prompt_seconds=0.0)
    stage.now = 0.0
    for n in range(agents):
        stage.exchange.seats[f"city-{n:03}"] = Manner(answers_after=0.0)
        stage.command(cmd.SignIn, agent=f"city:{n:03}", seat=f"city-{n:03}", secret="s")
        stage.report(stage.exchange.register(f"city-{n:03}", stage.now))
        stage.command(cmd.SetReady, agent=f"city:{n:03}")
    return _served(stage, arrivals, services)


def _served(stage: Stage, arrivals: Sequence[float], services: Sequence[float]) -> list[float]:
    arrived: dict[str, int] = {}
    waits: dict[int, float] = {}
    leaving: list[tuple[float, str]] = []
    seen = 0
    coming = 0
    while len(waits) < len(arrivals) or leaving:
        times = [at for at in (leaving[0][0] if leaving else None,) if at is not None]
        if coming < len(arrivals):
            times.append(arrivals[coming])
        if times:
            stage.until(min(times))
        else:
            stage.wait(1.0)
        while leaving and leaving[0][0] <= stage.now:
            stage.leave(heapq.heappop(leaving)[1])
        while coming < len(arrivals) and arrivals[coming] <= stage.now:
            arrived[stage.call(f"139{coming:08}")] = coming
            coming += 1
        stage.until(stage.now)
        for event in stage.events[seen:]:
            if isinstance(event, ev.CallAnswered):
                n = arrived[event.call_id]
                waits[n] = event.waited_seconds
                heapq.heappush(leaving, (event.at + services[n], event.call_id))
        seen = len(stage.events)
    return [waits[n] for n in range(len(arrivals))]
