"""The life of a piece of written work: it waits, is offered, is in an agent's hands, and is finished.

It goes back to the head of its queue whenever an offer was in vain or its agent is gone. Nothing is rung and nobody
becomes not ready over it: an agent who lets an offer pass is offered no more written work for a while, calls go on.
"""

from telephony.contracts import work as wk
from telephony.contracts.commands import RefusalCode
from telephony.contracts.events import AgentState
from telephony.contracts.plan import Overflow
from telephony.contracts.work import WorkOutcome
from telephony.core import capacity, preference, scripting, work_routing
from telephony.core.board import Board, Refused
from telephony.core.state import Agent, Waiting, WorkItem, WorkOffer

DONE_KEPT = 20_000
"""Finished pieces remembered, so that one that is handed in twice is not handed out twice."""
LOST_SECONDS = 120.0
"""How long a console may be gone before the work in its agent's hands goes to others."""
PER_ITEM_TIMERS = ("work", "overflow", "review", "prefer")
ASKED = "ASKED"

# ------------------------------------------------------------------------------------------------ waiting


def enqueue(board: Board, command: wk.EnqueueWork) -> None:
    """Hand a piece in, once. Raises Refused (UNKNOWN_QUEUE)."""
    state = board.state
    if command.work_id in state.work or command.work_id in state.work_done:
        return
    queue = usable(board, command.tenant, command.queue)
    if queue is None:
        raise Refused(RefusalCode.UNKNOWN_QUEUE)
    state.turns += 1
    item = WorkItem(
        id=command.work_id,
        home=command.tenant,
        medium=command.medium.value,
        queue=queue,
        order=state.turns,
        arrived_at=min(command.enqueued_at, board.now),
        language=command.language,
        caller=command.caller,
        called=command.called,
        business=command.business,
        priority=command.priority,
        knows=command.knows,
        knows_seconds=command.knows_seconds,
    )
    state.work[item.id] = item
    enter(board, item, queue)


def usable(board: Board, tenant: str, queue: str) -> str | None:
    if queue in board.plan.queues:
        return queue
    general = board.plan.queue_for(tenant, "general")
    return general.key if general and general.tenant == tenant else None


def enter(board: Board, item: WorkItem, queue: str, returned: bool = False) -> None:
    """Wait in ``queue`` in the turn that the piece has had from the beginning."""
    item.waiting = Waiting(queue=queue, order=item.order, since=item.arrived_at, active=[queue], returned=returned)
    preference.begin(board, item, item.waiting)
    knows = board.state.agents.get(item.waiting.preferred or "")
    if knows and knows.work_paused is not None:
        preference.end(board, item)
    _wait(board, item, item.waiting)
    _next_overflow(board, item, item.waiting)


def _wait(board: Board, item: WorkItem, waiting: Waiting) -> None:
    scripting.prioritise(board, item, waiting)
    board.work.add_call(item, waiting)
    board.freshen(item)
    board.touch_queues(waiting.active)
    board.emit(
        wk.WorkQueued,
        item.home,
        work_id=item.id,
        queue=waiting.queue,
        medium=wk.WorkMedium(item.medium),
        position=board.work.ahead_of(item, waiting) + 1,
        returned=waiting.returned,
    )


def stop_waiting(board: Board, item: WorkItem) -> None:
    waiting, item.waiting = item.waiting, None
    for timer in PER_ITEM_TIMERS:
        board.stop_timer(f"{timer}:{item.id}")
    board.fresh_work.pop(item.id, None)
    if waiting:
        board.work.remove_call(item, waiting)
        board.touch_queues(waiting.active)


def _overflows(board: Board, waiting: Waiting) -> list[Overflow]:
    return sorted(board.queue(waiting.queue).overflow, key=lambda overflow: overflow.after_seconds)


def _next_overflow(board: Board, item: WorkItem, waiting: Waiting) -> None:
    overflow = _overflows(board, waiting)
    if waiting.overflows < len(overflow):
        due = waiting.since + overflow[waiting.overflows].after_seconds
        board.start_timer(f"overflow:{item.id}", max(due, board.now))


