"""A fax on the line: the gateway's machine talks with the other one, and then the call is over.

Whoever is concerned is told when the call ends (``fax_record``).
"""

from telephony.contracts.events import EndReason
from telephony.contracts.fax import SendFax
from telephony.contracts.gateway import ReceiveFax, TransmitFax
from telephony.core import ending, sound
from telephony.core.board import Board
from telephony.core.signals import Signal
from telephony.core.state import Call, Fax
from telephony.core.states import CallState

MOST_SECONDS = 3600.0
"""More than a hundred pages at the slowest; a machine that is stuck must not hold a channel for ever."""


def receive(board: Board, call: Call) -> None:
    """Take a fax from the caller."""
    if not call.far:
        return
    sound.answer(board, call)
    name = _begin(board, call)
    board.order(ReceiveFax(gateway=call.gateway, leg=call.far, name=name, station=call.called))


def transmit(board: Board, call: Call, wanted: SendFax) -> None:
    """Send our document to whoever has answered."""
    if not call.far:
        return
    _begin(board, call, wanted.name)
    facts = {"name": wanted.name, "station": wanted.station, "header": wanted.header}
    board.order(TransmitFax(gateway=call.gateway, leg=call.far, **facts))


def _begin(board: Board, call: Call, name: str = "") -> str:
    sound.hush(board, call)
    call.state = CallState.FAXING
    call.fax = Fax(name=name or board.next_id(call, "f"))
    board.start_timer(f"fax:{call.id}", board.now + MOST_SECONDS)
    return call.fax.name


def on_over(board: Board, call: Call, signal: Signal) -> None:
    """It is over; or the line is gone before anybody could say so, or we have had enough."""
    ending.end(board, call, EndReason.FAX)


def on_cancel(board: Board, call: Call, signal: Signal) -> None:
    """Whoever sends it does not want it any more."""
    if call.fax and not call.fax.over:
        call.fax.error = "CANCELLED"
    ending.end(board, call, EndReason.FAX)
