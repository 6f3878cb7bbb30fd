"""What somebody in charge does to a call: take the citizen over, move them, speak to them, end it."""

from telephony.contracts.commands import PlayPrompt, RefusalCode
from telephony.contracts.events import (
    AgentState,
    CallAnswered,
    CallCommanded,
    CallOffered,
    EndReason,
    OfferEnded,
    OfferOutcome,
)
from telephony.contracts.gateway import JoinBridge
from telephony.core import ending, ledger, offers, parts, queueing, recordings, sound, talk, transfer, watching
from telephony.core.board import Board, Refused
from telephony.core.signals import Signal
from telephony.core.state import Agent, Call, Part
from telephony.core.states import CallState
from telephony.core.targets import refuse_internal


def commanded(board: Board, call: Call, order: str, by: str, detail: str = "") -> None:
    """Into the trace of the call."""
    board.tell(call, CallCommanded, watching.tenant_of(call), order=order, by=by, detail=detail)


def on_intercept(board: Board, call: Call, signal: Signal) -> None:
    """The supervisor (``signal.agent``) who listens takes the citizen over; the agent is out and writes down."""
    refuse_internal(call)
    watch, agent = board.state.watches.get(signal.agent), board.state.agents.get(signal.agent)
    if watch is None or agent is None or watch.since is None or watch.call_id != call.id or not call.far:
        raise Refused(RefusalCode.WRONG_STATE)
    former = call.part
    queue = former.queue if former and former.queue else offers.usual_queue(board, agent.key)
    commanded(board, call, "INTERCEPTED", agent.key)
    _offer(board, call, agent, queue, former.agent if former else None)
    if call.was_answered_at is None:
        call.was_answered_at = board.now
    if former:
        talk.told(board, call, "TRANSFERRED", agent.key)
    clear(board, call)
    leg = watching.hand_over(board, call, watch, "INTERCEPTED")
    parts.take(board, call, agent, AgentState.TALKING)
    call.part = Part(agent=agent.key, seat=agent.seat, tenant=agent.tenant, leg=leg, queue=queue, began_at=board.now)
    call.state = CallState.TALKING
    board.order(JoinBridge(gateway=call.gateway, bridge=f"{call.id}.b", legs=(call.far, leg)))
    recordings.begin(board, call, call.part)
    facts = {"agent": agent.key, "seat": agent.seat, "waited_seconds": ending.waited(board, call)}
    board.tell(call, CallAnswered, agent.tenant, **facts)


def _offer(board: Board, call: Call, agent: Agent, queue: str, former: str | None) -> None:
    """The supervisor's tenant learns whose call it is, as with every call that comes to somebody."""
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
        auto_answer=True,
        business=call.business,
        consult_from=former,
    )
    board.tell(call, OfferEnded, agent.tenant, agent=agent.key, seat=agent.seat, outcome=OfferOutcome.ANSWERED)


def clear(board: Board, call: Call) -> None:
    """The citizen alone is left, audible and in silence."""
    for timer in ending.TIMERS:
        board.stop_timer(f"{timer}:{call.id}")
    parts.end_offer(board, call, OfferOutcome.CALLER_LEFT)
    parts.end_consult(board, call, OfferOutcome.CALLER_LEFT)
    for guest in list(call.guests.values()):
        parts.end_guest(board, call, guest, OfferOutcome.CALLER_LEFT)
    parts.leave(board, call)
    if call.outside:
        ledger.hang_up(board, call, call.outside)
        call.outside = call.returns_to = None
    ending.stop_waiting(board, call)
    sound.unhold(board, call)
    call.place, call.greeted = None, True


def on_move(board: Board, call: Call, signal: Signal) -> None:
    """Out of where it is and into the queue ``signal.text``; a call that waits keeps its turn."""
    refuse_internal(call)
    if signal.text not in board.plan.queues:
        raise Refused(RefusalCode.TARGET_UNAVAILABLE)
    if call.message or not call.far:
        raise Refused(RefusalCode.WRONG_STATE)
    commanded(board, call, "MOVED", signal.agent, signal.text)
    if call.waiting and call.state is CallState.QUEUED:
        queueing.enter(board, call, signal.text)
        return
    order = call.waiting.order if call.waiting else None
    talk.told(board, call, "TRANSFERRED", signal.text)
    transfer.unbridge(board, call)
    clear(board, call)
    queueing.enter(board, call, signal.text, order)


def on_say(board: Board, call: Call, signal: Signal) -> None:
    """Prompts to a caller who waits."""
    commanded(board, call, "PROMPT", signal.agent, ",".join(signal.prompts))
    sound.say(board, call, signal.prompts)


def on_say_in_talk(board: Board, call: Call, signal: Signal) -> None:
    """Prompts into a conversation."""
    commanded(board, call, "PROMPT", signal.agent, ",".join(signal.prompts))
    command = PlayPrompt(command_id="", agent=signal.agent, call_id=call.id, prompts=signal.prompts)
    talk.on_play_prompt(board, call, Signal(signal.trigger, command=command))


def on_cut(board: Board, call: Call, signal: Signal) -> None:
    """The end, for everybody."""
    commanded(board, call, "CUT", signal.agent)
    ending.end(board, call, EndReason.SUPERVISOR_ENDED)
