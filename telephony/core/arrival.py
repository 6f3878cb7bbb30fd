"""A call arrives: analysed, refused with a spoken reason or let into its flow; and citizens' lines from the browser."""

from dataclasses import replace

from telephony.contracts.commands import OpenWebLine
from telephony.contracts.events import CallArrived, CallRefused, EndReason, LegKind
from telephony.contracts.gateway import HangUpLeg, LegArrived, SetWebLine
from telephony.contracts.plan import AllotmentPlan, ChannelUse, ListKind, WhenFull
from telephony.core import allotment, ending, ivr, ledger, sound
from telephony.core.board import Board
from telephony.core.numbers import Analysis, Standing
from telephony.core.state import Call, WebLine
from telephony.core.states import CallState

REFUSALS = {"BLACK_LISTED": "refused-listed", "UNKNOWN_NUMBER": "unknown-number", "NO_CHANNEL": "lines-busy"}
CALL_REJECTED, USER_BUSY = 21, 17
MOST_CALLER, MOST_CALLED = 64, 32
"""Longer than any number; what a stranger's INVITE carries beyond is cut off, and what cannot be printed left out."""


def on_arrived(board: Board, event: LegArrived, answered: bool = False, adopted: bool = False) -> None:
    """Serve a leg from outside. ``adopted``: found on the gateway, not seen arriving; then an unknown web line is
    taken at its word."""
    if event.leg in board.state.legs:
        return
    line = board.state.web_lines.get(event.web_line) if event.web_line else None
    usable = line is not None and line.call_id is None and board.now < line.until
    if event.web_line and not usable and not adopted:
        board.order(HangUpLeg(gateway=event.gateway, leg=event.leg, cause=CALL_REJECTED))
        return
    event = replace(event, caller_raw=_number(event.caller_raw, MOST_CALLER), called=_number(event.called, MOST_CALLED))
    said = line.number if line and line.number else event.caller_raw
    found = board.plan.analyse(said, event.called, board.now)
    call = _call(board, event, found)
    call.answered = answered
    if line is not None and usable:
        line.call_id = call.id
        board.stop_timer(f"line:{event.web_line}")
    if found.refusal or found.flow is None:
        _refuse(board, call, found.refusal or "UNKNOWN_NUMBER")
        return
    flow = found.flow
    full = None if adopted else _without_channel(board, call)
    if full is not None:
        instead = board.plan.flows.get(full.flow) if full.when_full is WhenFull.FLOW else None
        if instead is None:
            _refuse(board, call, "NO_CHANNEL", silent=full.when_full is WhenFull.BUSY)
            return
        flow = instead
    standing = _standing(board, call)
    call.priority += standing.priority
    call.listed_priority, call.free = standing.priority, standing.free
    board.tell(
        call,
        CallArrived,
        call.home,
        caller=call.caller,
        caller_raw=call.caller_raw,
        called=call.called,
        medium=call.medium,
        flow=flow.key,
        verified=call.verified,
        listed_priority=standing.priority,
        free=standing.free,
        trunk=call.trunk,
    )
    _note_leg(board, call)
    ivr.start(board, call, flow)


def _number(raw: str, most: int) -> str:
    return "".join(each for each in raw[: 4 * most] if each.isprintable())[:most]


def _call(board: Board, event: LegArrived, found: Analysis) -> Call:
    call = Call(
        id=f"{event.gateway}-{event.leg}",
        gateway=event.gateway,
        home=found.home,
        state=CallState.IVR,
        caller=found.caller,
        caller_raw=event.caller_raw,
        called=found.number.number if found.number else event.called,
        medium="WEB_CALL" if event.web_line else "TELEPHONE",
        verified=event.web_line is None,
        language=found.number.language if found.number else "zh",
        priority=found.number.priority if found.number else 0,
        arrived_at=board.now,
        far=event.leg,
        web_line=event.web_line,
        trunk=event.trunk,
    )
    board.state.calls[call.id] = call
    return call


def _standing(board: Board, call: Call) -> Standing:
    """Important citizens go before others. A number that a browser's user typed proves nothing."""
    return board.plan.standing(call.caller, board.now, call.called, call.home) if call.verified else Standing()


def _note_leg(board: Board, call: Call) -> None:
    """Into the ledger, once the tenant has been told whose call it is."""
    ledger.start(board, call, call.far or "", LegKind.CALLER, call.caller or call.caller_raw, call.home)


def _without_channel(board: Board, call: Call) -> AllotmentPlan | None:
    """None when there is a channel for the caller, or they are on the white list; else what becomes of them."""
    if board.plan.is_listed(call.caller, ListKind.WHITE, board.now, call.called, call.home):
        return None
    return allotment.refused(board, ChannelUse.INBOUND, call.home, call.called)


def _refuse(board: Board, call: Call, reason: str, silent: bool = False) -> None:
    """``silent``: by the busy tone, without an answer."""
    call.state = CallState.REFUSING
    told = {"caller": call.caller, "called": call.called, "trunk": call.trunk}
    board.tell(call, CallRefused, call.home, reason=reason, **told)
    _note_leg(board, call)
    if board.state.plan is None:
        ending.end(board, call, EndReason.REFUSED, CALL_REJECTED)
    elif silent:
        ending.end(board, call, EndReason.REFUSED, USER_BUSY)
    else:
        sound.say(board, call, (REFUSALS[reason],))


def open_web_line(board: Board, command: OpenWebLine) -> None:
    """Let a citizen call from a browser, once, for a while."""
    until = board.now + command.valid_seconds
    board.state.web_lines[command.line] = WebLine(
        number=board.plan.e164(command.number), secret=command.secret, until=until
    )
    board.start_timer(f"line:{command.line}", until)
    for gateway in board.state.gateways:
        board.order(SetWebLine(gateway=gateway, line=command.line, secret=command.secret))


def close_web_line(board: Board, name: str) -> None:
    """Nobody called in time."""
    if board.state.web_lines.pop(name, None):
        for gateway in board.state.gateways:
            board.order(SetWebLine(gateway=gateway, line=name, secret=None))
