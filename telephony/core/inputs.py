"""All that can be put into the switchboard. The journal is the log of these, each with its time."""

from dataclasses import dataclass

from telephony.contracts.commands import Command
from telephony.contracts.gateway import GatewayEvent
from telephony.contracts.plan import RoutingPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerFired:
    """The timer ``key`` (of a StartTimer effect) is due."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReplaced:
    """A new routing plan; ignored unless its version is higher than that of the plan in force."""

    plan: RoutingPlan


Input = GatewayEvent | Command | TimerFired | PlanReplaced
