"""A call out that a trunk did not take goes by the next one, as a leg of its own in the same place of the call. Never
when somebody's telephone rang, was busy or declined: the call has arrived, and another carrier would ring twice."""

from telephony.core import carriers, ledger
from telephony.core.board import Board
from telephony.core.state import Call
from telephony.core.targets import NUMBER_RING_SECONDS, dial

CARRIERS_FAULT = frozenset({2, 3, 18, 20, 25, 27, 29, 34, 38, 41, 42, 44, 47, 57, 58, 102, 111})
"""Q.850: no route, nobody responded (before anything rang: 408), not reachable, too many hops (483), out of order
(502), not offered (501), no circuit (503), out of order (500), temporary failure, congestion, no such circuit, no
resource, our account not taken (57: 401, 402, 403, 407), our audio not taken (58: 488), timer expired (504), our
request not understood (111: 400, 405, 415 and the like). A number that does not exist (1: 404, 604), has changed (22:
410) or is written wrongly (28: 484), nobody there (19: 480), and a refusal of the callee's (21: 603) stay the callee's:
another carrier would hear the same. The table: docs/security-telephony.md."""


def take(board: Board, call: Call, leg: str, cause: int) -> bool:
    """``leg`` is gone: dial the same by the next trunk. False when the call has to go on without: it was no call out,
    it rang, its end was not the carrier's fault, or nobody else takes it."""
    gone = call.legs[leg]
    if not gone.trunks or gone.rang or gone.closing or cause not in CARRIERS_FAULT or call.ended is not None:
        return False
    if not board.state.gateways.get(call.gateway):
        return False
    if gone.trunks[-1]:
        carriers.on_refused(board, call.gateway, gone.trunks[-1], cause)
    if carriers.after(board, call.gateway, gone.trunks) is None:
        return False
    ledger.end(board, call, leg, cause)
    anew = board.next_id(call, _letter(leg))
    _put_in_place(board, call, leg, anew)
    ledger.start(board, call, anew, gone.kind, gone.number, gone.tenant, gone.payer)
    return dial(board, call, anew, gone.number, judge=gone.judge, tried=gone.trunks)


def _letter(leg: str) -> str:
    """What the call counts such legs by."""
    return leg.rpartition(".")[2].rstrip("0123456789")


def _put_in_place(board: Board, call: Call, leg: str, anew: str) -> None:
    if call.outside == leg:
        call.outside = anew
    if call.consult and call.consult.leg == leg:
        call.consult.leg = anew
    if leg in call.guests:
        guest = call.guests.pop(leg)
        guest.leg = anew
        call.guests[anew] = guest
        board.stop_timer(f"guest:{leg}")
        board.start_timer(f"guest:{anew}", board.now + NUMBER_RING_SECONDS)