def overflow_on(board: Board, item: WorkItem, waiting: Waiting) -> None:
    overflow = _overflows(board, waiting)
    if waiting.overflows < len(overflow):
        queue = overflow[waiting.overflows].queue
        waiting.overflows += 1
        if queue in board.plan.queues and queue not in waiting.active:
            waiting.active.append(queue)
            if work_routing.waits(item):
                board.work.add_overflow(item, waiting, queue)
                board.freshen(item)
            board.emit(wk.WorkOverflowed, item.home, work_id=item.id, queue=queue)
    _next_overflow(board, item, waiting)


# ------------------------------------------------------------------------------------------------- offers


def offer_first(board: Board, items: list[WorkItem]) -> bool:
    """Offer the first of ``items`` that somebody can take."""
    return any(offer(board, item) for item in items)


def offer(board: Board, item: WorkItem) -> bool:
    """Offer a waiting piece to whoever is next; False when nobody is."""
    found = work_routing.choose(board, item) if work_routing.waits(item) else None
    if found is None or item.waiting is None:
        return False
    agent, queue = found
    board.work.remove_call(item, item.waiting)
    board.touch_queues(item.waiting.active)
    item.offer = WorkOffer(agent=agent.key, seat=agent.seat, queue=queue)
    board.hands.setdefault(agent.key, {})[item.id] = None
    _relist(board, agent)
    until = board.now + board.capacity_plan(agent).offer_seconds
    board.start_timer(f"work:{item.id}", until)
    board.emit(
        wk.WorkOffered,
        item.home,
        work_id=item.id,
        agent=agent.key,
        seat=agent.seat,
        queue=queue,
        medium=wk.WorkMedium(item.medium),
        until=until,
    )
    return True


def end_offer(board: Board, item: WorkItem, outcome: WorkOutcome) -> Agent | None:
    """The offer is over; who had it. The piece is in nobody's hands and in no line then."""
    made, item.offer = item.offer, None
    if made is None:
        return None
    board.stop_timer(f"work:{item.id}")
    if outcome is not WorkOutcome.ACCEPTED:
        out_of_hands(board, item, made.agent)
    board.emit(wk.WorkOfferEnded, item.home, work_id=item.id, agent=made.agent, outcome=outcome)
    return board.state.agents.get(made.agent)


def give_back(board: Board, item: WorkItem, outcome: WorkOutcome) -> None:
    agent = end_offer(board, item, outcome)
    if agent and outcome in (WorkOutcome.NO_ANSWER, WorkOutcome.REJECTED):
        pause(board, agent, outcome.value)
    _to_head(board, item)


def _to_head(board: Board, item: WorkItem) -> None:
    waiting = item.waiting
    if waiting is None:
        queue = usable(board, item.home, item.queue) or item.queue
        enter(board, item, queue, returned=True)
        return
    waiting.returned = True
    waiting.returns += 1
    preference.end(board, item)
    _wait(board, item, waiting)


# ------------------------------------------------------------------------------------------------ in hand


def accept(board: Board, item: WorkItem, agent: Agent) -> None:
    queue = item.waiting.queue if item.waiting else item.queue
    end_offer(board, item, WorkOutcome.ACCEPTED)
    stop_waiting(board, item)
    item.agent, item.since, item.queue = agent.key, board.now, queue
    waited = board.now - item.arrived_at
    board.emit(
        wk.WorkAccepted, item.home, work_id=item.id, agent=agent.key, seat=agent.seat, waited_seconds=max(0.0, waited)
    )


def take_back(board: Board, item: WorkItem, reason: str) -> None:
    """Out of its agent's hands, to the head of its queue."""
    holder, item.agent = item.agent, None
    if holder is None:
        return
    out_of_hands(board, item, holder)
    board.emit(wk.WorkReturned, item.home, work_id=item.id, agent=holder, reason=reason)
    _to_head(board, item)


