"""The end of a call: everybody is let go, every tenant that knew is told once, the ledger is closed."""

from telephony.contracts.events import CallEnded, EndReason, OfferOutcome
from telephony.contracts.gateway import DropBridge, SetWebLine
from telephony.core import fax_record, ledger, parts, recordings, watching
from telephony.core.board import Board
from telephony.core.signals import Signal
from telephony.core.state import Call
from telephony.core.states import CallState

CLOSING_SECONDS = 10.0
"""How long the gateway may take to report the end of legs that were hung up."""
BUSY_CAUSES = frozenset({17, 21})
BRIDGED = frozenset("ao")
"""Kinds of legs (of agents, to outside numbers) for which a call may have its bridge."""
TIMERS = ("ivr", "fax", "callback", "notice", "comfort", "overflow", "ring", "announce", "consult", "judge")


def end(board: Board, call: Call, reason: EndReason, cause: int = 16) -> None:
    """Let everybody go with Q.850 ``cause`` and tell every tenant. Nothing but the legs' ends is to come then."""
    if call.state is CallState.ENDED:
        return
    was_talking = call.part is not None and call.part.began_at is not None
    stop_waiting(board, call)
    for timer in TIMERS:
        board.stop_timer(f"{timer}:{call.id}")
    parts.end_offer(board, call, OfferOutcome.CALLER_LEFT)
    parts.end_consult(board, call, OfferOutcome.CALLER_LEFT)
    for guest in list(call.guests.values()):
        parts.end_guest(board, call, guest, OfferOutcome.CALLER_LEFT)
    parts.leave(board, call)
    _free_callee(board, call, cause)
    watching.call_over(board, call)
    for leg in list(call.legs):
        ledger.hang_up(board, call, leg, cause)
    if call.gateway and (was_talking or not BRIDGED.isdisjoint(call.counts)):
        board.order(DropBridge(gateway=call.gateway, bridge=f"{call.id}.b"))
    fax_record.settle(board, call)
    if call.message:
        recordings.expect_end(board, call.message)
    close_web_line(board, call)
    call.state, call.ended, call.place = CallState.ENDED, reason, None
    for tenant in call.touched or [call.home]:
        board.emit(
            CallEnded,
            tenant,
            call_id=call.id,
            reason=reason,
            caller=call.caller,
            called=call.called,
            waited_seconds=waited(board, call),
            talked_seconds=call.talked_seconds,
        )
    if call.legs:
        board.start_timer(f"close:{call.id}", board.now + CLOSING_SECONDS)
    else:
        forget(board, call)


def _free_callee(board: Board, call: Call, cause: int) -> None:
    callee = call.dialled.callee if call.dialled else None
    if call.dialled and callee and callee.leg:  # without a leg they have not been rung yet
        call.dialled.callee = None
        declined = OfferOutcome.REJECTED if cause in BUSY_CAUSES else OfferOutcome.NO_ANSWER
        parts.free_guest(board, call, callee, declined)


def waited(board: Board, call: Call) -> float:
    """Seconds from arrival to the first agent's answer, or to now for a caller who waited in vain; else 0."""
    if call.was_answered_at is not None:
        return call.was_answered_at - call.arrived_at
    return board.now - call.arrived_at if call.was_queued else 0.0


def stop_waiting(board: Board, call: Call) -> None:
    """Out of every line; the place is forgotten."""
    waiting, call.waiting = call.waiting, None
    board.stop_timer(f"notice:{call.id}")
    board.stop_timer(f"comfort:{call.id}")
    board.stop_timer(f"overflow:{call.id}")
    board.stop_timer(f"review:{call.id}")
    board.stop_timer(f"prefer:{call.id}")
    board.fresh_calls.pop(call.id, None)
    if waiting:
        board.lines.remove_call(call, waiting)
        board.touch_queues(waiting.active)


def forget(board: Board, call: Call) -> None:
    """The last leg is gone (or overdue): close the ledger and drop the call."""
    for leg in list(call.legs):
        ledger.end(board, call, leg, 16)
        watching.on_gone(board, leg)
    board.stop_timer(f"close:{call.id}")
    board.state.calls.pop(call.id, None)


def close_web_line(board: Board, call: Call) -> None:
    """A citizen's line from the browser is good for one call."""
    if call.web_line and board.state.web_lines.pop(call.web_line, None):
        board.stop_timer(f"line:{call.web_line}")
        for gateway in board.state.gateways:
            board.order(SetWebLine(gateway=gateway, line=call.web_line, secret=None))


def on_caller_left(board: Board, call: Call, signal: Signal) -> None:
    """The citizen hung up while waiting."""
    end(board, call, EndReason.ABANDONED)


def on_caller_hung_up(board: Board, call: Call, signal: Signal) -> None:
    """The citizen hung up in a conversation."""
    end(board, call, EndReason.CALLER_HUNG_UP)


def on_agent_hung_up(board: Board, call: Call, signal: Signal) -> None:
    """The agent ended the call, by button or at the telephone."""
    end(board, call, EndReason.AGENT_HUNG_UP)


def on_refused(board: Board, call: Call, signal: Signal) -> None:
    """The reason has been spoken, or the caller did not wait for it."""
    end(board, call, EndReason.REFUSED, cause=21)


def on_left_flow(board: Board, call: Call, signal: Signal) -> None:
    """The citizen hung up in the IVR; a message that was begun counts."""
    end(board, call, reason_in_flow(call))


def reason_in_flow(call: Call) -> EndReason:
    """How a call that ends in its flow has ended: after a talk by the agent's hanging up."""
    if call.was_answered_at is not None:
        return EndReason.AGENT_HUNG_UP
    return EndReason.VOICEMAIL if call.message else EndReason.SELF_SERVICE
