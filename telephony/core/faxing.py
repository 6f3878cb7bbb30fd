"""Faxes that the house sends: the number is called, and whoever answers gets the document. One attempt each; when to
try again is the house's business."""

from telephony.contracts.commands import RefusalCode
from telephony.contracts.fax import CancelFax, FaxSent, SendFax
from telephony.contracts.outreach import ReachOutcome
from telephony.contracts.plan import ChannelUse
from telephony.core import allotment, table, tolls
from telephony.core import reach as reaching
from telephony.core.board import Board, Refused
from telephony.core.outreach_state import Reach
from telephony.core.signals import Signal
from telephony.core.state import Call
from telephony.core.states import Trigger

PURPOSE = "FAX"


def send(board: Board, wanted: SendFax) -> None:
    """Call now. Raises Refused: WRONG_STATE (it is under way), INVALID_NUMBER, GATEWAY_DOWN, NO_CHANNEL,
    TOLL_FORBIDDEN, TOLL_LIMIT."""
    if _under_way(board, wanted.fax):
        raise Refused(RefusalCode.WRONG_STATE)
    number = board.plan.e164(wanted.number)
    if not number:
        raise Refused(RefusalCode.INVALID_NUMBER)
    gateway = board.lightest_gateway(fax=True)
    if not gateway:
        raise Refused(RefusalCode.GATEWAY_DOWN)
    allotment.need(board, ChannelUse.FAX, wanted.tenant)
    payer = tolls.check_placed(board, tolls.Placed.FAX, wanted.tenant, number)
    reach = Reach(tenant=wanted.tenant, purpose=PURPOSE, owner=wanted.fax, item=wanted.name, number=number, fax=wanted)
    reaching.place(board, reach, gateway, wanted.ring_seconds, payer)


def cancel(board: Board, command: CancelFax) -> None:
    """Let go whoever is being called or faxed. Raises Refused: WRONG_STATE."""
    call = _under_way(board, command.fax)
    if call is None or call.home != command.tenant:
        raise Refused(RefusalCode.WRONG_STATE)
    table.step(board, call, Signal(Trigger.CANCEL_REACH))


def _under_way(board: Board, fax: str) -> Call | None:
    for call_id, reach in board.state.reaches.items():
        if reach.fax and reach.owner == fax:
            return board.state.calls.get(call_id)
    return None


def attempted(board: Board, reach: Reach, call_id: str, outcome: ReachOutcome) -> None:
    """The attempt is over."""
    board.emit(
        FaxSent,
        reach.tenant,
        call_id=call_id,
        fax=reach.owner,
        number=reach.number,
        outcome=outcome,
        pages=reach.sent_pages,
        error=reach.fax_error,
        remote_id=reach.fax_remote_id,
        cause=reach.cause,
    )
