"""Conversations found on a gateway of which nothing is remembered (a lost journal): they go on undisturbed.

Who the agent was is not known any more; the call is kept as one between two outside legs and ends when either leaves.
"""

from telephony.contracts.events import CallArrived, LegKind
from telephony.contracts.gateway import GatewayBack, LegSnapshot
from telephony.core import ledger
from telephony.core.board import Board
from telephony.core.state import Call
from telephony.core.states import CallState


def adopt_conversations(board: Board, event: GatewayBack) -> None:
    """Take over every unknown pair of an arrived and an originated leg that share one of our bridges."""
    up = {leg.leg: leg for leg in event.legs if leg.answered and leg.leg not in board.state.legs}
    for bridge, members in event.bridges:
        found = [up[leg] for leg in members if leg in up]
        far = next((leg for leg in found if leg.inbound), None)
        other = next((leg for leg in found if not leg.inbound), None)
        if far and other and bridge == f"{event.gateway}-{far.leg}.b" and far.leg not in board.state.closed:
            _adopt(board, event.gateway, far, other)


def _adopt(board: Board, gateway: str, far: LegSnapshot, other: LegSnapshot) -> None:
    found = board.plan.analyse(far.caller_raw, far.called, board.now)
    call = Call(
        id=f"{gateway}-{far.leg}",
        gateway=gateway,
        home=found.home,
        state=CallState.OUTSIDE_TALKING,
        caller=found.caller,
        caller_raw=far.caller_raw,
        called=found.number.number if found.number else far.called,
        medium="WEB_CALL" if far.web_line else "TELEPHONE",
        verified=far.web_line is None,
        language=found.number.language if found.number else "zh",
        arrived_at=far.created_at,
        far=far.leg,
        answered=True,
        greeted=True,
        outside=other.leg,
        web_line=far.web_line,
    )
    call.counts["a"] = call.counts["r"] = 100  # clear of what the legs before were called
    board.state.calls[call.id] = call
    board.tell(
        call,
        CallArrived,
        call.home,
        caller=call.caller,
        caller_raw=call.caller_raw,
        called=call.called,
        medium=call.medium,
        flow=found.flow.key if found.flow else "",
        verified=call.verified,
    )
    ledger.start(board, call, far.leg, LegKind.CALLER, call.caller or far.caller_raw, call.home)
    ledger.start(board, call, other.leg, LegKind.OUTSIDE, "", call.home)
