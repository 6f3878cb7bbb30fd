"""The router: after every input, brings together calls that wait and agents who are idle, if either is new there.

Whoever was there before and found nobody finds nobody now: only pairs with something new in them are looked at. With a
script that chooses, nobody may be its answer now and not later: such calls are looked at again when they are reviewed.
"""

from heapq import merge
from itertools import islice

from telephony.core import preference, queueing, scripting, work_items, work_routing
from telephony.core.acd import TurnKey, turn_in_line
from telephony.core.board import Board
from telephony.core.signals import Signal
from telephony.core.state import Agent, Call, Waiting
from telephony.core.states import CallState, Trigger
from telephony.core.table import step

MOST_PASSED_OVER = 8
"""Calls that a script may leave waiting before the search for a fresh agent's next one ends."""


def route(board: Board) -> None:
    """Offer what can be offered; tell callers who must wait so."""
    while board.fresh_agents or board.fresh_workers:
        _next_pair(board)
    calls = [board.state.calls[key] for key in board.fresh_calls]
    board.fresh_calls.clear()
    calls.sort(key=turn_in_line)
    if board.fresh_work:
        _offer_all(board, calls)
        return
    for call in calls:
        _offer_or_wait(board, call)
    # an offer can make nobody idle, so nothing new has come up meanwhile


def _offer_or_wait(board: Board, call: Call) -> None:
    if call.state is CallState.QUEUED and board.is_up(call.gateway) and not _offer(board, call):
        queueing.begin_waiting(board, call)


def _offer_all(board: Board, calls: list[Call]) -> None:
    """Fresh calls and fresh written work, each in its turn; of work of one kind the first that nobody takes is
    the last that is tried."""
    vain: set[tuple[str, str, tuple[str, ...]]] = set()
    for each in work_routing.among(board, calls):
        if isinstance(each, Call):
            _offer_or_wait(board, each)
            continue
        waiting = each.waiting
        kind = (each.home, each.medium, tuple(waiting.active) if waiting else ())
        if kind not in vain and not work_items.offer(board, each) and work_routing.stands_for_its_kind(board, each):
            vain.add(kind)


def _next_pair(board: Board) -> None:
    """One offer to a fresh agent: of calls and written work what is next, calls first where they interrupt it."""
    calls = _next_for(board) if board.fresh_agents else []
    work = work_routing.next_for(board) if board.fresh_workers else []
    if not work:
        board.fresh_workers.clear()
    elif not calls or (work_routing.holds_up_calls(board, work[0]) and turn_in_line(work[0]) < turn_in_line(calls[0])):
        if not work_items.offer_first(board, work):
            board.fresh_workers.clear()
        return
    if not any(_offer(board, call) for call in calls):
        board.fresh_agents.clear()


def _next_for(board: Board) -> list[Call]:
    """The calls whose turn it is among those that fresh agents may take: one, or several if a script may say no."""
    agents = [board.state.agents[key] for key in board.fresh_agents]
    if board.script is None or not board.script.has_choose:
        call = first_for(board, agents)
        return [call] if call else []
    queues = dict.fromkeys(queue for agent in agents for queue in board.queues_of(agent))
    turns = dict.fromkeys(turn[-1] for turn in islice(merge(*board.lines.turns_for(queues)), MOST_PASSED_OVER))
    return [board.state.calls[key] for key in turns]


def first_for(board: Board, agents: list[Agent]) -> Call | None:
    """The waiting call whose turn it is among those that one of ``agents`` may take."""
    best: TurnKey | None = None
    for agent in agents:
        for line in board.lines.turns_for(board.queues_of(agent)):
            for turn in line:
                if best is not None and turn >= best:
                    break
                if _may_take(board, agent, board.state.calls[turn[-1]]):
                    best = turn
                    break
    return board.state.calls[best[-1]] if best else None


def _may_take(board: Board, agent: Agent, call: Call) -> bool:
    bound = preference.bound_to(board, call.waiting) if call.waiting else None
    return bound in (None, agent.key) and board.is_reachable(agent.seat, call.gateway)


def _offer(board: Board, call: Call) -> bool:
    found = choose(board, call)
    if found is None:
        return False
    agent, queue = found
    return step(board, call, Signal(Trigger.ROUTED, agent=agent.key, text=queue))


def choose(board: Board, call: Call) -> tuple[Agent, str] | None:
    """Who is to have the call, and the queue through which: by the script, else whoever is next in the call's own
    queue, else in the queues that it has overflowed to."""
    waiting = call.waiting
    if waiting is None:
        return None
    if board.script is not None and board.script.has_choose:
        return scripting.choose(board, call, waiting, _candidates(board, call, waiting))
    if waiting.preferred:
        return preference.idle_in(board, waiting.preferred, waiting, call.gateway)
    own, *others = waiting.active
    agent = _next_idle(board, own, call.gateway)
    if agent:
        return agent, own
    found = [(a.idle_since, a.key, queue) for queue in others if (a := _next_idle(board, queue, call.gateway))]
    if not found:
        return None
    _, key, queue = min(found)
    return board.state.agents[key], queue


def _next_idle(board: Board, queue: str, gateway: str) -> Agent | None:
    for _, _, key in board.lines.idle.get(queue, ()):
        agent = board.state.agents[key]
        if board.is_reachable(agent.seat, gateway):
            return agent
    return None


def _candidates(board: Board, call: Call, waiting: Waiting) -> list[tuple[Agent, str]]:
    """The agents who would be chosen first without a script, each with the queue through which; before them the one
    who talked with the caller last, if idle."""
    found: dict[str, tuple[Agent, str]] = {}
    known = preference.last_agent(board, call)
    if known and (pair := preference.idle_in(board, known, waiting, call.gateway)):
        found[known] = pair
    for queue in waiting.active:
        for _, _, key in board.lines.idle.get(queue, ()):
            if len(found) >= scripting.MOST_CANDIDATES:
                return list(found.values())
            agent = board.state.agents[key]
            if key not in found and board.is_reachable(agent.seat, call.gateway):
                found[key] = (agent, queue)
    return list(found.values())


def review(board: Board, call: Call) -> None:
    """Ask the script for a waiting call's priority again, and for an agent."""
    waiting = call.waiting
    if waiting is None or call.state is not CallState.QUEUED:
        return
    board.lines.remove_call(call, waiting)
    scripting.prioritise(board, call, waiting)
    board.lines.add_call(call, waiting)
    board.fresh_calls[call.id] = None
