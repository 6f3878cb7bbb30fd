"""How much more an agent can have in hand: calls and written work share one capacity, set in the plan. Pure looking up.

See ``CapacityPlan``: a piece of work takes its medium's weight from the offer on, a call its own, by default all.
"""

from telephony.contracts.events import AgentState
from telephony.core.board import Board
from telephony.core.state import Agent, WorkItem

ON_CALL = frozenset({AgentState.RINGING, AgentState.DIALLING, AgentState.TALKING, AgentState.WRAP_UP})


def weight(board: Board, agent: Agent, medium: str) -> int:
    """Units that a piece of ``medium`` takes of the agent."""
    return board.capacity_plan(agent).weights.get(medium, 1)


def used(board: Board, agent: Agent) -> int:
    """Units of written work that is offered to the agent or in their hands."""
    return sum(weight(board, agent, board.state.work[key].medium) for key in board.hands.get(agent.key, ()))


def left(board: Board, agent: Agent) -> int:
    """Units that are free; below 0 when a call came on top of written work."""
    tenant, plan = board.capacity_plan(agent), board.agent_plan(agent)
    capacity = tenant.capacity if plan is None or plan.capacity is None else plan.capacity
    call = (tenant.call_weight or capacity) if agent.state in ON_CALL else 0
    return capacity - call - used(board, agent)


def may_take(board: Board, agent: Agent, item: WorkItem) -> bool:
    """Can the agent be offered the work now? Work stays within its tenant: nobody else may read it."""
    if agent.tenant != item.home or agent.work_paused is not None or agent.leaving or agent.dismissed:
        return False
    on_call = agent.state in ON_CALL and board.capacity_plan(agent).call_weight > 0
    if agent.state is not AgentState.READY and not on_call:
        return False
    return weight(board, agent, item.medium) <= left(board, agent)
