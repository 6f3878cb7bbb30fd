"""What a step of a flow says to this caller: prompts of the catalogue, or the step's own text with its variables."""

import math
from collections.abc import Callable

from telephony.contracts.plan import FlowNode, NodeKind
from telephony.core import calendar, sound
from telephony.core.board import Board
from telephony.core.state import Call

USUAL = {NodeKind.CASE_PROGRESS: ("enter-case-number",), NodeKind.VOICEMAIL: ("leave-message",)}
MOST_SPOKEN = 99
Said = tuple[str, ...]


def opening(board: Board, call: Call, node: FlowNode, before: Said = ()) -> None:
    """Say ``before`` and then what the step says."""
    language, text = _text(call, node)
    said = tuple(each for piece in text for each in _piece(board, call, node, piece, language))
    prompts = node.prompts or (USUAL.get(node.kind, ()) if not said else ())
    sound.say(board, call, (*before, *prompts, *said), language)


def farewell(board: Board, call: Call, node: FlowNode, usual: Said) -> None:
    """Say what the last step says, or good-bye."""
    if node.prompts or node.spoken:
        opening(board, call, node)
    else:
        sound.say(board, call, usual)


def _text(call: Call, node: FlowNode) -> tuple[str, Said]:
    """In the caller's language, else in the first that the step has."""
    for language in (call.language, *node.spoken):
        if language in node.spoken:
            return language, node.spoken[language]
    return call.language, ()


def _piece(board: Board, call: Call, node: FlowNode, piece: str, language: str) -> Said:
    if not piece.startswith("{"):
        return (piece,)
    variable = _VARIABLES.get(piece.strip("{}"))
    return variable(board, call, node, language) if variable else ()


def _number(value: int) -> str:
    return f"number-{max(0, min(value, MOST_SPOKEN))}"


def _digits(text: str) -> Said:
    digits = "".join(each for each in text if each.isdigit())
    return (f"digits:{digits}",) if digits else ()


def _waiting(board: Board, call: Call, node: FlowNode, language: str) -> Said:
    queue = board.plan.queue_for(call.home, node.queue_role or "general")
    return (_number(len(board.lines.own.get(queue.key, ())) if queue else 0),)


def _wait_minutes(board: Board, call: Call, node: FlowNode, language: str) -> Said:
    queue = board.plan.queue_for(call.home, node.queue_role or "general")
    if queue is None:
        return ("clock-some",)
    ahead = len(board.lines.own.get(queue.key, ()))
    delay = board.lines.expected_delay(queue.key, ahead, board.handling(queue.key))
    return ("clock-some",) if delay is None else (_number(max(1, math.ceil(delay / 60))),)


def _time(board: Board, call: Call, node: FlowNode, language: str) -> Said:
    at = calendar.local(board.now, board.plan.plan.time_zone)
    if language == "zh":
        minute = (_number(at.minute), "clock-minute") if at.minute else ("clock-sharp",)
        return (_number(at.hour), "clock-hour", *minute)
    if not at.minute:
        return (_number(at.hour), "clock-sharp")
    return (_number(at.hour), *(("digit-0",) if at.minute < 10 else ()), _number(at.minute))


def _date(board: Board, call: Call, node: FlowNode, language: str) -> Said:
    at = calendar.local(board.now, board.plan.plan.time_zone)
    return (f"month-{at.month}", _number(at.day), *(("day-of-month",) if language == "zh" else ()))


def _weekday(board: Board, call: Call, node: FlowNode, language: str) -> Said:
    return (f"weekday-{calendar.local(board.now, board.plan.plan.time_zone).isoweekday()}",)


def _case_status(board: Board, call: Call, node: FlowNode, language: str) -> Said:
    status = call.known.get("case_status", "")
    return (status,) if status else ()


_VARIABLES: dict[str, Callable[[Board, Call, FlowNode, str], Said]] = {
    "waiting": _waiting,
    "wait_minutes": _wait_minutes,
    "case": lambda board, call, node, language: _digits(call.known.get("case", "")),
    "case_status": _case_status,
    "digits": lambda board, call, node, language: _digits(call.known.get("digits", "")),
    "caller": lambda board, call, node, language: _digits(board.plan.dial_form(call.caller) if call.caller else ""),
    "called": lambda board, call, node, language: _digits(call.called),
    "time": _time,
    "date": _date,
    "weekday": _weekday,
}
