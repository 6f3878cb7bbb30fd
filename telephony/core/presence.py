"""Presence of agents: one place where their state changes, and what follows from the end of a call."""

from telephony.contracts.events import AgentChanged, AgentState
from telephony.contracts.gateway import SetSeatAccount
from telephony.core import preference, work_items
from telephony.core.board import Board
from telephony.core.state import Agent

S = AgentState
IN_CALL = frozenset({S.RINGING, S.DIALLING, S.TALKING, S.SUPERVISING})
USUAL_WRAP_UP_SECONDS = 30.0
UNREACHABLE_SECONDS = 6.0
"""A browser may re-register this long before its agent stops being ready."""


def change(
    board: Board,
    agent: Agent,
    state: AgentState,
    reason: str | None = None,
    call_id: str | None = None,
    until: float | None = None,
    idle_since: float | None = None,
) -> None:
    """Move an agent to ``state`` and tell it. READY without ``idle_since`` means idle from now on."""
    queues = board.queues_of(agent)
    if agent.state is S.READY:
        board.lines.remove_idle(agent, board.ranks_of(agent))
        board.fresh_agents.pop(agent.key, None)
    if agent.state is S.WRAP_UP:
        board.stop_timer(f"wrap:{agent.key}")
    board.stop_timer(f"gone:{agent.key}")
    board.lines.count(queues, agent.state, -1)
    agent.state, agent.reason, agent.call_id, agent.until = state, reason, call_id, until
    agent.since = board.now
    board.lines.count(queues, state, +1)
    if state is S.READY:
        agent.idle_since = board.now if idle_since is None else idle_since
        offerable(board, agent)
    preference.agent_away(board, agent)
    work_items.presence_changed(board, agent)
    board.touch_queues(queues)
    board.emit(
        AgentChanged,
        agent.tenant,
        agent=agent.key,
        seat=agent.seat,
        state=state,
        reason=reason,
        call_id=call_id,
        until=until,
    )


def offerable(board: Board, agent: Agent) -> None:
    """Enter the lines of the idle if a call could be offered."""
    if board.can_be_offered(agent):
        board.lines.add_idle(agent, board.ranks_of(agent))
        board.fresh_agents[agent.key] = None


def wrap_up(board: Board, agent: Agent, queue: str, call_id: str) -> None:
    """The agent's part in a call is over: time to write down what is left, then what comes after."""
    seconds = board.queue(queue).wrap_up_seconds if queue else USUAL_WRAP_UP_SECONDS
    if seconds <= 0 or agent.leaving or agent.dismissed:
        settle(board, agent)
        return
    until = board.now + seconds
    change(board, agent, S.WRAP_UP, call_id=call_id, until=until)
    board.start_timer(f"wrap:{agent.key}", until)


def settle(board: Board, agent: Agent, idle_since: float | None = None) -> None:
    """After call and wrap-up: ready, or not ready as asked for during the call, or signed out with the plan."""
    after, agent.after = agent.after, None
    if agent.leaving or agent.dismissed:
        sign_out(board, agent)
    elif after:
        change(board, agent, S.NOT_READY, reason=after)
    else:
        change(board, agent, S.READY, idle_since=idle_since)
        watch_seat(board, agent)


def not_ready(board: Board, agent: Agent, reason: str) -> None:
    """No calls any more, from now on."""
    agent.after = None
    if agent.leaving or agent.dismissed:
        sign_out(board, agent)
    else:
        change(board, agent, S.NOT_READY, reason=reason)


def sign_out(board: Board, agent: Agent) -> None:
    """Leave the seat and take its telephone account away."""
    change(board, agent, S.SIGNED_OUT, reason="FORCED" if agent.dismissed else None)
    del board.state.agents[agent.key]
    board.seated.pop(agent.seat, None)
    board.stop_timer(f"secret:{agent.key}")
    if board.plan.has_phone(agent.seat):
        return
    for gateway in board.state.gateways:
        board.order(SetSeatAccount(gateway=gateway, seat=agent.seat, secret=None))


def watch_seat(board: Board, agent: Agent) -> None:
    """Give a ready agent whose telephone is away a little time to come back."""
    if agent.state is S.READY and not board.is_reachable(agent.seat) and board.gateways_up():
        board.start_timer(f"gone:{agent.key}", board.now + UNREACHABLE_SECONDS)
    else:
        board.stop_timer(f"gone:{agent.key}")


def seat_changed(board: Board, seat: str) -> None:
    """The telephone of a seat came or went: enter or leave the lines of the idle."""
    agent = board.state.agents.get(board.seated.get(seat, ""))
    if agent is None or agent.state is not S.READY:
        return
    board.lines.remove_idle(agent, board.ranks_of(agent))
    board.fresh_agents.pop(agent.key, None)
    offerable(board, agent)
    watch_seat(board, agent)
