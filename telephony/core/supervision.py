"""Commands of supervisors: listening and its modes, presence by force, recording by order, any leg of a call."""

from collections.abc import Callable

from telephony.contracts import commands as cmd
from telephony.contracts.commands import RefusalCode, SuperviseMode
from telephony.contracts.events import AgentMarked, AgentState
from telephony.contracts.gateway import HangUpLeg
from telephony.core import presence, recordings, table, watching
from telephony.core.board import Board, Refused
from telephony.core.intervention import commanded
from telephony.core.signals import Signal
from telephony.core.state import Agent, Call, Watch
from telephony.core.states import Trigger

MAY_LISTEN = frozenset({AgentState.READY, AgentState.NOT_READY, AgentState.WRAP_UP, AgentState.SUPERVISING})
FORCED = "FORCED"

Lose = Callable[[Board, Call, str], bool]


def of_supervisor(board: Board, agent: Agent, command: cmd.AgentCommand) -> str | None:
    """Listening; the id of the call for Supervise (None: waiting for the next one) and Intercept."""
    match command:
        case cmd.Supervise():
            return _start(board, agent, command)
        case cmd.SetSupervision():
            _set_mode(board, agent, command.mode)
        case cmd.StopSupervision():
            watching.stop(board, _watch(board, agent), "STOPPED")
        case cmd.Intercept():
            return _intercept(board, agent)
    return None


def _watch(board: Board, agent: Agent) -> Watch:
    watch = board.state.watches.get(agent.key)
    if watch is None:
        raise Refused(RefusalCode.WRONG_STATE)
    return watch


def _start(board: Board, agent: Agent, command: cmd.Supervise) -> str | None:
    if agent.state not in MAY_LISTEN:
        raise Refused(RefusalCode.WRONG_STATE)
    call = _call_of(board, agent, command)
    if call and not board.is_up(call.gateway):
        raise Refused(RefusalCode.GATEWAY_DOWN)
    if not board.is_reachable(agent.seat, call.gateway if call else None):
        raise Refused(RefusalCode.SEAT_UNREACHABLE)
    watch = board.state.watches.get(agent.key)
    if watch and call and watch.call_id == call.id:
        _keep_on(board, call, watch, command)
        return call.id
    if watch is None:
        if agent.state is AgentState.NOT_READY:
            agent.after = agent.reason or "OTHER"
        watch = Watch(supervisor=agent.key, tenant=agent.tenant, seat=agent.seat, mode=command.mode)
        board.state.watches[agent.key] = watch
        presence.change(board, agent, AgentState.SUPERVISING)
    watch.mode, watch.target = command.mode.value, command.target
    watch.follow, watch.anywhere = command.follow and command.target is not None, command.anywhere
    watch.next = call.id if call else None
    watching.detach(board, watch, "OTHER_CALL")
    return call.id if call else None


def _keep_on(board: Board, call: Call, watch: Watch, command: cmd.Supervise) -> None:
    watch.mode, watch.anywhere = command.mode.value, command.anywhere
    if command.target:
        watch.target, watch.follow = command.target, command.follow
    watching.align(board, call)


def _call_of(board: Board, agent: Agent, command: cmd.Supervise) -> Call | None:
    """The call to listen to; None: the next one of the agent to follow. Raises Refused."""
    target = None
    if command.target is not None:
        target = board.state.agents.get(command.target)
        if target is None:
            known = command.target in board.plan.agents
            raise Refused(RefusalCode.TARGET_UNAVAILABLE if known else RefusalCode.UNKNOWN_AGENT)
        if target is agent:
            raise Refused(RefusalCode.TARGET_UNAVAILABLE)
        if target.tenant != agent.tenant and not command.anywhere:
            raise Refused(RefusalCode.NOT_YOUR_CALL)
    call_id = command.call_id or (target.call_id if target and target.state in presence.IN_CALL else None)
    call = board.state.calls.get(call_id or "")
    if call is None or call.ended:
        if command.call_id:
            raise Refused(RefusalCode.UNKNOWN_CALL)
        if not command.follow:
            raise Refused(RefusalCode.WRONG_STATE)
        return None
    if watching.tenant_of(call) != agent.tenant and not command.anywhere:
        raise Refused(RefusalCode.NOT_YOUR_CALL)
    if not watching.possible(call, command.mode, command.target):
        if command.follow and command.call_id is None:
            return None
        raise Refused(RefusalCode.WRONG_STATE)
    return call


