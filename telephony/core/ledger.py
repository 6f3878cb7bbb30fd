"""The ledger of legs: every leg of every call is told to begin once and to end once, whatever the gateway forgets."""

from telephony.contracts.events import LegEnded, LegKind, LegStarted
from telephony.contracts.gateway import HangUpLeg
from telephony.core.board import Board
from telephony.core.state import Call, Leg


def start(board: Board, call: Call, leg: str, kind: LegKind, party: str, tenant: str, payer: str = "") -> None:
    """A leg exists, or has been ordered. ``party``: seat key or number; ``payer``: whose calls out it counts among."""
    call.legs[leg] = Leg(kind=kind, tenant=tenant, payer=payer)
    board.state.legs[leg] = call.id
    board.tell(call, LegStarted, tenant, leg=leg, kind=kind, party=party)


def end(board: Board, call: Call, leg: str, cause: int) -> None:
    """A leg is gone; told once."""
    gone = call.legs.pop(leg, None)
    board.state.legs.pop(leg, None)
    if gone:
        board.tell(call, LegEnded, gone.tenant, leg=leg, cause=cause)


def hang_up(board: Board, call: Call, leg: str | None, cause: int = 16) -> None:
    """Order the end of a leg; the ledger's entry closes when the gateway reports it."""
    entry = call.legs.get(leg) if leg else None
    if leg and entry and not entry.closing:
        entry.closing = True
        board.order(HangUpLeg(gateway=call.gateway, leg=leg, cause=cause))
