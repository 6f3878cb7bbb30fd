"""The router: after every input, brings together calls that wait and agents who are idle, if either is new there.

Whoever was there before and found nobody finds nobody now: only pairs with something new in them are looked at.
"""

from telephony.core import queueing
from telephony.core.acd import TurnKey
from telephony.core.board import Board
from telephony.core.signals import Signal
from telephony.core.state import Agent, Call
from telephony.core.states import CallState, Trigger
from telephony.core.table import step


def route(board: Board) -> None:
    """Offer what can be offered; tell callers who must wait so."""
    while board.fresh_agents:
        call = _first_for(board, [board.state.agents[key] for key in board.fresh_agents])
        if call is None or not _offer(board, call):
            board.fresh_agents.clear()
    calls = [board.state.calls[key] for key in board.fresh_calls]
    board.fresh_calls.clear()
    calls.sort(key=lambda call: (not call.waiting.returned, call.waiting.order) if call.waiting else (True, 0))
    for call in calls:
        if call.state is CallState.QUEUED and board.is_up(call.gateway) and not _offer(board, call):
            queueing.begin_waiting(board, call)
    # an offer can make nobody idle, so nothing new has come up meanwhile


def _first_for(board: Board, agents: list[Agent]) -> Call | None:
    """The waiting call whose turn it is among those that one of ``agents`` may take."""
    best: TurnKey | None = None
    for agent in agents:
        for line in board.lines.turns_for(board.queues_of(agent)):
            for turn in line:
                if best is not None and turn >= best:
                    break
                if board.is_reachable(agent.seat, board.state.calls[turn[2]].gateway):
                    best = turn
                    break
    return board.state.calls[best[2]] if best else None


def _offer(board: Board, call: Call) -> bool:
    found = choose(board, call)
    if found is None:
        return False
    agent, queue = found
    return step(board, call, Signal(Trigger.ROUTED, agent=agent.key, text=queue))


def choose(board: Board, call: Call) -> tuple[Agent, str] | None:
    """Whoever has been idle longest: of the call's own queue, else of the queues that it has overflowed to; and the
    queue through which."""
    if call.waiting is None:
        return None
    own, *others = call.waiting.active
    agent = _longest_idle(board, own, call.gateway)
    if agent:
        return agent, own
    found = [(a.idle_since, a.key, queue) for queue in others if (a := _longest_idle(board, queue, call.gateway))]
    if not found:
        return None
    _, key, queue = min(found)
    return board.state.agents[key], queue


def _longest_idle(board: Board, queue: str, gateway: str) -> Agent | None:
    for _, key in board.lines.idle.get(queue, ()):
        agent = board.state.agents[key]
        if board.is_reachable(agent.seat, gateway):
            return agent
    return None
