"""The agent who knows the caller: whoever talked with them last is waited for a little, where the queue says so.
Written work can name them itself, and how long they are waited for.

Meanwhile the call keeps its turn and nobody else is offered it. An agent who cannot take calls soon (not ready, signed
out, another queue) is not waited for. A script that chooses agents decides by itself: it is told ``last_agent``.
"""

from telephony.contracts.events import AgentState
from telephony.core.acd import BUSY, Queued
from telephony.core.board import Board
from telephony.core.state import Agent, LastTalk, Waiting, WorkItem

REMEMBERED_SECONDS = 3 * 86_400.0
MOST_REMEMBERED = 20_000
"""Callers remembered, the most recent ones."""
SOON = BUSY | {AgentState.READY}


def remember(board: Board, call: Queued, agent: str, queue: str) -> None:
    """``agent`` has talked with the caller; kept only where it will be asked for."""
    chooses = board.script is not None and board.script.has_choose
    if not call.caller or not (chooses or board.queue(queue).preferred_wait_seconds > 0):
        return
    known = board.state.last_talks
    known.pop(call.caller, None)
    known[call.caller] = LastTalk(agent=agent, at=board.now)
    while len(known) > MOST_REMEMBERED:
        del known[next(iter(known))]


def last_agent(board: Board, call: Queued) -> str | None:
    """Who talked with the caller last, if that is not too long ago; whom written work names."""
    if isinstance(call, WorkItem) and call.knows:
        return call.knows
    talk = board.state.last_talks.get(call.caller) if call.caller else None
    return talk.agent if talk and board.now - talk.at <= REMEMBERED_SECONDS else None


def begin(board: Board, call: Queued, waiting: Waiting) -> None:
    """A call that enters a queue: wait for the agent who knows the caller, for as long as the queue says."""
    seconds = board.queue(waiting.queue).preferred_wait_seconds
    if isinstance(call, WorkItem) and call.knows:
        seconds = max(seconds, call.knows_seconds)
    key = last_agent(board, call) if seconds > 0 else None
    agent = board.state.agents.get(key) if key else None
    if agent and agent.state in SOON and waiting.queue in board.queues_of(agent):
        waiting.preferred = agent.key
        board.start_timer(f"prefer:{call.id}", board.now + seconds)


def end(board: Board, call: Queued) -> None:
    """Whoever is next may take the call from now on."""
    board.stop_timer(f"prefer:{call.id}")
    if call.waiting and call.waiting.preferred:
        call.waiting.preferred = None
        board.freshen(call)


def agent_away(board: Board, agent: Agent) -> None:
    """The agent cannot take calls soon any more: those who waited for them wait for anybody."""
    if agent.state in SOON or not (board.state.last_talks or board.state.work):
        return
    for line in board.lines.turns_for(board.queues_of(agent)):
        for call in [board.state.calls[turn[-1]] for turn in line]:
            if call.waiting and call.waiting.preferred == agent.key:
                end(board, call)
    for item in board.state.work.values():
        if item.waiting and item.waiting.preferred == agent.key:
            end(board, item)


def bound_to(board: Board, waiting: Waiting) -> str | None:
    """The only agent who may be offered the call now; None: any."""
    chooses = board.script is not None and board.script.has_choose
    return None if chooses else waiting.preferred


def idle_in(board: Board, key: str, waiting: Waiting, gateway: str) -> tuple[Agent, str] | None:
    """Agent ``key`` and the queue through which, if a call of ``gateway`` could be offered to them now."""
    agent = board.state.agents.get(key)
    if agent is None or not board.can_be_offered(agent) or not board.is_reachable(agent.seat, gateway):
        return None
    queue = next((queue for queue in waiting.active if queue in board.queues_of(agent)), None)
    return (agent, queue) if queue else None
