"""Click to dial: the agent's own telephone first, then the number; joined when the number answers, and recorded."""

from telephony.contracts.commands import Dial, RefusalCode
from telephony.contracts.events import AgentState, CallDialled, EndReason, LegKind
from telephony.contracts.gateway import DialSeat, RingLeg
from telephony.core import ending, ledger, offers, parts, presence
from telephony.core.board import Board, Refused
from telephony.core.signals import Signal
from telephony.core.state import Agent, Call, Dialled, Part
from telephony.core.states import CallState
from telephony.core.targets import NUMBER_RING_SECONDS, dial

SEAT_RING_SECONDS = 20.0
MAY_DIAL = frozenset({AgentState.READY, AgentState.NOT_READY, AgentState.WRAP_UP})


def start(board: Board, agent: Agent, command: Dial) -> str:
    """Begin the call; its id. Raises Refused: WRONG_STATE, INVALID_NUMBER, GATEWAY_DOWN, SEAT_UNREACHABLE."""
    if agent.state not in MAY_DIAL:
        raise Refused(RefusalCode.WRONG_STATE)
    number = board.plan.e164(command.number)
    if not number:
        raise Refused(RefusalCode.INVALID_NUMBER)
    if not board.gateways_up():
        raise Refused(RefusalCode.GATEWAY_DOWN)
    gateway = next((key for key in board.gateways_up() if board.is_reachable(agent.seat, key)), None)
    if gateway is None:
        raise Refused(RefusalCode.SEAT_UNREACHABLE)
    # never the same twice, not even after the journal was lost
    board.state.dials = max(board.state.dials + 1, int(board.now))
    call = Call(
        id=f"{agent.key.replace(':', '-')}-{board.state.dials}",
        gateway=gateway,
        home=agent.tenant,
        state=CallState.DIALLING_SEAT,
        caller=number,
        caller_raw=command.number,
        called=number,
        medium="OUTBOUND",
        verified=True,
        language="zh",
        arrived_at=board.now,
        answered=True,
        greeted=True,
        dialled=Dialled(number=number, purpose=command.purpose, reference=command.reference),
    )
    board.state.calls[call.id] = call
    _ring_seat(board, call, agent)
    return call.id


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
    """The agent is on the line: now the number."""
    if call.dialled is None or call.part is None:
        return
    call.state = CallState.DIALLING_NUMBER
    call.outside = board.next_id(call, "o")
    number = call.dialled.number
    ledger.start(board, call, call.outside, LegKind.OUTSIDE, number, call.part.tenant)
    dial(board, call, call.outside, number)
    board.start_timer(f"ring:{call.id}", board.now + NUMBER_RING_SECONDS)


def on_number_rings(board: Board, call: Call, signal: Signal) -> None:
    """The agent hears that it rings."""
    if call.part:
        board.order(RingLeg(gateway=call.gateway, leg=call.part.leg))


def on_number_answered(board: Board, call: Call, signal: Signal) -> None:
    """The citizen answered: from here on the call is like any other."""
    if call.part is None:
        return
    board.stop_timer(f"ring:{call.id}")
    call.far, call.outside = call.outside, None
    agent = parts.agent_in(board, call, call.part.agent)
    if agent:
        parts.take(board, call, agent, AgentState.TALKING)
    offers.join(board, call)


def on_not_reached(board: Board, call: Call, signal: Signal) -> None:
    """Busy, no answer, rejected, or given up before anybody answered."""
    ending.end(board, call, EndReason.NOT_REACHED)


def on_agent_lost(board: Board, call: Call, signal: Signal) -> None:
    """The agent's console or line is gone before anybody answered."""
    parts.leave(board, call, lost=True)
    ending.end(board, call, EndReason.NOT_REACHED)
