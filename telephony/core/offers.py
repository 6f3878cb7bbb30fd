"""Offering a call to an agent: ring, answer, announce the agent's number, join; or back to the head of the queue."""

from telephony.contracts.events import (
    AgentState,
    CallAnswered,
    CallOffered,
    EndReason,
    LegKind,
    OfferEnded,
    OfferOutcome,
)
from telephony.contracts.gateway import DialSeat, JoinBridge, LeaveBridge, RingLeg
from telephony.core import callback, ending, ledger, parts, queueing, recordings, sound
from telephony.core.board import Board
from telephony.core.ending import BUSY_CAUSES
from telephony.core.signals import Signal
from telephony.core.state import Agent, Call, Offer, Part
from telephony.core.states import CallState
from telephony.core.targets import is_internal

ANNOUNCE_SECONDS = 4.0
"""The agent, who hears nothing meanwhile, is joined at the latest after this."""
NO_ANSWER_CAUSES = frozenset({18, 19})


def make(board: Board, call: Call, agent: Agent, queue: str, consult_from: str | None = None) -> None:
    """Ring ``agent``, who serves ``queue``, for ``call``."""
    callback.find_gateway(board, call, agent)
    if call.waiting:
        board.lines.remove_call(call, call.waiting)
        board.touch_queues(call.waiting.active)
    if call.far and not call.answered and not call.rung:
        board.order(RingLeg(gateway=call.gateway, leg=call.far))
        call.rung = True
    leg = board.next_id(call, "a")
    call.offer = Offer(agent=agent.key, seat=agent.seat, tenant=agent.tenant, leg=leg, queue=queue)
    call.state = CallState.OFFERED
    parts.take(board, call, agent, AgentState.RINGING)
    ring(board, call, agent, leg, LegKind.AGENT, queue, consult_from)
    board.start_timer(f"ring:{call.id}", board.now + board.queue(queue).ring_seconds)


def ring(
    board: Board,
    call: Call,
    agent: Agent,
    leg: str,
    kind: LegKind,
    queue: str,
    consult_from: str | None,
) -> None:
    """Tell the agent's tenant what is coming, then let the seat's telephone ring as ``leg``."""
    plan = board.agent_plan(agent)
    # whom the dialler called must not wait while a telephone rings
    auto_answer = (plan.auto_answer if plan else False) or call.id in board.state.reaches
    board.tell(
        call,
        CallOffered,
        agent.tenant,
        agent=agent.key,
        seat=agent.seat,
        queue=queue,
        home=call.home,
        caller=call.caller,
        called=call.called,
        medium=call.medium,
        arrived_at=call.arrived_at,
        verified=call.verified,
        auto_answer=auto_answer,
        business=call.business,
        consult_from=consult_from,
        **callback.facts_of(call),
        listed_priority=call.listed_priority,
        free=call.free,
    )
    ledger.start(board, call, leg, kind, agent.seat, agent.tenant)
    board.order(
        DialSeat(
            gateway=call.gateway,
            leg=leg,
            call_id=call.id,
            seat=agent.seat,
            caller_id=call.caller or (call.call_back.number if call.call_back else "") or "anonymous",
            ring_seconds=board.queue(queue).ring_seconds,
            auto_answer=auto_answer,
        )
    )


def on_answered(board: Board, call: Call, signal: Signal) -> None:
    """The agent answered: the caller hears who it is, then both are joined."""
    offer, call.offer = call.offer, None
    if offer is None:
        return
    board.stop_timer(f"ring:{call.id}")
    board.tell(call, OfferEnded, offer.tenant, agent=offer.agent, seat=offer.seat, outcome=OfferOutcome.ANSWERED)
    if callback.is_promised(call):
        if called := parts.agent_in(board, call, offer.agent):
            parts.take(board, call, called, AgentState.DIALLING)
        callback.on_agent_answered(board, call, offer)
        return
    ending.stop_waiting(board, call)
    call.state = CallState.ANNOUNCING
    call.part = Part(agent=offer.agent, seat=offer.seat, tenant=offer.tenant, leg=offer.leg, queue=offer.queue)
    if call.was_answered_at is None:
        call.was_answered_at = board.now
    agent = parts.agent_in(board, call, offer.agent)
    if agent:
        parts.take(board, call, agent, AgentState.TALKING)
        digits = f"digits:{agent.number}"
        sound.say(board, call, ("agent-number", digits, "at-your-service"))
    board.start_timer(f"announce:{call.id}", board.now + ANNOUNCE_SECONDS)


