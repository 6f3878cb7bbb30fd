"""The bus in memory, for tests: a scripted engine answers commands, events are fed by hand."""

from collections.abc import Callable
from typing import Any

from telephony.contracts import codec
from telephony.contracts.commands import Command, RefusalCode, Reply
from telephony.contracts.events import Event
from telephony.contracts.plan import RoutingPlan

Engine = Callable[[Command], Reply]


def accept(command: Command) -> Reply:
    """An engine that agrees to everything."""
    return Reply(command_id=command.command_id)


class MemoryBus:
    """Implements Bus. ``engine`` None means that the engine is away."""

    def __init__(self, engine: Engine | None = accept) -> None:
        self.engine = engine
        self.commands: list[Command] = []
        self.plan: RoutingPlan | None = None
        self.acknowledged = 0
        self.born: float | None = None
        self.sign: dict[str, Any] = {}
        self.views: dict[str, dict[str, dict[str, Any]]] = {}
        self.connected: dict[str, bool] = {}
        self.watched: dict[str, dict[str, Any]] = {}
        self.in_use: dict[str, Any] = {}
        self.shut_out: list[dict[str, Any]] = []
        self.silent_trunks: dict[str, list[str]] = {}
        self.registered_trunks: dict[str, dict[str, str]] = {}
        self._events: list[Event] = []

    def submit(self, command: Command, wait: float) -> Reply:
        command = codec.decode(codec.encode(command))
        if self.engine is None:
            return Reply(command_id=command.command_id, refusal=RefusalCode.ENGINE_AWAY)
        self.commands.append(command)
        return self.engine(command)

    def publish_plan(self, plan: RoutingPlan) -> None:
        self.plan = codec.decode(codec.encode(plan))

    def plan_present(self) -> bool:
        return self.plan is not None

    def live(self, what: str) -> dict[str, dict[str, Any]]:
        return self.views.get(what, {})

    def gateways(self) -> dict[str, bool]:
        return self.connected

    def nodes(self) -> dict[str, dict[str, Any]]:
        return self.watched

    def channels(self) -> dict[str, Any]:
        return self.in_use

    def silent(self) -> dict[str, list[str]]:
        return self.silent_trunks

    def registered(self) -> dict[str, dict[str, str]]:
        return self.registered_trunks

    def shut(self) -> list[dict[str, Any]]:
        return self.shut_out

    def live_engine(self) -> dict[str, Any]:
        return self.sign

    def engine_alive(self) -> bool:
        return self.engine is not None

    def engine_born(self) -> float | None:
        return self.born

    def event_reader(self, after: int) -> "MemoryEventReader":
        return MemoryEventReader(self._events, after)

    def acknowledge(self, seq: int) -> None:
        self.acknowledged = seq

    def tell(self, *events: Event) -> None:
        """Publish events as the engine would."""
        self._events.extend(events)


class MemoryEventReader:
    """Implements EventReader."""

    def __init__(self, events: list[Event], after: int) -> None:
        self._events, self._seen, self._position = events, after, 0

    def read(self, wait: float) -> list[Event]:
        fresh = self._events[self._position :]
        self._position = len(self._events)
        taken = []
        for event in fresh:
            if event.seq == 0 or event.seq > self._seen:
                self._seen = max(self._seen, event.seq)
                taken.append(event)
        return taken
