"""What the citizen's leg hears: prompts, music, silence. One thing at a time."""

from telephony.contracts.gateway import AnswerLeg, MuteLeg, Play, StartMusic, StopMusic, StopPlay
from telephony.core.board import Board
from telephony.core.state import Call


def answer(board: Board, call: Call) -> None:
    """Answer the citizen's leg, once."""
    if call.far and not call.answered:
        board.order(AnswerLeg(gateway=call.gateway, leg=call.far))
        call.answered = True


def say(board: Board, call: Call, prompts: tuple[str, ...], language: str = "") -> None:
    """Play prompts instead of whatever is heard now; PLAY_ENDED follows, at once for no prompts too. ``language``: of
    the recordings, when they are not to be had in the caller's."""
    language = language or call.language
    if not call.far:
        return
    answer(board, call)
    hush(board, call)
    call.playing = board.next_id(call, "p")
    board.order(
        Play(
            gateway=call.gateway,
            leg=call.far,
            playback=call.playing,
            prompts=board.plan.spoken(prompts, call.home, language),
            language=language,
        )
    )


def music(board: Board, call: Call) -> None:
    """Music on hold instead of whatever is heard now."""
    if not call.far or call.music:
        return
    answer(board, call)
    hush(board, call)
    board.order(StartMusic(gateway=call.gateway, leg=call.far))
    call.music = True


def hush(board: Board, call: Call) -> None:
    """End prompt and music."""
    if call.playing:
        board.order(StopPlay(gateway=call.gateway, playback=call.playing))
        call.playing = None
    if call.music and call.far:
        board.order(StopMusic(gateway=call.gateway, leg=call.far))
    call.music = False


def hold(board: Board, call: Call) -> None:
    """The citizen hears music and is not heard; nothing moves."""
    music(board, call)
    if call.far and not call.held:
        board.order(MuteLeg(gateway=call.gateway, leg=call.far, muted=True))
        call.held = True


def unhold(board: Board, call: Call) -> None:
    """The citizen is heard again; music and prompts end."""
    hush(board, call)
    if call.far and call.held:
        board.order(MuteLeg(gateway=call.gateway, leg=call.far, muted=False))
    call.held = False
