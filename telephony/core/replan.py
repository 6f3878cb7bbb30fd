"""Another routing plan takes the place of the one in force, between two inputs."""

from telephony.contracts.events import AlarmKind, EndReason
from telephony.contracts.plan import RoutingPlan
from telephony.core import accounts, alarms, ending, presence, provision, queueing, work_commands
from telephony.core.board import Board
from telephony.core.numbers import PlanIndex
from telephony.core.states import CallState


def replace(board: Board, plan: RoutingPlan) -> None:
    """Go on with ``plan``; an older one is ignored. Calls in a flow keep the version that they entered."""
    if board.state.plan is not None and plan.version <= board.state.plan.version:
        return
    former = board.plan
    board.state.plan, board.plan = plan, PlanIndex(plan)
    board.rebuild()
    for agent in list(board.state.agents.values()):
        if agent.key in board.plan.agents and agent.seat in board.plan.seats:
            agent.leaving = False
        elif agent.state in presence.IN_CALL:
            agent.leaving = True
        else:
            presence.sign_out(board, agent)
    provision.changed(board)
    accounts.after_plan(board, former)
    _rehouse_waiting(board, former)
    work_commands.replanned(board)
    board.rebuild()
    if board.state.script is None or not board.state.script.suspended:
        alarms.clear(board, AlarmKind.SCRIPT_SUSPENDED, alarms.SCRIPT)
    for agent in board.state.agents.values():
        if board.can_be_offered(agent):
            board.fresh_agents[agent.key] = None
    for call in board.state.calls.values():
        if call.state is CallState.QUEUED:
            board.fresh_calls[call.id] = None
    board.touch_queues(list(board.plan.queues))


def _rehouse_waiting(board: Board, former: PlanIndex) -> None:
    """Callers of a queue that is no more go to their tenant's queue of the same role, else the city's."""
    for call in list(board.state.calls.values()):
        waiting = call.waiting
        if waiting is None:
            continue
        waiting.active = [key for key in waiting.active if key in board.plan.queues]
        if waiting.queue in board.plan.queues:
            continue
        gone = former.queues.get(waiting.queue)
        queue = board.plan.queue_for(call.home, gone.role if gone else "")
        if queue is None:
            ending.end(board, call, EndReason.GATEWAY_FAILED)
        elif call.state is CallState.QUEUED:
            queueing.enter(board, call, queue.key)
        else:
            waiting.queue, waiting.active = queue.key, [queue.key]
