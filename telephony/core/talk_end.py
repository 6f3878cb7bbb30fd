"""The agent hangs up after a talk: the call is over, or the caller goes on in the flow (a survey)."""

from telephony.contracts.gateway import LeaveBridge
from telephony.core import ending, ivr, parts
from telephony.core.board import Board
from telephony.core.signals import Signal
from telephony.core.state import Call


def on_agent_done(board: Board, call: Call, signal: Signal) -> None:
    """Let the agent go; the caller too, unless their flow has something after the talk."""
    if call.after is None or not call.far or call.guests:
        ending.on_agent_hung_up(board, call, signal)
        return
    parts.leave(board, call)
    board.order(LeaveBridge(gateway=call.gateway, bridge=f"{call.id}.b", leg=call.far))
    ivr.after_talk(board, call)
