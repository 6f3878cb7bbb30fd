"""Carrying out commands: each gets one reply, the same one when it comes again, and a refused one changes nothing."""

from telephony.contracts import commands as cmd
from telephony.contracts import work as wk
from telephony.contracts.commands import RefusalCode, Reply
from telephony.contracts.events import AgentState
from telephony.contracts.outreach import OutreachCommand
from telephony.contracts.takes import DecideTake, RecordPrompt
from telephony.core import (
    accounts,
    arrival,
    helping,
    outbound,
    outreach,
    parts,
    presence,
    scanners,
    supervision,
    table,
    takes,
    watching,
    work_commands,
    work_items,
)
from telephony.core.board import Board, Refused
from telephony.core.signals import Signal
from telephony.core.state import Agent, Call
from telephony.core.states import Trigger
from telephony.core.targets import is_internal

REPLIES_KEPT = 10_000

TRIGGERS: dict[type[cmd.CallCommand], Trigger] = {
    cmd.Reject: Trigger.REJECT,
    cmd.HangUp: Trigger.HANG_UP,
    cmd.Hold: Trigger.HOLD,
    cmd.Resume: Trigger.RESUME,
    cmd.Mute: Trigger.MUTE,
    cmd.SendDigits: Trigger.DIGITS,
    cmd.Consult: Trigger.CONSULT,
    cmd.CancelConsult: Trigger.CANCEL_CONSULT,
    cmd.CompleteTransfer: Trigger.COMPLETE,
    cmd.Transfer: Trigger.TRANSFER,
    cmd.Conference: Trigger.CONFERENCE,
    cmd.Invite: Trigger.INVITE,
    cmd.DropGuest: Trigger.DROP_GUEST,
    cmd.PlayPrompt: Trigger.PLAY_PROMPT,
    cmd.PauseRecording: Trigger.PAUSE_RECORDING,
    cmd.Rejoin: Trigger.REJOIN,
}
DECLINING = (cmd.Reject, cmd.HangUp)
#: what it is when somebody does not want out but is gone
LOSING = {
    Trigger.REJECT: Trigger.OFFER_LOST,
    Trigger.CONSULT_LEAVES: Trigger.CONSULT_LOST,
    Trigger.GUEST_LEAVES: Trigger.GUEST_LOST,
}


def take(board: Board, command: cmd.Command) -> Reply:
    """Carry out ``command`` once; its reply is remembered."""
    known = board.state.replies.get(command.command_id)
    if known is not None:
        return known
    try:
        reply = Reply(command.command_id, call_id=_carry_out(board, command))
    except Refused as refused:
        reply = Reply(command.command_id, refusal=refused.code)
    board.state.replies[command.command_id] = reply
    while len(board.state.replies) > REPLIES_KEPT:
        del board.state.replies[next(iter(board.state.replies))]
    return reply


def _carry_out(board: Board, command: cmd.Command) -> str | None:
    match command:
        case cmd.OpenWebLine():
            if not any(board.gateways_up()):
                raise Refused(RefusalCode.GATEWAY_DOWN)
            arrival.open_web_line(board, command)
        case cmd.LetIn():
            scanners.let_in(board, command)
        case cmd.AnswerLookup():
            _answer_lookup(board, command)
        case wk.WorkCommand() | wk.PauseWork() | wk.MoveWork():
            work_commands.take(board, command)
        case OutreachCommand():
            outreach.take(board, command)
        case cmd.SignIn():
            _sign_in(board, command)
        case cmd.Order():
            supervision.in_charge(board, command, _lose)
        case cmd.CallCommand():
            return _on_call(board, command)
        case cmd.AgentCommand():
            return _of_agent(board, command)
    return None


def _signed_in(board: Board, key: str) -> Agent:
    agent = board.state.agents.get(key)
    if agent is None:
        known = key in board.plan.agents
        raise Refused(RefusalCode.NOT_SIGNED_IN if known else RefusalCode.UNKNOWN_AGENT)
    return agent


def _of_agent(board: Board, command: cmd.AgentCommand) -> str | None:
    agent = _signed_in(board, command.agent)
    match command:
        case cmd.SignOut():
            if agent.state in presence.IN_CALL:
                raise Refused(RefusalCode.WRONG_STATE)
            presence.sign_out(board, agent)
        case cmd.SetReady():
            _set_ready(board, agent)
        case cmd.SetNotReady():
            _set_not_ready(board, agent, command.reason)
        case cmd.SeatConnection():
            _seat_connection(board, agent, command.connected)
        case cmd.Dial():
            return outbound.start(board, agent, command)
        case RecordPrompt():
            return takes.start(board, agent, command)
        case DecideTake():
            takes.decide(board, command)
        case _:
            return supervision.of_supervisor(board, agent, command)
    return None


# ------------------------------------------------------------------ presence


def _sign_in(board: Board, command: cmd.SignIn) -> None:
    plan = board.plan.agents.get(command.agent)
    if plan is None:
        raise Refused(RefusalCode.UNKNOWN_AGENT)
    seat = board.plan.seats.get(command.seat)
    if seat is None or seat.tenant != plan.tenant:
        raise Refused(RefusalCode.UNKNOWN_SEAT)
    if board.seated.get(command.seat, command.agent) != command.agent:
        raise Refused(RefusalCode.SEAT_TAKEN)
    agent = board.state.agents.get(command.agent)
    if agent and agent.seat != command.seat:
        if agent.state in presence.IN_CALL:
            raise Refused(RefusalCode.WRONG_STATE)
        presence.sign_out(board, agent)
        agent = None
    if agent:
        agent.secret = command.secret  # the same desk, opened anew
    else:
        agent = _seat_agent(board, command, plan.tenant, plan.number)
    accounts.give_out(board, agent)


