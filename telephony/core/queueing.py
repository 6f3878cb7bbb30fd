"""Waiting: entering a queue, coming back to its head, what the caller hears meanwhile, overflow."""

import math

from telephony.contracts.events import CallOverflowed, CallQueued, EndReason
from telephony.contracts.plan import Overflow
from telephony.core import comfort, ending, preference, scripting, sound
from telephony.core.board import Board
from telephony.core.signals import Signal
from telephony.core.state import Call, Waiting
from telephony.core.states import CallState

MOST_SPOKEN = 99


def enter(
    board: Board,
    call: Call,
    queue: str,
    order: int | None = None,
    since: float | None = None,
    returned: bool = False,
) -> None:
    """Wait in ``queue``, at the end of it, or in the turn (``order``, ``since``, ``returned``) that the call had."""
    if call.waiting:
        order = call.waiting.order
        ending.stop_waiting(board, call)
    elif order is None:
        board.state.turns += 1
        order = board.state.turns
    call.waiting = Waiting(queue=queue, order=order, since=board.now, active=[queue], returned=returned)
    if since is not None:
        call.waiting.since = since
    call.place, call.was_queued = None, True
    preference.begin(board, call, call.waiting)
    _wait(board, call, call.waiting)
    _next_overflow(board, call, call.waiting)


def return_to_head(board: Board, call: Call, queue: str, prompts: tuple[str, ...] = ()) -> None:
    """Before all who have not been offered yet. ``queue`` is used when the call has never waited; ``prompts`` are
    said at once."""
    waiting = call.waiting
    if waiting is None:
        if queue not in board.plan.queues:
            ending.end(board, call, EndReason.GATEWAY_FAILED)
            return
        board.state.turns += 1
        waiting = Waiting(queue=queue, order=board.state.turns, since=board.now, active=[queue])
        call.waiting, call.was_queued = waiting, True
        _next_overflow(board, call, waiting)
    waiting.returned = True
    waiting.returns += 1
    preference.end(board, call)
    _wait(board, call, waiting)
    if prompts:
        sound.say(board, call, prompts)
        call.greeted = True


def _wait(board: Board, call: Call, waiting: Waiting) -> None:
    call.state = CallState.QUEUED
    if call.call_back:
        call.gateway = ""  # without a leg it is bound to none
    scripting.prioritise(board, call, waiting)
    board.lines.add_call(call, waiting)
    board.fresh_calls[call.id] = None
    board.touch_queues(waiting.active)
    board.tell(
        call,
        CallQueued,
        call.home,
        queue=waiting.queue,
        position=board.lines.ahead_of(call, waiting) + 1,
        returned=waiting.returned,
    )


def begin_waiting(board: Board, call: Call) -> None:
    """Nobody is free: say so once, then music, and notices from time to time."""
    waiting = call.waiting
    if waiting is None or call.far is None:
        return
    plan = board.queue(waiting.queue)
    if not call.greeted and (plan.welcome_prompts or plan.busy_prompts):
        call.greeted = True
        hint = ("call-back-hint",) if plan.call_back else ()
        sound.say(board, call, (*plan.welcome_prompts, *plan.busy_prompts, *hint))
    elif call.playing is None:
        _background(board, call, waiting)
    if waiting.begun:
        return
    waiting.begun = True
    if plan.notices:
        board.start_timer(f"notice:{call.id}", board.now + plan.first_notice_seconds)
    comfort.begin(board, call)


def _background(board: Board, call: Call, waiting: Waiting) -> None:
    if board.queue(waiting.queue).music:
        sound.music(board, call)
    else:
        sound.answer(board, call)
        sound.hush(board, call)


def on_prompt_ended(board: Board, call: Call, signal: Signal) -> None:
    """Back to music after a prompt."""
    if signal.text == call.playing:
        call.playing = None
        if call.waiting:
            _background(board, call, call.waiting)
        else:
            sound.music(board, call)


def on_notice(board: Board, call: Call, signal: Signal) -> None:
    """Tell position and expected delay; a prompt that is being said is not interrupted."""
    waiting = call.waiting
    if waiting is None or call.far is None:
        return
    board.start_timer(f"notice:{call.id}", board.now + board.queue(waiting.queue).notice_every_seconds)
    if call.state is CallState.QUEUED and call.playing is None:
        sound.say(board, call, notice(board, call, waiting))


def notice(board: Board, call: Call, waiting: Waiting) -> tuple[str, ...]:
    """Prompts for callers ahead and expected delay; the delay is left out while nobody works in the queue."""
    ahead = board.lines.ahead_of(call, waiting)
    delay = board.lines.expected_delay(waiting.queue, ahead, board.handling(waiting.queue))
    number = f"number-{min(ahead, MOST_SPOKEN)}"
    said: tuple[str, ...] = ("you-are-number", number, "callers-ahead") if ahead else ("you-are-next",)
    hint = ("call-back-hint",) if board.queue(waiting.queue).call_back else ()
    if delay is None or not board.queue(waiting.queue).tell_wait:
        return (*said, *hint)
    if delay < 60:
        return (*said, "wait-under-one-minute", *hint)
    return (*said, "wait-about", f"number-{min(math.ceil(delay / 60), MOST_SPOKEN)}", "minutes", *hint)


def on_overflow(board: Board, call: Call, signal: Signal) -> None:
    """From now on agents of one more queue may take the call."""
    waiting = call.waiting
    if waiting is None:
        return
    overflow = _overflows(board, waiting)
    if waiting.overflows < len(overflow):
        queue = overflow[waiting.overflows].queue
        waiting.overflows += 1
        if queue in board.plan.queues and queue not in waiting.active:
            _open(board, call, waiting, queue)
    _next_overflow(board, call, waiting)


def _open(board: Board, call: Call, waiting: Waiting, queue: str) -> None:
    waiting.active.append(queue)
    if call.state is CallState.QUEUED:
        board.lines.add_overflow(call, waiting, queue)
        board.fresh_calls[call.id] = None
    board.tell(call, CallOverflowed, call.home, queue=queue)


def _overflows(board: Board, waiting: Waiting) -> list[Overflow]:
    return sorted(board.queue(waiting.queue).overflow, key=lambda overflow: overflow.after_seconds)


def _next_overflow(board: Board, call: Call, waiting: Waiting) -> None:
    overflow = _overflows(board, waiting)
    if waiting.overflows < len(overflow):
        due = waiting.since + overflow[waiting.overflows].after_seconds
        board.start_timer(f"overflow:{call.id}", max(due, board.now))
