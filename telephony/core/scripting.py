"""The routing script at work: the facts it is told, its answers, and what happens when it fails.

A failure never keeps a caller waiting: that decision goes by the built-in order, and an alarm is told.
"""

from collections.abc import Callable
from typing import TypeVar

from telephony.contracts.events import AlarmKind, RoutingScriptFailed
from telephony.core import alarms, calendar, preference
from telephony.core.acd import Queued
from telephony.core.board import Board
from telephony.core.policy import Facts, Flaw, ScriptFailed
from telephony.core.state import Agent, Waiting

Answer = TypeVar("Answer")

REVIEW_SECONDS = 10.0
"""How often a waiting call's priority is asked for again."""
MOST_CANDIDATES = 32
"""Agents that a script may choose among: those who would be chosen first without it."""
MOST_FAILURES = 20
TELL_EVERY_SECONDS = 60.0
MOST_CHECKS_A_SECOND = 2000
"""Thousands of instructions for all questions of a second: some 0.3 s of it. Calls must not wait for a script."""


def call_facts(board: Board, call: Queued, waiting: Waiting) -> Facts:
    """What a script is told about a call; seconds, and the city's local time."""
    at = calendar.local(board.now, board.plan.plan.time_zone)
    return {
        "queue": waiting.queue,
        "role": board.queue(waiting.queue).role,
        "tenant": call.home,
        "area": board.plan.area_of(call.caller),
        "called": call.called,
        "medium": call.medium,
        "language": call.language,
        "business": call.business or "",
        "priority": call.priority,
        "waited": max(0.0, board.now - waiting.since),
        "position": board.line_of(call).ahead_of(call, waiting) + 1,
        "returned": waiting.returned,
        "returns": waiting.returns,
        "overflowed": waiting.overflows > 0,
        "withheld": call.caller == "",
        "last_agent": preference.last_agent(board, call) or "",
        "hour": at.hour,
        "minute": at.minute,
        "weekday": at.isoweekday(),
    }


def agent_facts(board: Board, agent: Agent, queue: str) -> Facts:
    """What a script is told about an idle agent, seen from ``queue``."""
    return {
        "key": agent.key,
        "number": agent.number,
        "tenant": agent.tenant,
        "queue": queue,
        "level": board.queues_of(agent).get(queue, 0),
        "idle": max(0.0, board.now - agent.idle_since),
        "handled": agent.handled,
        "written": len(board.hands.get(agent.key, ())),
    }


def prioritise(board: Board, call: Queued, waiting: Waiting) -> None:
    """Set the priority of a call that is not in the lines now, and have it reviewed later if there is a script."""
    waiting.priority = float(call.priority)
    if board.script_flaw:
        _failed(board, board.script_flaw)
    if board.script is None:
        return
    if board.script.has_priority:
        ask = board.script.priority
        waiting.priority = _asked(board, lambda: ask(call_facts(board, call, waiting)), waiting.priority)
    board.start_timer(f"review:{call.id}", board.now + REVIEW_SECONDS)


def choose(board: Board, call: Queued, waiting: Waiting, found: list[tuple[Agent, str]]) -> tuple[Agent, str] | None:
    """Who of ``found`` (in built-in order, with the queue through which) is to have the call; None: nobody yet."""
    script = board.script
    if script is None or not script.has_choose or not found:
        return found[0] if found else None
    agents = [agent_facts(board, agent, queue) for agent, queue in found]
    ask = script.choose
    next_up: str | None = found[0][0].key
    key = _asked(board, lambda: ask(call_facts(board, call, waiting), agents), next_up)
    return next(((agent, queue) for agent, queue in found if agent.key == key), None)


def _asked(board: Board, ask: Callable[[], Answer], otherwise: Answer) -> Answer:
    """The script's answer; ``otherwise`` when it fails, or has had its share of this second."""
    script, record = board.script, board.state.script
    if script is None or record is None:
        return otherwise
    if record.second != int(board.now):
        record.second, record.spent = int(board.now), 0
    if record.spent >= MOST_CHECKS_A_SECOND:
        _failed(board, Flaw("all questions of a second together take too long"))
        return otherwise
    before = script.spent
    try:
        return ask()
    except ScriptFailed as failure:
        _failed(board, failure.flaw)
        return otherwise
    finally:
        record.spent += script.spent - before


def _failed(board: Board, flaw: Flaw) -> None:
    record = board.state.script
    if record is None or record.suspended:
        return
    record.failures += 1
    if record.failures >= MOST_FAILURES or board.script_flaw:
        record.suspended = True
        board.script = board.script_flaw = None
    if record.suspended or record.told_at is None or board.now - record.told_at >= TELL_EVERY_SECONDS:
        record.told_at = board.now
        kind = AlarmKind.SCRIPT_SUSPENDED if record.suspended else AlarmKind.SCRIPT_FAILED
        alarms.raise_alarm(board, kind, alarms.SCRIPT, f"v{record.version}: {flaw.problem[:200]}")
        board.emit(
            RoutingScriptFailed,
            board.plan.city,
            version=record.version,
            problem=flaw.problem[:300],
            line=flaw.line,
            failures=record.failures,
            suspended=record.suspended,
        )
