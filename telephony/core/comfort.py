"""Comfort messages: while a caller waits, one prompt of the queue after the other, from time to time."""

from telephony.core import sound
from telephony.core.board import Board
from telephony.core.signals import Signal
from telephony.core.state import Call
from telephony.core.states import CallState


def begin(board: Board, call: Call) -> None:
    """From the first moment of waiting on, where the queue has any."""
    waiting = call.waiting
    if waiting and board.queue(waiting.queue).comfort_prompts:
        board.start_timer(f"comfort:{call.id}", board.now + board.queue(waiting.queue).comfort_every_seconds)


def on_due(board: Board, call: Call, signal: Signal) -> None:
    """Say the next one; what is being said is not interrupted, then its turn is lost to the next interval."""
    waiting = call.waiting
    if waiting is None or call.far is None:
        return
    begin(board, call)
    prompts = board.queue(waiting.queue).comfort_prompts
    if prompts and call.state is CallState.QUEUED and call.playing is None:
        said = prompts[waiting.comforted % len(prompts)]
        waiting.comforted += 1
        sound.say(board, call, (said,))