def _seat_agent(board: Board, command: cmd.SignIn, tenant: str, number: str) -> Agent:
    agent = Agent(
        key=command.agent,
        tenant=tenant,
        number=number,
        seat=command.seat,
        secret=command.secret,
        state=AgentState.SIGNED_OUT,
        since=board.now,
        idle_since=board.now,
    )
    board.state.agents[agent.key] = agent
    board.seated[agent.seat] = agent.key
    presence.change(board, agent, AgentState.NOT_READY, reason="SIGNED_IN")
    return agent


def _set_ready(board: Board, agent: Agent) -> None:
    if agent.state in (AgentState.TALKING, AgentState.DIALLING, AgentState.SUPERVISING):
        agent.after = None  # not "not ready after this call" any more
        return
    if agent.state is AgentState.READY:
        return
    if agent.state is AgentState.RINGING:
        raise Refused(RefusalCode.WRONG_STATE)
    if not board.is_reachable(agent.seat):
        raise Refused(RefusalCode.SEAT_UNREACHABLE)
    agent.after = None
    presence.change(board, agent, AgentState.READY)


def _set_not_ready(board: Board, agent: Agent, reason: str) -> None:
    if agent.state in presence.IN_CALL:
        agent.after = reason
    elif (agent.state, agent.reason) != (AgentState.NOT_READY, reason):
        presence.not_ready(board, agent, reason)


def _seat_connection(board: Board, agent: Agent, connected: bool) -> None:
    work_items.connection_changed(board, agent, connected)
    if connected:
        return
    watch = board.state.watches.get(agent.key)
    if watch:
        watching.stop(board, watch, "LINE_LOST")
        presence.not_ready(board, agent, parts.CONNECTION_LOST)
        return
    call = board.state.calls.get(agent.call_id or "")
    in_call = call is not None and agent.state in presence.IN_CALL
    if call and in_call and _lose(board, call, agent.key) and not is_internal(call):
        return
    is_seated = agent.key in board.state.agents  # who was dismissed has left with the call
    if is_seated and agent.state is not AgentState.NOT_READY:
        presence.not_ready(board, agent, parts.CONNECTION_LOST)


def _lose(board: Board, call: Call, agent: str) -> bool:
    if call.part and call.part.agent == agent:
        return table.step(board, call, Signal(Trigger.AGENT_LOST))
    meaning, leg = _declining(call, agent)
    return table.step(board, call, Signal(LOSING.get(meaning, meaning), text=leg))


# --------------------------------------------------------------------- calls


def _on_call(board: Board, command: cmd.CallCommand) -> str | None:
    _signed_in(board, command.agent)
    call = board.state.calls.get(command.call_id)
    if call is None or call.ended:
        raise Refused(RefusalCode.UNKNOWN_CALL)
    if isinstance(command, cmd.AskHelp | cmd.WithdrawHelp):
        helping.command(board, call, command)
        return None
    trigger, leg = _trigger(call, command)
    if not board.is_up(call.gateway):
        raise Refused(RefusalCode.GATEWAY_DOWN)
    if trigger is None or not table.step(board, call, Signal(trigger, command=command, text=leg)):
        raise Refused(RefusalCode.WRONG_STATE)
    return call.id if isinstance(command, cmd.Consult) else None


def _trigger(call: Call, command: cmd.CallCommand) -> tuple[Trigger | None, str]:
    """What the command means, coming from this agent (None: nothing in their place), and whose leg it is about."""
    if call.part and call.part.agent == command.agent:
        return TRIGGERS[type(command)], ""
    meaning, leg = _declining(call, command.agent)
    if isinstance(command, cmd.Mute) and meaning is not Trigger.REJECT:
        return Trigger.OTHER_MUTE, leg
    return (meaning if isinstance(command, DECLINING) else None), leg


def _declining(call: Call, agent: str) -> tuple[Trigger, str]:
    """What it means that an agent who does not have the call wants out of it. Raises Refused: NOT_YOUR_CALL."""
    if call.offer and call.offer.agent == agent:
        return Trigger.REJECT, call.offer.leg
    if call.consult and call.consult.agent == agent:
        return Trigger.CONSULT_LEAVES, call.consult.leg
    for guest in call.guests.values():
        if guest.agent == agent:
            return Trigger.GUEST_LEAVES, guest.leg
    callee = call.dialled.callee if call.dialled else None
    if callee and callee.agent == agent:
        return (Trigger.OUTSIDE_GONE if callee.began_at is None else Trigger.FAR_GONE), callee.leg
    raise Refused(RefusalCode.NOT_YOUR_CALL)


def _answer_lookup(board: Board, command: cmd.AnswerLookup) -> None:
    call = board.state.calls.get(command.call_id)
    if call is None or call.ended:
        raise Refused(RefusalCode.UNKNOWN_CALL)
    if call.place is None or call.place.lookup != command.lookup_id:
        raise Refused(RefusalCode.WRONG_STATE)
    call.known |= {"case": command.case, "case_status": command.status}
    signal = Signal(Trigger.LOOKUP_ANSWERED, text=command.lookup_id, found=command.found, prompts=command.prompts)
    table.step(board, call, signal)