def on_announced(board: Board, call: Call, signal: Signal) -> None:
    """The agent's number has been said, or took too long: join."""
    if signal.text and signal.text != call.playing:
        return
    if signal.text:
        call.playing = None
    join(board, call)


def join(board: Board, call: Call) -> None:
    """Agent and citizen talk from now on, and are recorded."""
    part = call.part
    if part is None or call.far is None:
        return
    board.stop_timer(f"announce:{call.id}")
    sound.hush(board, call)
    call.state = CallState.TALKING
    part.began_at = board.now
    if call.was_answered_at is None:
        call.was_answered_at = board.now
    board.order(JoinBridge(gateway=call.gateway, bridge=f"{call.id}.b", legs=(call.far, part.leg)))
    recordings.begin(board, call, part)
    board.tell(
        call,
        CallAnswered,
        part.tenant,
        agent=part.agent,
        seat=part.seat,
        waited_seconds=ending.waited(board, call),
    )
    callback.got_through(board, call)


def give_back(board: Board, call: Call, outcome: OfferOutcome, reason: str | None) -> None:
    """No answer, for whatever reason: the call goes back to the head of the queue."""
    queue = call.offer.queue if call.offer else ""
    parts.end_offer(board, call, outcome, reason)
    queueing.return_to_head(board, call, call.waiting.queue if call.waiting else queue)


def on_ring_timeout(board: Board, call: Call, signal: Signal) -> None:
    """The ring time is over: back to the head, the agent is not ready."""
    give_back(board, call, OfferOutcome.NO_ANSWER, "NO_ANSWER")


def on_reject(board: Board, call: Call, signal: Signal) -> None:
    """The agent declined: back to the head, the agent is not ready."""
    give_back(board, call, OfferOutcome.REJECTED, "REJECTED")


def on_offer_lost(board: Board, call: Call, signal: Signal) -> None:
    """The agent's console is gone while their telephone rings."""
    give_back(board, call, OfferOutcome.FAILED, parts.CONNECTION_LOST)


def on_offer_gone(board: Board, call: Call, signal: Signal) -> None:
    """The seat's leg ended unanswered: declined at the telephone, no answer, or it could not be rung."""
    if signal.reconciled:
        give_back(board, call, OfferOutcome.FAILED, None)
    elif signal.cause in BUSY_CAUSES:
        give_back(board, call, OfferOutcome.REJECTED, "REJECTED")
    elif signal.cause in NO_ANSWER_CAUSES:
        give_back(board, call, OfferOutcome.NO_ANSWER, "NO_ANSWER")
    else:
        give_back(board, call, OfferOutcome.FAILED, "SEAT_UNREACHABLE")


def on_agent_lost(board: Board, call: Call, signal: Signal) -> None:
    """The agent's line or console is gone in the middle: the caller hears so and is first in the queue again.

    Found out only after the gateway was away, it may have been a plain hang-up: then it is not held against them."""
    part = call.part
    if part is None:
        return
    if is_internal(call):
        parts.leave(board, call, lost=not signal.reconciled)
        ending.end(board, call, EndReason.AGENT_HUNG_UP)
        return
    board.stop_timer(f"announce:{call.id}")
    for guest in list(call.guests.values()):
        parts.end_guest(board, call, guest, OfferOutcome.CALLER_LEFT)
    queue = part.queue or usual_queue(board, part.agent)
    parts.end_consult(board, call, OfferOutcome.CALLER_LEFT)
    parts.leave(board, call, lost=not signal.reconciled)
    if part.began_at is not None and call.far:
        board.order(LeaveBridge(gateway=call.gateway, bridge=f"{call.id}.b", leg=call.far))
    sound.unhold(board, call)
    queueing.return_to_head(board, call, queue, prompts=("agent-lost",))


def on_announced_agent_gone(board: Board, call: Call, signal: Signal) -> None:
    """The agent hung up before being joined: the caller has not talked to anybody yet and is first again."""
    queue = call.part.queue if call.part else ""
    board.stop_timer(f"announce:{call.id}")
    parts.leave(board, call)
    call.was_answered_at = None
    queueing.return_to_head(board, call, queue)


def usual_queue(board: Board, agent: str) -> str:
    """The queue that takes over a call of ``agent`` that never waited: the first of their own tenant, else any."""
    plan = board.agent_plan(agent)
    queues = [key for key in plan.queues if key in board.plan.queues] if plan else []
    own = [key for key in queues if plan and board.queue(key).tenant == plan.tenant]
    return next(iter(own or queues), "")


def on_caller_left(board: Board, call: Call, signal: Signal) -> None:
    """The citizen hung up while the agent's number was said."""
    ending.end(board, call, EndReason.CALLER_HUNG_UP)
