"""Click to dial: the agent's own telephone first, then the number or another agent (an internal call); joined when they
answer, and recorded."""

from telephony.contracts.commands import Dial, RefusalCode
from telephony.contracts.events import AgentState, CallDialled, EndReason, LegKind, OfferEnded, OfferOutcome
from telephony.contracts.gateway import DialSeat, RingLeg
from telephony.contracts.plan import ChannelUse
from telephony.core import allotment, answering, callback, ending, ledger, offers, parts, presence, tolls
from telephony.core.board import Board, Refused
from telephony.core.signals import Signal
from telephony.core.state import Agent, Call, Dialled, Guest, Part
from telephony.core.states import CallState
from telephony.core.targets import INTERNAL, NUMBER_RING_SECONDS, dial

SEAT_RING_SECONDS = 20.0
MAY_DIAL = frozenset({AgentState.READY, AgentState.NOT_READY, AgentState.WRAP_UP})
MAY_BE_CALLED = frozenset({AgentState.READY, AgentState.NOT_READY})
"""By colleagues: also in a break, which goes on after the call."""


def start(board: Board, agent: Agent, command: Dial) -> str:
    """Begin the call; its id. Raises Refused: WRONG_STATE, INVALID_NUMBER, TARGET_UNAVAILABLE (an agent who cannot be
    called now), GATEWAY_DOWN, SEAT_UNREACHABLE, NO_CHANNEL, TOLL_FORBIDDEN, TOLL_LIMIT."""
    if agent.state not in MAY_DIAL:
        raise Refused(RefusalCode.WRONG_STATE)
    internal = command.number in board.plan.agents
    number = command.number if internal else board.plan.e164(command.number)
    if not number:
        raise Refused(RefusalCode.INVALID_NUMBER)
    if not board.gateways_up():
        raise Refused(RefusalCode.GATEWAY_DOWN)
    gateway = board.lightest_gateway(agent.seat)
    if gateway is None:
        raise Refused(RefusalCode.SEAT_UNREACHABLE)
    callee = _callee(board, agent, number, gateway) if internal else None
    allotment.need(board, ChannelUse.INTERNAL if internal else ChannelUse.OUTBOUND, agent.tenant)
    if not internal:
        tolls.check(board, agent.key, agent.tenant, number)
    # never the same twice, not even after the journal was lost
    board.state.dials = max(board.state.dials + 1, int(board.now))
    call = Call(
        id=f"{agent.key.replace(':', '-')}-{board.state.dials}",
        gateway=gateway,
        home=agent.tenant,
        state=CallState.DIALLING_SEAT,
        caller="" if internal else number,
        caller_raw=command.number,
        called=number,
        medium=INTERNAL if internal else "OUTBOUND",
        verified=True,
        language="zh",
        arrived_at=board.now,
        answered=True,
        greeted=True,
        dialled=Dialled(number=number, purpose=command.purpose, reference=command.reference, callee=callee),
    )
    board.state.calls[call.id] = call
    _ring_seat(board, call, agent)
    return call.id


def _callee(board: Board, agent: Agent, key: str, gateway: str) -> Guest:
    """The agent who is to be called. Raises Refused: TARGET_UNAVAILABLE."""
    callee = board.state.agents.get(key)
    if callee is None or callee is agent or not _can_be_called(board, callee, gateway):
        raise Refused(RefusalCode.TARGET_UNAVAILABLE)
    return Guest(party=key, leg="", agent=key, seat=callee.seat, tenant=callee.tenant)


def _can_be_called(board: Board, callee: Agent, gateway: str) -> bool:
    return callee.state in MAY_BE_CALLED and board.is_reachable(callee.seat, gateway)


