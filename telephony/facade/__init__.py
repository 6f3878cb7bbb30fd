"""All that the rest of the house may call of the telephone.

``configure(url)`` chooses the Redis that carries it; tests plug in ``memory.MemoryBus``. Synchronous, for Django.
"""

from typing import Any

from telephony.contracts.commands import Command, Reply
from telephony.contracts.plan import RoutingPlan

from .port import Bus, BusAway, EventReader
from .redis_bus import RedisBus

__all__ = [
    "Bus",
    "BusAway",
    "EventReader",
    "acknowledge",
    "configure",
    "engine_alive",
    "engine_born",
    "event_reader",
    "live_agents",
    "live_calls",
    "live_channels",
    "live_engine",
    "live_gateways",
    "live_nodes",
    "live_queues",
    "live_registered",
    "live_shut",
    "live_silent",
    "plan_present",
    "plug",
    "publish_plan",
    "submit",
]

_bus: list[Bus] = []


def configure(redis_url: str) -> None:
    """Reach the engine by this Redis."""
    plug(RedisBus(redis_url))


def plug(bus: Bus) -> None:
    """Reach the engine by ``bus``."""
    _bus[:] = [bus]


def submit(command: Command, wait: float = 3.0) -> Reply:
    """Give a command and wait up to ``wait`` seconds; ENGINE_AWAY when no answer came. ``wait`` 0 does not wait."""
    return _bus[0].submit(command, wait)


def publish_plan(plan: RoutingPlan) -> None:
    """Replace the routing plan."""
    _bus[0].publish_plan(plan)


def plan_present() -> bool:
    """Does the bus hold a plan? (An emptied Redis does not.)"""
    return _bus[0].plan_present()


def live_agents() -> dict[str, dict[str, Any]]:
    """Agent key -> {agent, seat, tenant, state, reason, since, call_id, until, reachable}; empty without a bus."""
    return _bus[0].live("agents")


def live_queues() -> dict[str, dict[str, Any]]:
    """Queue key -> {waiting, longest_since, ready, busy}."""
    return _bus[0].live("queues")


def live_calls() -> dict[str, dict[str, Any]]:
    """Call id -> {call_id, tenants, state, caller, called, queue, since, agent}."""
    return _bus[0].live("calls")


def live_gateways() -> dict[str, bool]:
    """Gateway key -> is it connected?"""
    return _bus[0].gateways()


def live_nodes() -> dict[str, dict[str, Any]]:
    """Gateway key -> {up, state, since, control_ms, sip_ms, why, calls, legs}; empty without an engine."""
    return _bus[0].nodes()


def live_channels() -> dict[str, Any]:
    """{"channels", "taken", "uses": {use: n}, "rows": [n of each allotment of the plan]}; empty without an engine."""
    return _bus[0].channels()


def live_silent() -> dict[str, list[str]]:
    """Gateway key -> trunks whose carrier does not answer it."""
    return _bus[0].silent()


def live_registered() -> dict[str, dict[str, str]]:
    """Gateway key -> trunk -> its Registration. Not there: not known yet."""
    return _bus[0].registered()


def live_shut() -> list[dict[str, Any]]:
    """Addresses that are shut out, the newest first: {address, since, until, failures, accounts}."""
    return _bus[0].shut()


def live_engine() -> dict[str, Any]:
    """The engine's last sign of life: {at, born, calls, inputs, pending_events, …}; empty without one."""
    return _bus[0].live_engine()


def engine_alive() -> bool:
    """Has the engine given a sign of life in the last seconds?"""
    return _bus[0].engine_alive()


def engine_born() -> float | None:
    """When the engine began with nothing (epoch seconds): whoever was signed in before that is no longer."""
    return _bus[0].engine_born()


def event_reader(after: int) -> EventReader:
    """Events with a ``seq`` above ``after``, each once, without gaps."""
    return _bus[0].event_reader(after)


def acknowledge(seq: int) -> None:
    """Everything up to ``seq`` is written in the database: the engine may forget it."""
    _bus[0].acknowledge(seq)
