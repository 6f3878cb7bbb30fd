"""Enforcement dispatch: units called at once with a message, which they accept or refuse by key; tried again by
rule."""

from telephony.contracts.commands import RefusalCode
from telephony.contracts.outreach import (
    CancelDispatch,
    DispatchEnded,
    DispatchUnitChanged,
    ReachOutcome,
    StartDispatch,
    UnitState,
)
from telephony.contracts.plan import ChannelUse
from telephony.core import allotment, table, tolls
from telephony.core import reach as reaching
from telephony.core.board import Board, Refused
from telephony.core.outreach_state import Dispatch, Reach, Unit
from telephony.core.signals import Signal
from telephony.core.states import Trigger

PURPOSE = "DISPATCH"
SETTLED = frozenset({UnitState.ACCEPTED, UnitState.REFUSED, UnitState.UNREACHED, UnitState.CANCELLED})


def start(board: Board, order: StartDispatch) -> None:
    """Call every unit now. Raises Refused: WRONG_STATE (it runs already), INVALID_NUMBER (nobody to call, nothing to
    say), GATEWAY_DOWN."""
    if order.dispatch in board.state.dispatches:
        raise Refused(RefusalCode.WRONG_STATE)
    if not order.talk.steps or not order.units or not all(unit.numbers for unit in order.units):
        raise Refused(RefusalCode.INVALID_NUMBER)
    if not board.gateways_up():
        raise Refused(RefusalCode.GATEWAY_DOWN)
    units = {unit.key: Unit(key=unit.key, numbers=unit.numbers) for unit in order.units}
    dispatch = Dispatch(order=order, units=units)
    board.state.dispatches[order.dispatch] = dispatch
    for unit in units.values():
        _attempt(board, dispatch, unit)
    _end_if_settled(board, dispatch)


def _attempt(board: Board, dispatch: Dispatch, unit: Unit) -> None:
    order = dispatch.order
    raw = unit.numbers[unit.tries % len(unit.numbers)]
    number = board.plan.e164(raw)
    unit.tries += 1
    gateway = board.lightest_gateway()
    full = allotment.refused(board, ChannelUse.ENFORCEMENT, order.tenant) is not None
    if not number or not gateway or full:
        _settle(board, dispatch, unit, raw, ReachOutcome.FAILED if number else ReachOutcome.INVALID)
        return
    try:
        payer = tolls.check_placed(board, tolls.Placed.ENFORCEMENT, order.tenant, number)
    except Refused as refusal:
        forbidden = refusal.code is RefusalCode.TOLL_FORBIDDEN
        _settle(board, dispatch, unit, raw, ReachOutcome.INVALID if forbidden else ReachOutcome.FAILED)
        return
    wanted = Reach(
        tenant=order.tenant, purpose=PURPOSE, owner=order.dispatch, item=unit.key, number=number, talk=order.talk
    )
    unit.call_id = reaching.place(board, wanted, gateway, order.ring_seconds, payer)
    _tell(board, dispatch, unit, UnitState.DIALLING, number)


def attempted(board: Board, reach: Reach, outcome: ReachOutcome) -> None:
    """One attempt is over: acknowledged, to be tried again, or in vain for good."""
    dispatch = board.state.dispatches.get(reach.owner)
    unit = dispatch.units.get(reach.item) if dispatch else None
    if dispatch is None or unit is None:
        return
    order = dispatch.order
    key = reach.answers.get(order.talk.steps[0].key)
    if key in (order.accept, order.refuse):
        state = UnitState.ACCEPTED if key == order.accept else UnitState.REFUSED
        _tell(board, dispatch, unit, state, reach.number, outcome)
    else:
        _settle(board, dispatch, unit, reach.number, outcome)
    _end_if_settled(board, dispatch)


def _settle(board: Board, dispatch: Dispatch, unit: Unit, number: str, outcome: ReachOutcome) -> None:
    """Not acknowledged: what becomes of the unit."""
    if dispatch.cancelled:
        _tell(board, dispatch, unit, UnitState.CANCELLED, number, outcome)
    elif unit.tries >= dispatch.order.tries:
        _tell(board, dispatch, unit, UnitState.UNREACHED, number, outcome)
    else:
        due = board.now + dispatch.order.interval_seconds
        board.start_timer(f"dispatch:{dispatch.order.dispatch}/{unit.key}", due)
        _tell(board, dispatch, unit, UnitState.WAITING, number, outcome, due)


def on_timer(board: Board, subject: str) -> None:
    """The interval is over: once more."""
    key, _, item = subject.rpartition("/")
    dispatch = board.state.dispatches.get(key)
    unit = dispatch.units.get(item) if dispatch else None
    if dispatch and unit and unit.state is UnitState.WAITING:
        _attempt(board, dispatch, unit)
        _end_if_settled(board, dispatch)


def cancel(board: Board, command: CancelDispatch) -> None:
    """Call nobody any more. Raises Refused: WRONG_STATE when it is over."""
    dispatch = board.state.dispatches.get(command.dispatch)
    if dispatch is None or dispatch.order.tenant != command.tenant:
        raise Refused(RefusalCode.WRONG_STATE)
    dispatch.cancelled = True
    for unit in dispatch.units.values():
        if unit.state is UnitState.WAITING:
            board.stop_timer(f"dispatch:{command.dispatch}/{unit.key}")
            _tell(board, dispatch, unit, UnitState.CANCELLED, "")
        call = board.state.calls.get(unit.call_id or "") if unit.state is UnitState.DIALLING else None
        if call:
            table.step(board, call, Signal(Trigger.CANCEL_REACH))  # its end settles the unit
    _end_if_settled(board, dispatch)


def _end_if_settled(board: Board, dispatch: Dispatch) -> None:
    key = dispatch.order.dispatch
    if key in board.state.dispatches and all(unit.state in SETTLED for unit in dispatch.units.values()):
        del board.state.dispatches[key]
        board.emit(DispatchEnded, dispatch.order.tenant, dispatch=key, cancelled=dispatch.cancelled)


def _tell(
    board: Board,
    dispatch: Dispatch,
    unit: Unit,
    state: UnitState,
    number: str,
    outcome: ReachOutcome | None = None,
    next_at: float | None = None,
) -> None:
    unit.state = state
    board.emit(
        DispatchUnitChanged,
        dispatch.order.tenant,
        dispatch=dispatch.order.dispatch,
        unit=unit.key,
        state=state,
        attempt=unit.tries,
        number=number,
        call_id=unit.call_id,
        outcome=outcome,
        next_at=next_at,
    )
