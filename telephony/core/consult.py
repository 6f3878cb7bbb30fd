"""Consultation: the caller waits with music while the agent asks somebody; cancelled, or completed as a transfer."""

from telephony.contracts.commands import Consult as ConsultCommand
from telephony.contracts.commands import RefusalCode
from telephony.contracts.events import (
    AgentState,
    CallAnswered,
    CallChanged,
    LegKind,
    OfferEnded,
    OfferOutcome,
)
from telephony.contracts.gateway import DropBridge, JoinBridge
from telephony.core import ending, ledger, offers, parts, recordings, sound, tolls, transfer
from telephony.core.board import Board, Refused
from telephony.core.signals import Signal
from telephony.core.state import Call, Consult, Offer, Part
from telephony.core.states import CallState
from telephony.core.talk import told
from telephony.core.targets import NUMBER_RING_SECONDS, dial, refuse_internal, refuse_with_guests, resolve


def on_consult(board: Board, call: Call, signal: Signal) -> None:
    """Put the caller on hold and ring somebody."""
    part, command = call.part, signal.command
    if part is None or not isinstance(command, ConsultCommand):
        return
    refuse_internal(call)
    refuse_with_guests(call)
    target = resolve(board, call, command.target)
    if target.queue:
        raise Refused(RefusalCode.TARGET_UNAVAILABLE)
    if target.number:
        tolls.check_out(board, call, part.agent, part.tenant, target.number)
    sound.hold(board, call)
    leg = board.next_id(call, "c")
    bridge = f"{call.id}.cb{call.counts['c']}"
    call.consult = Consult(party=target.text, leg=leg, bridge=bridge)
    call.state = CallState.CONSULT_RINGING
    told(board, call, "CONSULTING", target.text)
    seconds = NUMBER_RING_SECONDS
    if target.agent:
        agent, consult = target.agent, call.consult
        consult.agent, consult.seat, consult.tenant = agent.key, agent.seat, agent.tenant
        queue = offers.usual_queue(board, agent.key)
        parts.take(board, call, agent, AgentState.RINGING)
        offers.ring(board, call, agent, leg, LegKind.CONSULT, queue, consult_from=part.agent)
        seconds = board.queue(queue).ring_seconds
    elif target.number:
        ledger.start(board, call, leg, LegKind.CONSULT, target.number, part.tenant, payer=part.agent)
        dial(board, call, leg, target.number)
    board.start_timer(f"consult:{call.id}", board.now + seconds)


def on_answered(board: Board, call: Call, signal: Signal) -> None:
    """The consulted party answered: agent and party talk, the caller waits."""
    part, consult = call.part, call.consult
    if part is None or consult is None:
        return
    board.stop_timer(f"consult:{call.id}")
    consult.began_at = board.now
    call.state = CallState.CONSULT_TALKING
    board.order(JoinBridge(gateway=call.gateway, bridge=consult.bridge, legs=(part.leg, consult.leg)))
    told(board, call, "CONSULT_TALKING", consult.party)
    agent = parts.agent_in(board, call, consult.agent or "")
    if agent:
        board.tell(
            call,
            OfferEnded,
            agent.tenant,
            agent=agent.key,
            seat=agent.seat,
            outcome=OfferOutcome.ANSWERED,
        )
        parts.take(board, call, agent, AgentState.TALKING)
        facts = {"agent": agent.key, "change": "CONSULT_TALKING", "party": part.agent}
        board.tell(call, CallChanged, agent.tenant, **facts)


def _back(board: Board, call: Call, outcome: OfferOutcome, reason: str | None) -> None:
    """The consulted party is out; the agent stands before the held caller again."""
    talked = call.consult is not None and call.consult.began_at is not None
    parts.end_consult(board, call, outcome, reason)
    call.state = CallState.HELD
    if talked and call.part:
        board.order(JoinBridge(gateway=call.gateway, bridge=f"{call.id}.b", legs=(call.part.leg,)))


