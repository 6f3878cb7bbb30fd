"""Commands and timers about written work, and another plan: what they mean, and what is refused."""

from telephony.contracts import work as wk
from telephony.contracts.commands import RefusalCode
from telephony.contracts.work import WorkOutcome
from telephony.core import preference, scripting, work_items, work_routing
from telephony.core.board import Board, Refused
from telephony.core.state import Agent, Waiting, WorkItem


def take(board: Board, command: wk.WorkCommand | wk.PauseWork | wk.MoveWork) -> None:
    """Carry out a command. Raises Refused before anything has changed."""
    match command:
        case wk.EnqueueWork():
            work_items.enqueue(board, command)
        case wk.WithdrawWork():
            if item := board.state.work.get(command.work_id):
                work_items.finish(board, item, command.reason)
        case wk.PauseWork():
            _pause_by_command(board, command)
        case wk.MoveWork():
            _move(board, command)
        case wk.AgentWorkCommand():
            _by_agent(board, command)


def _by_agent(board: Board, command: wk.AgentWorkCommand) -> None:
    agent = _signed_in(board, command.agent)
    item = board.state.work.get(command.work_id)
    if item is None:
        raise Refused(RefusalCode.UNKNOWN_WORK)
    on_offer = isinstance(command, wk.AcceptWork | wk.RejectWork)
    if (item.offer.agent if on_offer and item.offer else None if on_offer else item.agent) != agent.key:
        raise Refused(RefusalCode.NOT_YOUR_WORK)
    match command:
        case wk.AcceptWork():
            work_items.accept(board, item, agent)
        case wk.RejectWork():
            work_items.give_back(board, item, WorkOutcome.REJECTED)
        case wk.ReturnWork():
            work_items.pause(board, agent, "RETURNED")
            work_items.take_back(board, item, "RETURNED")
        case wk.FinishWork():
            work_items.finish(board, item, "FINISHED")


def _signed_in(board: Board, key: str) -> Agent:
    agent = board.state.agents.get(key)
    if agent is None:
        known = key in board.plan.agents
        raise Refused(RefusalCode.NOT_SIGNED_IN if known else RefusalCode.UNKNOWN_AGENT)
    return agent


def _pause_by_command(board: Board, command: wk.PauseWork) -> None:
    agent = _signed_in(board, command.agent)
    if not command.paused:
        if agent.work_paused is not None:
            work_items.go_on(board, agent)
    elif agent.work_paused != work_items.ASKED:
        work_items.pause(board, agent, work_items.ASKED)
        for item in reversed(work_items.pieces_of(board, agent.key)):
            if item.offer:
                work_items.give_back(board, item, WorkOutcome.AWAY)


def _move(board: Board, command: wk.MoveWork) -> None:
    item = board.state.work.get(command.work_id)
    if item is None:
        raise Refused(RefusalCode.UNKNOWN_WORK)
    if command.queue not in board.plan.queues:
        raise Refused(RefusalCode.UNKNOWN_QUEUE)
    holder, item.agent = item.agent, None
    work_items.end_offer(board, item, WorkOutcome.WITHDRAWN)
    work_items.stop_waiting(board, item)
    if holder:
        work_items.out_of_hands(board, item, holder)
        board.emit(wk.WorkReturned, item.home, work_id=item.id, agent=holder, reason="MOVED")
    item.queue = command.queue
    work_items.enter(board, item, command.queue, returned=command.first)


def on_timer(board: Board, kind: str, subject: str) -> bool:
    """A timer is due; False when it is none of written work."""
    item, agent = board.state.work.get(subject), board.state.agents.get(subject)
    if kind == "worker" and agent:
        if agent.work_paused not in (None, work_items.ASKED):
            work_items.go_on(board, agent)
    elif kind == "worklost" and agent:
        work_items.empty_hands(board, agent, "LINE_LOST")
    elif item is None:
        return False
    elif kind == "work":
        work_items.give_back(board, item, WorkOutcome.NO_ANSWER)
    elif item.waiting:
        _of_waiting(board, item, item.waiting, kind)
    return True


def _of_waiting(board: Board, item: WorkItem, waiting: Waiting, kind: str) -> None:
    if kind == "overflow":
        work_items.overflow_on(board, item, waiting)
    elif kind == "prefer":
        preference.end(board, item)
    elif kind == "review" and work_routing.waits(item):
        board.work.remove_call(item, waiting)
        scripting.prioritise(board, item, waiting)
        board.work.add_call(item, waiting)
        board.freshen(item)


def replanned(board: Board) -> None:
    """Another plan is in force: work of a queue that is no more goes to its tenant's general one, else it rests until
    there is one; everybody is looked at again. The lines are arranged anew afterwards."""
    for item in board.state.work.values():
        waiting = item.waiting
        if waiting is None:
            continue
        waiting.active = [key for key in waiting.active if key in board.plan.queues] or [waiting.queue]
        if waiting.queue not in board.plan.queues and (queue := work_items.usable(board, item.home, waiting.queue)):
            waiting.queue, waiting.active, item.queue = queue, [queue], queue
        board.freshen(item)
    for key in board.state.agents:
        board.fresh_workers[key] = None
