"""A flow sends the caller on to a number; in vain, the flow goes on."""

from telephony.contracts.events import LegKind
from telephony.contracts.plan import FlowNode
from telephony.core import ledger, sound
from telephony.core.board import Board
from telephony.core.state import Call
from telephony.core.states import CallState
from telephony.core.targets import NUMBER_RING_SECONDS, dial


def begin(board: Board, call: Call, node: FlowNode) -> None:
    """Ring the node's number; the caller hears music meanwhile. The place in the flow is kept for coming back."""
    number = board.plan.e164(node.number or "")
    leg = board.next_id(call, "o")
    call.state, call.outside = CallState.TRANSFERRING, leg
    sound.music(board, call)
    ledger.start(board, call, leg, LegKind.OUTSIDE, number, call.home)
    dial(board, call, leg, number)
    board.start_timer(f"ring:{call.id}", board.now + NUMBER_RING_SECONDS)