def finish(board: Board, item: WorkItem, reason: str) -> None:
    """Forget the piece, wherever it is."""
    end_offer(board, item, WorkOutcome.WITHDRAWN)
    stop_waiting(board, item)
    holder, item.agent = item.agent, None
    if holder:
        out_of_hands(board, item, holder)
        preference.remember(board, item, holder, item.queue)
    del board.state.work[item.id]
    board.state.work_done[item.id] = None
    while len(board.state.work_done) > DONE_KEPT:
        del board.state.work_done[next(iter(board.state.work_done))]
    seconds = board.now - item.since if holder else 0.0
    board.emit(wk.WorkFinished, item.home, work_id=item.id, agent=holder, reason=reason, seconds=seconds)


def out_of_hands(board: Board, item: WorkItem, key: str) -> None:
    held = board.hands.get(key, {})
    held.pop(item.id, None)
    if not held:
        board.hands.pop(key, None)
    agent = board.state.agents.get(key)
    if agent:
        board.fresh_workers[key] = None
        _relist(board, agent)


def _relist(board: Board, agent: Agent) -> None:
    """What is in hand may keep calls away: enter or leave the lines of the idle."""
    if not board.capacity_plan(agent).blocks_calls or agent.state is not AgentState.READY:
        return
    board.lines.remove_idle(agent, board.ranks_of(agent))
    board.fresh_agents.pop(agent.key, None)
    if board.can_be_offered(agent):
        board.lines.add_idle(agent, board.ranks_of(agent))
        board.fresh_agents[agent.key] = None


# ------------------------------------------------------------------------------------------------- agents


def pieces_of(board: Board, agent: str) -> list[WorkItem]:
    """What is offered to an agent or in their hands, in the order in which it came."""
    return [board.state.work[key] for key in board.hands.get(agent, ())]


def presence_changed(board: Board, agent: Agent) -> None:
    """The agent's state is another: offers that they cannot take any more end, what a leaver had is for others."""
    if agent.state is AgentState.READY and agent.work_paused not in (None, ASKED):
        go_on(board, agent)
    if not board.state.work:
        return
    if agent.state is AgentState.SIGNED_OUT:
        board.fresh_workers.pop(agent.key, None)
        empty_hands(board, agent, "FORCED" if agent.dismissed else "SIGNED_OUT")
        board.fresh_workers.pop(agent.key, None)
        return
    away = agent.state not in capacity.ON_CALL and agent.state is not AgentState.READY
    for item in reversed(pieces_of(board, agent.key)):
        if item.offer and (away or capacity.left(board, agent) < 0):
            give_back(board, item, WorkOutcome.AWAY)
    board.fresh_workers[agent.key] = None


def empty_hands(board: Board, agent: Agent, reason: str) -> None:
    for item in pieces_of(board, agent.key):
        if item.offer:
            give_back(board, item, WorkOutcome.AWAY)
        else:
            take_back(board, item, reason)
    board.stop_timer(f"worker:{agent.key}")
    board.stop_timer(f"worklost:{agent.key}")


def connection_changed(board: Board, agent: Agent, connected: bool) -> None:
    """The agent's console is gone for longer than a moment, or is back."""
    if connected:
        board.stop_timer(f"worklost:{agent.key}")
    elif board.hands.get(agent.key):
        board.start_timer(f"worklost:{agent.key}", board.now + LOST_SECONDS)


def pause(board: Board, agent: Agent, reason: str) -> None:
    if agent.work_paused == ASKED:
        return
    agent.work_paused = reason
    rests = reason in (WorkOutcome.REJECTED.value, "RETURNED")
    until = board.now + board.capacity_plan(agent).pause_seconds if rests else None
    if until is None:
        board.stop_timer(f"worker:{agent.key}")
    else:
        board.start_timer(f"worker:{agent.key}", until)
    preference_away(board, agent)
    board.emit(wk.WorkPaused, agent.tenant, agent=agent.key, reason=reason, until=until)


def preference_away(board: Board, agent: Agent) -> None:
    """Written work that waited for this agent waits for anybody."""
    for item in board.state.work.values():
        if item.waiting and item.waiting.preferred == agent.key:
            preference.end(board, item)


def go_on(board: Board, agent: Agent) -> None:
    agent.work_paused = None
    board.stop_timer(f"worker:{agent.key}")
    board.fresh_workers[agent.key] = None
    board.emit(wk.WorkPaused, agent.tenant, agent=agent.key, reason=None)
