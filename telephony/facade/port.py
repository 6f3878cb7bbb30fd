"""What carries commands, events and the live view between the engine and the house."""

from typing import Any, Protocol

from telephony.contracts.commands import Command, Reply
from telephony.contracts.events import Event
from telephony.contracts.plan import RoutingPlan

#: names of what lies in Redis
COMMANDS = "hotline:commands"
EVENTS = "hotline:events"
ACKNOWLEDGED = "hotline:events:ack"
PLAN = "hotline:plan"
ENGINE = "hotline:live:engine"


def reply_key(command_id: str) -> str:
    """Where the reply to a command is put."""
    return f"hotline:reply:{command_id}"


def live_key(what: str) -> str:
    """The hash of a live view: "agents", "queues" or "calls"."""
    return f"hotline:live:{what}"


class BusAway(ConnectionError):
    """The bus cannot be reached now; try again."""


class EventReader(Protocol):
    """Reads events in order."""

    def read(self, wait: float) -> list[Event]:
        """The next events, or none after ``wait`` seconds. Raises BusAway."""


class Bus(Protocol):
    """The bus as the house sees it."""

    def submit(self, command: Command, wait: float) -> Reply: ...

    def publish_plan(self, plan: RoutingPlan) -> None: ...

    def plan_present(self) -> bool: ...

    def live(self, what: str) -> dict[str, dict[str, Any]]: ...

    def gateways(self) -> dict[str, bool]: ...

    def nodes(self) -> dict[str, dict[str, Any]]: ...

    def channels(self) -> dict[str, Any]: ...

    def shut(self) -> list[dict[str, Any]]: ...

    def silent(self) -> dict[str, list[str]]: ...

    def registered(self) -> dict[str, dict[str, str]]: ...

    def live_engine(self) -> dict[str, Any]: ...

    def engine_alive(self) -> bool: ...

    def engine_born(self) -> float | None: ...

    def event_reader(self, after: int) -> EventReader: ...

    def acknowledge(self, seq: int) -> None: ...
