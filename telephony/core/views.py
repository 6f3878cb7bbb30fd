"""What can be seen of the switchboard from outside: agents, queues and calls as plain data, queue numbers as events."""

from collections import Counter

from telephony.contracts.events import QueueChanged
from telephony.core.board import Board
from telephony.core.state import Agent, Call, Waiting, Watch

View = dict[str, object]


def agent_view(board: Board, agent: Agent) -> View:
    """Presence of one agent; times are epoch seconds."""
    return {
        "agent": agent.key,
        "seat": agent.seat,
        "tenant": agent.tenant,
        "state": agent.state.value,
        "reason": agent.reason,
        "since": agent.since,
        "call_id": agent.call_id,
        "until": agent.until,
        "reachable": board.is_reachable(agent.seat),
        "work": list(board.hands.get(agent.key, ())),
        "work_paused": agent.work_paused,
        "watch": watch_view(watch) if (watch := board.state.watches.get(agent.key)) else None,
    }


def queue_view(board: Board, queue: str) -> View:
    """Numbers of one queue. ``waiting`` counts its own callers, not those that overflow to it."""
    waiting, longest = _waiting(board, queue)
    return {
        "queue": queue,
        "tenant": board.queue(queue).tenant,
        "waiting": waiting,
        "longest_since": longest,
        "ready": board.lines.ready.get(queue, 0),
        "busy": board.lines.busy.get(queue, 0),
        **_written(board, queue),
    }


def _written(board: Board, queue: str) -> View:
    """Written work that waits in the queue, by medium, and since when the longest."""
    items = [board.state.work[turn[-1]] for turn in board.work.own.get(queue, ())]
    since = min((item.arrived_at for item in items), default=None)
    return {"work": dict(Counter(item.medium for item in items)), "work_since": since}


def _waiting(board: Board, queue: str) -> tuple[int, float | None]:
    line = board.lines.own.get(queue, [])
    places = (board.state.calls[turn[-1]].waiting for turn in line)
    return len(line), min((place.since for place in places if place), default=None)


def call_view(call: Call) -> View:
    """One live call. ``state`` as in the table; ``since``: arrival."""
    agent = call.part or call.offer
    waiting: Waiting | None = call.waiting
    return {
        "call_id": call.id,
        "home": call.home,
        "tenants": list(call.touched),
        "state": call.state.value,
        "caller": call.caller,
        "called": call.called,
        "queue": waiting.queue if waiting else agent.queue if agent else None,
        "since": call.arrived_at,
        "agent": agent.agent if agent else None,
        "take": call.take.step.value if call.take else None,
        "call_back": call.call_back.number if call.call_back and call.far is None else None,
    }


def watch_view(watch: Watch) -> View:
    """Who listens to what. ``mode``: in force now; ``since``: when their telephone was connected, None before."""
    return {
        "supervisor": watch.supervisor,
        "call_id": watch.call_id,
        "target": watch.target,
        "follow": watch.follow,
        "mode": watch.shown or watch.mode,
        "since": watch.since,
        "listened": watch.listened,
    }


def tell_queues(board: Board) -> None:
    """Tell the numbers of all queues that changed. These events are not kept: their ``seq`` is 0."""
    for queue in board.changed_queues:
        if queue in board.plan.queues:
            waiting, longest = _waiting(board, queue)
            board.effects.events.append(
                QueueChanged(
                    seq=0,
                    at=board.now,
                    tenant=board.queue(queue).tenant,
                    queue=queue,
                    waiting=waiting,
                    longest_since=longest,
                    ready=board.lines.ready.get(queue, 0),
                    busy=board.lines.busy.get(queue, 0),
                    work=dict(Counter(board.state.work[turn[-1]].medium for turn in board.work.own.get(queue, ()))),
                )
            )
    board.changed_queues.clear()