def on_gone(board: Board, call: Call, signal: Signal) -> None:
    """The consulted party hung up, did not answer or could not be reached."""
    rung = call.consult is not None and call.consult.agent is not None and call.consult.began_at is None
    if not rung or signal.reconciled:
        _back(board, call, OfferOutcome.FAILED, None)
    elif signal.cause in ending.BUSY_CAUSES:
        _back(board, call, OfferOutcome.REJECTED, "REJECTED")
    elif signal.cause in offers.NO_ANSWER_CAUSES:
        _back(board, call, OfferOutcome.NO_ANSWER, "NO_ANSWER")
    else:
        _back(board, call, OfferOutcome.FAILED, "SEAT_UNREACHABLE")


def on_timeout(board: Board, call: Call, signal: Signal) -> None:
    """Rung in vain."""
    _back(board, call, OfferOutcome.NO_ANSWER, "NO_ANSWER")


def on_lost(board: Board, call: Call, signal: Signal) -> None:
    """The consulted agent's line or console is gone."""
    _back(board, call, OfferOutcome.FAILED, parts.CONNECTION_LOST)


def on_declined(board: Board, call: Call, signal: Signal) -> None:
    """The consulted agent declined (not ready then, as with every offer)."""
    _back(board, call, OfferOutcome.REJECTED, "REJECTED")


def on_left(board: Board, call: Call, signal: Signal) -> None:
    """The consulted agent hung up after talking."""
    _back(board, call, OfferOutcome.ANSWERED, None)


def on_cancel(board: Board, call: Call, signal: Signal) -> None:
    """The agent drops the consulted party and talks with the caller again."""
    _back(board, call, OfferOutcome.CALLER_LEFT, None)
    sound.unhold(board, call)
    call.state = CallState.TALKING
    told(board, call, "RESUMED")


def on_complete(board: Board, call: Call, signal: Signal) -> None:
    """Attended transfer: the caller stays with the consulted party, the agent is out. Also when the agent simply
    hangs up in the middle of a consultation."""
    consult, call.consult = call.consult, None
    if consult is None:
        return
    told(board, call, "TRANSFERRED", consult.party)
    parts.leave(board, call)
    board.order(DropBridge(gateway=call.gateway, bridge=consult.bridge))
    if consult.agent is None:
        call.outside = consult.leg
        transfer.join_outside(board, call)
        return
    sound.unhold(board, call)
    call.part = _part_of(board, consult)
    call.part.began_at = board.now
    call.state = CallState.TALKING
    board.order(JoinBridge(gateway=call.gateway, bridge=f"{call.id}.b", legs=(call.far or "", consult.leg)))
    recordings.begin(board, call, call.part)
    board.tell(
        call,
        CallAnswered,
        call.part.tenant,
        agent=call.part.agent,
        seat=call.part.seat,
        waited_seconds=ending.waited(board, call),
    )


def _part_of(board: Board, consult: Consult) -> Part:
    agent = consult.agent or ""
    return Part(
        agent=agent,
        seat=consult.seat or "",
        tenant=consult.tenant or "",
        leg=consult.leg,
        queue=offers.usual_queue(board, agent),
    )


def on_agent_left_ringing(board: Board, call: Call, signal: Signal) -> None:
    """The agent hangs up while the consulted party still rings: from now on it is a blind transfer."""
    consult, part = call.consult, call.part
    if consult is None or part is None:
        return
    queue = part.queue or offers.usual_queue(board, part.agent)
    due = board.state.timers.get(f"consult:{call.id}", board.now)
    board.stop_timer(f"consult:{call.id}")
    call.consult = None
    transfer.let_go(board, call, consult.party)
    board.start_timer(f"ring:{call.id}", due)
    if consult.agent:
        call.state = CallState.OFFERED
        call.offer = Offer(
            agent=consult.agent,
            seat=consult.seat or "",
            tenant=consult.tenant or "",
            leg=consult.leg,
            queue=offers.usual_queue(board, consult.agent),
        )
    else:
        call.state = CallState.TRANSFERRING
        call.outside, call.returns_to = consult.leg, queue