def _ring_seat(board: Board, call: Call, agent: Agent) -> None:
    dialled = call.dialled
    if dialled is None:
        return
    if agent.state is AgentState.NOT_READY:
        agent.after = agent.reason or "OTHER"
    leg = board.next_id(call, "a")
    queue = offers.usual_queue(board, agent.key)
    call.part = Part(agent=agent.key, seat=agent.seat, tenant=agent.tenant, leg=leg, queue=queue)
    board.tell(
        call,
        CallDialled,
        agent.tenant,
        agent=agent.key,
        seat=agent.seat,
        number=dialled.number,
        purpose=dialled.purpose,
        reference=dialled.reference,
    )
    presence.change(board, agent, AgentState.DIALLING, call_id=call.id)
    ledger.start(board, call, leg, LegKind.AGENT, agent.seat, agent.tenant)
    board.order(
        DialSeat(
            gateway=call.gateway,
            leg=leg,
            call_id=call.id,
            seat=agent.seat,
            caller_id=dialled.number,
            ring_seconds=SEAT_RING_SECONDS,
            auto_answer=True,
        )
    )
    board.start_timer(f"ring:{call.id}", board.now + SEAT_RING_SECONDS)


def on_seat_answered(board: Board, call: Call, signal: Signal) -> None:
    """The agent is on the line: now the number, or the other agent."""
    if call.dialled is None or call.part is None:
        return
    if call.dialled.callee:
        _ring_callee(board, call, call.part, call.dialled.callee)
        return
    call.state = CallState.DIALLING_NUMBER
    call.outside = board.next_id(call, "o")
    number = call.dialled.number
    ledger.start(board, call, call.outside, LegKind.OUTSIDE, number, call.part.tenant, payer=call.part.agent)
    dial(board, call, call.outside, number)
    board.start_timer(f"ring:{call.id}", board.now + NUMBER_RING_SECONDS)


def _ring_callee(board: Board, call: Call, part: Part, callee: Guest) -> None:
    agent = board.state.agents.get(callee.agent or "")
    if agent is None or not _can_be_called(board, agent, call.gateway):
        if call.dialled:
            call.dialled.callee = None
        ending.end(board, call, EndReason.NOT_REACHED)
        return
    if agent.state is AgentState.NOT_READY:
        agent.after = agent.reason or "OTHER"
    call.state = CallState.DIALLING_NUMBER
    callee.leg = call.outside = board.next_id(call, "o")
    parts.take(board, call, agent, AgentState.RINGING)
    queue = offers.usual_queue(board, agent.key)
    offers.ring(board, call, agent, callee.leg, LegKind.AGENT, queue, consult_from=part.agent)
    board.start_timer(f"ring:{call.id}", board.now + board.queue(queue).ring_seconds)


def on_number_rings(board: Board, call: Call, signal: Signal) -> None:
    """The agent hears that it rings."""
    if call.part:
        board.order(RingLeg(gateway=call.gateway, leg=call.part.leg))


def on_number_answered(board: Board, call: Call, signal: Signal) -> None:
    """The citizen answered: from here on the call is like any other, once it is known that it is a citizen."""
    if call.part is None:
        return
    board.stop_timer(f"ring:{call.id}")
    call.far, call.outside = call.outside, None
    reach = board.state.reaches.get(call.id)
    if reach is None or not answering.begin(board, call, reach):
        put_through(board, call)


def put_through(board: Board, call: Call) -> None:
    """Join agent and citizen."""
    if call.part is None:
        return
    callback.reached(board, call)
    if call.dialled and call.dialled.callee:
        _callee_answered(board, call, call.dialled.callee)
    agent = parts.agent_in(board, call, call.part.agent)
    if agent:
        parts.take(board, call, agent, AgentState.TALKING)
    offers.join(board, call)


def _callee_answered(board: Board, call: Call, callee: Guest) -> None:
    callee.began_at = board.now
    agent = parts.agent_in(board, call, callee.agent or "")
    if agent:
        facts = {"agent": agent.key, "seat": agent.seat, "outcome": OfferOutcome.ANSWERED}
        board.tell(call, OfferEnded, agent.tenant, **facts)
        parts.take(board, call, agent, AgentState.TALKING)


def on_not_reached(board: Board, call: Call, signal: Signal) -> None:
    """Busy, no answer, rejected, or given up before anybody answered."""
    if call.call_back:
        callback.not_reached(board, call, signal.cause, lost=signal.reconciled)
        return
    ending.end(board, call, EndReason.NOT_REACHED, signal.cause)


def on_agent_lost(board: Board, call: Call, signal: Signal) -> None:
    """The agent's console or line is gone before anybody answered."""
    if call.call_back:
        callback.not_reached(board, call, 0, lost=True)
        return
    parts.leave(board, call, lost=True)
    ending.end(board, call, EndReason.NOT_REACHED)