def _set_mode(board: Board, agent: Agent, mode: SuperviseMode) -> None:
    watch = _watch(board, agent)
    call = board.state.calls.get(watch.call_id or "")
    if call and not watching.possible(call, mode, watch.target):
        raise Refused(RefusalCode.WRONG_STATE)
    watch.mode = mode.value
    if call:
        watching.align(board, call)


def _intercept(board: Board, agent: Agent) -> str:
    watch = _watch(board, agent)
    call = _live(board, watch.call_id or "")
    if not table.step(board, call, Signal(Trigger.INTERCEPT, agent=agent.key)):
        raise Refused(RefusalCode.WRONG_STATE)
    return call.id


def _live(board: Board, call_id: str) -> Call:
    call = board.state.calls.get(call_id)
    if call is None or call.ended:
        raise Refused(RefusalCode.UNKNOWN_CALL)
    if not board.is_up(call.gateway):
        raise Refused(RefusalCode.GATEWAY_DOWN)
    return call


# ---------------------------------------------------------------------------- in charge


def in_charge(board: Board, order: cmd.Order, lose: Lose) -> None:
    """Orders about others. ``lose``: takes an agent out of a call as if their console were gone."""
    match order:
        case cmd.ForceNotReady():
            _force(board, order.target, order.at_once, False, lose)
        case cmd.ForceSignOut():
            _force(board, order.target, order.at_once, True, lose)
        case cmd.OrderRecording():
            _order_recording(board, order)
        case cmd.CutCall():
            _cut(board, order)
        case cmd.MoveCall():
            _step(board, order.call_id, Signal(Trigger.MOVE, agent=order.by, text=order.queue))
        case cmd.PlayToCall():
            _step(board, order.call_id, Signal(Trigger.SAY, agent=order.by, prompts=order.prompts))


def _step(board: Board, call_id: str, signal: Signal) -> None:
    if not table.step(board, _live(board, call_id), signal):
        raise Refused(RefusalCode.WRONG_STATE)


def _cut(board: Board, order: cmd.CutCall) -> None:
    call = _live(board, order.call_id)
    if order.leg is None:
        _step(board, call.id, Signal(Trigger.CUT, agent=order.by))
        return
    leg = call.legs.get(order.leg)
    if leg is None or leg.closing:
        raise Refused(RefusalCode.UNKNOWN_CALL)
    commanded(board, call, "CUT_LEG", order.by, order.leg)
    board.order(HangUpLeg(gateway=call.gateway, leg=order.leg))  # its end then means what a hang-up means


def _force(board: Board, key: str, at_once: bool, out: bool, lose: Lose) -> None:
    agent = board.state.agents.get(key)
    if agent is None:
        raise Refused(RefusalCode.NOT_SIGNED_IN if key in board.plan.agents else RefusalCode.UNKNOWN_AGENT)
    agent.dismissed = agent.dismissed or out
    if agent.state in presence.IN_CALL:
        agent.after = FORCED
        if not at_once:
            _marked(board, key)
            return
        _take_out(board, agent, lose)
        agent = board.state.agents.get(key)
    if agent and (agent.state, agent.reason) != (AgentState.NOT_READY, FORCED):
        presence.not_ready(board, agent, FORCED)
    elif agent and agent.dismissed:
        presence.sign_out(board, agent)


def _take_out(board: Board, agent: Agent, lose: Lose) -> None:
    call, watch = board.state.calls.get(agent.call_id or ""), board.state.watches.get(agent.key)
    if watch:
        watching.stop(board, watch, "STOPPED")
    elif call:
        lose(board, call, agent.key)


def _order_recording(board: Board, order: cmd.OrderRecording) -> None:
    if order.target not in board.plan.agents and order.target not in board.plan.seats:
        raise Refused(RefusalCode.UNKNOWN_AGENT)
    if not order.on:
        board.state.record_all.pop(order.target, None)
        _marked(board, order.target)
        return
    board.state.record_all[order.target] = order.by
    _marked(board, order.target)
    for call in board.state.calls.values():
        part = call.part
        if part and part.began_at is not None and part.recording is None and order.target in (part.agent, part.seat):
            recordings.begin(board, call, part)


def _marked(board: Board, target: str) -> None:
    """Tell what stands ordered about an agent or a seat."""
    plan, agent = board.plan.agents.get(target) or board.plan.seats.get(target), board.state.agents.get(target)
    if plan:
        by = board.state.record_all.get(target)
        dismissed = agent is not None and agent.dismissed
        facts = {"recorded": by is not None, "dismissed": dismissed, "by": by or ""}
        board.emit(AgentMarked, plan.tenant, agent=target, **facts)
