"""Who gets which piece of written work: the rules of calls (turn, own queue before overflow, levels, preferred agents,
the routing script), and before idle time: who has the least in hand.

Nothing here runs while no written work is there. Agents are looked through one by one: work comes by the minute.
"""

from heapq import merge
from itertools import islice

from telephony.contracts.plan import Selection
from telephony.core import capacity, preference, scripting
from telephony.core.acd import TurnKey, turn_in_line
from telephony.core.board import USUAL_CAPACITY, Board
from telephony.core.state import Agent, Call, WorkItem

MOST_PASSED_OVER = 8
"""Pieces that a script may leave waiting before the search for a fresh agent's next one ends."""


def waits(item: WorkItem) -> bool:
    """Is it in the lines: neither offered nor in anybody's hands?"""
    return item.waiting is not None and item.offer is None


def holds_up_calls(board: Board, item: WorkItem) -> bool:
    """Does it take its turn before calls that came later? Else calls, which interrupt it anyway, go first."""
    return board.plan.capacities.get(item.home, USUAL_CAPACITY).blocks_calls


def among(board: Board, calls: list[Call]) -> list[Call | WorkItem]:
    """Sorted ``calls`` and the work that must be looked at, in the order in which they are to be offered."""
    fresh = [item for key in board.fresh_work if (item := board.state.work.get(key)) and waits(item)]
    board.fresh_work.clear()
    early: list[Call | WorkItem] = [*calls, *(item for item in fresh if holds_up_calls(board, item))]
    late = [item for item in fresh if not holds_up_calls(board, item)]
    return [*sorted(early, key=turn_in_line), *sorted(late, key=turn_in_line)]


def stands_for_its_kind(board: Board, item: WorkItem) -> bool:
    """When nobody takes this piece, will nobody take another of the same medium and queues either?"""
    chooses = board.script is not None and board.script.has_choose
    return not chooses and not (item.waiting and item.waiting.preferred)


def next_for(board: Board) -> list[WorkItem]:
    """The pieces whose turn it is among those that fresh agents may take: one, or several if a script may say no."""
    agents = [agent for key in board.fresh_workers if (agent := board.state.agents.get(key))]
    if board.script is None or not board.script.has_choose:
        item = _first_for(board, agents)
        return [item] if item else []
    queues = dict.fromkeys(queue for agent in agents for queue in board.queues_of(agent))
    turns = dict.fromkeys(key[-1] for key in islice(merge(*board.work.turns_for(queues)), MOST_PASSED_OVER))
    return [board.state.work[key] for key in turns]


def _first_for(board: Board, agents: list[Agent]) -> WorkItem | None:
    best: TurnKey | None = None
    for agent in agents:
        for line in board.work.turns_for(board.queues_of(agent)):
            for key in line:
                if best is not None and key >= best:
                    break
                item = board.state.work[key[-1]]
                bound = preference.bound_to(board, item.waiting) if item.waiting else None
                if bound in (None, agent.key) and capacity.may_take(board, agent, item):
                    best = key
                    break
    return board.state.work[best[-1]] if best else None


def choose(board: Board, item: WorkItem) -> tuple[Agent, str] | None:
    """Who is to have the work, and the queue through which; None: nobody can take it now."""
    waiting = item.waiting
    if waiting is None:
        return None
    found = _candidates(board, item, waiting.active)
    if board.script is not None and board.script.has_choose:
        known = preference.last_agent(board, item)
        found.sort(key=lambda pair: pair[0].key != known)  # keeps the order of the others
        return scripting.choose(board, item, waiting, found[: scripting.MOST_CANDIDATES])
    if waiting.preferred:
        found = [pair for pair in found if pair[0].key == waiting.preferred]
    return found[0] if found else None


def _candidates(board: Board, item: WorkItem, active: list[str]) -> list[tuple[Agent, str]]:
    own = active[0]
    ranked: list[tuple[int, int, int, float, str, str]] = []
    for agent in board.state.agents.values():
        if not capacity.may_take(board, agent, item):
            continue
        queues = board.queues_of(agent)
        queue = next((queue for queue in active if queue in queues), None)
        if queue is None:
            continue
        by_level = queue == own and board.queue(own).selection is Selection.HIGHEST_LEVEL
        rank = -queues[queue] if by_level else 0
        ranked.append((int(queue != own), rank, capacity.used(board, agent), agent.idle_since, agent.key, queue))
    return [(board.state.agents[key], queue) for *_, key, queue in sorted(ranked)]
