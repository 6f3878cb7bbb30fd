"""The router's lines: who waits, who is idle, who is next. Keeps no facts of its own: built from the state.

Rules: waiting calls go in their turn: those that came back first, then by priority, then by arrival. Each goes to the
agent who has been idle longest (in a queue that selects by level: longest of the highest level), its own queue's agents
before those of queues it has overflowed to. Ties go by agent key. A routing script can set priorities and choose.
Lines are sorted lists: finding, entering and leaving are binary searches.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable
from typing import Protocol, TypeVar

from telephony.contracts.events import AgentState
from telephony.core.state import Agent, Waiting

IdleKey = tuple[int, float, str]
TurnKey = tuple[int, float, int, str]
Key = TypeVar("Key", IdleKey, TurnKey)

BUSY = frozenset({AgentState.RINGING, AgentState.DIALLING, AgentState.TALKING, AgentState.WRAP_UP})
USUAL_HANDLING_SECONDS = 180.0
"""Assumed for a queue in which no call has been handled yet."""


class Queued(Protocol):
    """What can wait in a line: a call, or a piece of written work."""

    id: str
    home: str
    caller: str
    called: str
    medium: str
    language: str
    business: str | None
    priority: int
    waiting: Waiting | None


def turn_of(call: Queued, waiting: Waiting) -> TurnKey:
    """Smaller is sooner."""
    return (0 if waiting.returned else 1, -waiting.priority, waiting.order, call.id)


def turn_in_line(queued: Queued) -> TurnKey:
    """The turn among calls and written work alike; of something that waits no more, the last."""
    return turn_of(queued, queued.waiting) if queued.waiting else (2, 0.0, 0, queued.id)


class Lines:
    """Sorted lines of idle agents and waiting calls per queue, and counts for the floor."""

    def __init__(self) -> None:
        self.idle: dict[str, list[IdleKey]] = {}
        self.waiting: dict[str, list[TurnKey]] = {}  # calls that agents of the queue may take
        self.own: dict[str, list[TurnKey]] = {}  # calls that wait in the queue itself
        self.ready: dict[str, int] = {}
        self.busy: dict[str, int] = {}

    # ------------------------------------------------------------------ calls

    def add_call(self, call: Queued, waiting: Waiting) -> None:
        """Let the agents of every active queue have the call in its turn."""
        turn = turn_of(call, waiting)
        insort(self.own.setdefault(waiting.queue, []), turn)
        for queue in waiting.active:
            insort(self.waiting.setdefault(queue, []), turn)

    def add_overflow(self, call: Queued, waiting: Waiting, queue: str) -> None:
        """Let the agents of one more queue have a waiting call."""
        insort(self.waiting.setdefault(queue, []), turn_of(call, waiting))

    def remove_call(self, call: Queued, waiting: Waiting) -> None:
        """The call waits no longer."""
        turn = turn_of(call, waiting)
        _discard(self.own.get(waiting.queue), turn)
        for queue in waiting.active:
            _discard(self.waiting.get(queue), turn)

    def ahead_of(self, call: Queued, waiting: Waiting) -> int:
        """Callers of the same queue who come before ``call``."""
        return bisect_left(self.own.get(waiting.queue, []), turn_of(call, waiting))

    def turns_for(self, queues: Iterable[str]) -> list[list[TurnKey]]:
        """The lines that agents of ``queues`` serve, without the empty ones."""
        return [line for queue in queues if (line := self.waiting.get(queue))]

    # ----------------------------------------------------------------- agents

    def add_idle(self, agent: Agent, ranks: dict[str, int]) -> None:
        """The agent can be offered a call. ``ranks``: by queue, who has the smaller one goes first."""
        for queue, rank in ranks.items():
            insort(self.idle.setdefault(queue, []), (rank, agent.idle_since, agent.key))

    def remove_idle(self, agent: Agent, ranks: dict[str, int]) -> None:
        """The agent cannot be offered a call; one who could not before is no error."""
        for queue, rank in ranks.items():
            _discard(self.idle.get(queue), (rank, agent.idle_since, agent.key))

    def count(self, queues: dict[str, int], state: AgentState, change: int) -> None:
        """Count an agent of ``queues`` in ``state`` in (+1) or out (-1)."""
        counts = self.ready if state is AgentState.READY else self.busy if state in BUSY else None
        if counts is not None:
            for queue in queues:
                counts[queue] = counts.get(queue, 0) + change

    def expected_delay(self, queue: str, ahead: int, handling: float) -> float | None:
        """Seconds until a call with ``ahead`` callers before it is answered, None when nobody works in the queue.

        Of n agents at work who spend h seconds on a call on average, one comes free every h / n seconds, so the call
        waits for (ahead + 1) of these intervals. Overflow makes it shorter: the estimate errs to the safe side.
        """
        staffed = self.ready.get(queue, 0) + self.busy.get(queue, 0)
        return (ahead + 1) * handling / staffed if staffed else None


def _discard(line: list[Key] | None, key: Key) -> None:
    if not line:
        return
    index = bisect_left(line, key)
    if index < len(line) and line[index] == key:
        del line[index]
