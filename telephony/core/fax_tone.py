"""A fax machine that calls a number for people: its calling tone (CNG, ITU-T T.30) is heard, and it gets a machine.

While somebody talks nothing is turned away: an agent hears what it is.
"""

from telephony.core import fax_line, intervention
from telephony.core.board import Board
from telephony.core.signals import Signal
from telephony.core.state import Call


def on_tone(board: Board, call: Call, signal: Signal) -> None:
    """Out of the flow or the queue, away from a telephone that rings, and to our fax machine. A voice message that is
    being recorded goes on, and a browser is no fax machine."""
    if call.message or call.web_line or not call.far:
        return
    intervention.clear(board, call)
    fax_line.receive(board, call)
