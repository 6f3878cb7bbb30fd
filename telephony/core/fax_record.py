"""What is taken down of a fax, and told once when its call ends, however that is."""

from telephony.contracts.fax import FaxReceived
from telephony.contracts.gateway import FaxEnded
from telephony.core.board import Board
from telephony.core.state import Call


def note(call: Call, event: FaxEnded) -> bool:
    """Take down how it went; False when the event is about another fax, or told already."""
    fax = call.fax
    if fax is None or fax.name != event.name or fax.over:
        return False
    fax.over, fax.ok, fax.pages = True, event.ok, event.pages
    fax.error, fax.remote_id = event.error, event.remote_id
    return True


def settle(board: Board, call: Call) -> None:
    """The call ends: tell of an inbound fax, or leave word of one of ours for ``faxing``."""
    fax, call.fax = call.fax, None
    if fax is None:
        return
    if not fax.over and not fax.error:
        fax.error = "HANGUP"
    if reach := board.state.reaches.get(call.id):
        reach.completed, reach.sent_pages = fax.ok, fax.pages
        reach.fax_error, reach.fax_remote_id = fax.error, fax.remote_id
        return
    board.tell(
        call,
        FaxReceived,
        call.home,
        name=fax.name,
        gateway=call.gateway,
        caller=call.caller,
        called=call.called,
        pages=fax.pages,
        ok=fax.ok,
        error=fax.error,
        remote_id=fax.remote_id,
    )
