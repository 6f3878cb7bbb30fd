"""A flow sends the caller on to a number; in vain, the flow goes on."""

from telephony.contracts.events import LegKind
from telephony.contracts.plan import FlowNode
from telephony.core import ledger, sound, tolls
from telephony.core.board import Board, Refused
from telephony.core.state import Call
from telephony.core.states import CallState
from telephony.core.targets import NUMBER_RING_SECONDS, dial


def begin(board: Board, call: Call, node: FlowNode) -> bool:
    """Ring the node's number; the caller hears music meanwhile. The place in the flow is kept for coming back. False
    when it may not be called: nothing was dialled."""
    number = board.plan.e164(node.number or "")
    try:
        payer = tolls.check_placed(board, tolls.Placed.FLOW, call.home, number)
    except Refused:
        return False
    leg = board.next_id(call, "o")
    call.state, call.outside = CallState.TRANSFERRING, leg
    sound.music(board, call)
    ledger.start(board, call, leg, LegKind.OUTSIDE, number, call.home, payer)
    dial(board, call, leg, number)
    board.start_timer(f"ring:{call.id}", board.now + NUMBER_RING_SECONDS)
    return True
