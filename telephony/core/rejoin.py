"""The agent's browser was reloaded, or another tab took the telephone: in the middle of a conversation their seat is
rung again, and the new leg takes the place of the old one. Until it is there the old one is not missed."""

from telephony.contracts.commands import RefusalCode
from telephony.contracts.events import LegKind
from telephony.contracts.gateway import DialSeat, JoinBridge, MuteLeg
from telephony.core import ledger
from telephony.core.board import Board, Refused
from telephony.core.signals import Signal
from telephony.core.state import Call
from telephony.core.states import CallState

RING_SECONDS = 8.0
"""The browser that asked answers by itself: who has not done so by then is gone."""


def on_rejoin(board: Board, call: Call, signal: Signal) -> None:
    """Ring the agent's seat once more; asking twice changes nothing."""
    part = call.part
    if part is None or part.fresh:
        return
    if not board.is_reachable(part.seat):
        raise Refused(RefusalCode.SEAT_UNREACHABLE)
    part.fresh = board.next_id(call, "a")
    ledger.start(board, call, part.fresh, LegKind.AGENT, part.seat, part.tenant)
    board.order(
        DialSeat(
            gateway=call.gateway,
            leg=part.fresh,
            call_id=call.id,
            seat=part.seat,
            caller_id=call.caller or "anonymous",
            ring_seconds=RING_SECONDS,
            auto_answer=True,
        )
    )


def on_answered(board: Board, call: Call, signal: Signal) -> None:
    """The new leg stands where the old one stood."""
    part = call.part
    if part is None or part.fresh is None:
        return
    old, part.leg, part.fresh = part.leg, part.fresh, None
    if part.began_at is not None:
        talks = call.consult and call.state is CallState.CONSULT_TALKING
        bridge = call.consult.bridge if call.consult and talks else f"{call.id}.b"
        board.order(JoinBridge(gateway=call.gateway, bridge=bridge, legs=(part.leg,)))
    if part.muted:
        board.order(MuteLeg(gateway=call.gateway, leg=part.leg, muted=True))
    ledger.hang_up(board, call, old)


def on_gone(board: Board, call: Call, signal: Signal) -> None:
    """Nobody answered: the old leg, as long as it is there, remains."""
    if call.part:
        call.part.fresh = None
