"""In a conversation: hold, resume, mute, digits."""

from telephony.contracts.commands import Mute, PauseRecording, PlayPrompt, RefusalCode, SendDigits
from telephony.contracts.events import CallChanged
from telephony.contracts.gateway import HoldRecording, MuteLeg, PlayDigits, PlayToBridge
from telephony.core import recordings, sound
from telephony.core.board import Board, Refused
from telephony.core.signals import Signal
from telephony.core.state import Call, Guest
from telephony.core.states import CallState

DIGITS = frozenset("0123456789*#")


def told(board: Board, call: Call, change: str, party: str | None = None) -> None:
    """Tell the agent's screens of a change."""
    if call.part:
        facts = {"agent": call.part.agent, "change": change, "party": party}
        board.tell(call, CallChanged, call.part.tenant, **facts)


def talking_guests(call: Call) -> list[Guest]:
    """Third parties who take part in the conversation, in the order in which they were invited."""
    return [guest for guest in call.guests.values() if guest.began_at is not None]


def settle(call: Call) -> None:
    """Name the state of a conversation after who takes part in it; a held one stays held."""
    if call.state in (CallState.TALKING, CallState.CONFERENCE):
        call.state = CallState.CONFERENCE if talking_guests(call) else CallState.TALKING


def on_hold(board: Board, call: Call, signal: Signal) -> None:
    """The citizen hears music and is not heard."""
    sound.hold(board, call)
    call.state = CallState.HELD
    told(board, call, "HELD")


def on_resume(board: Board, call: Call, signal: Signal) -> None:
    """The conversation goes on."""
    sound.unhold(board, call)
    call.state = CallState.TALKING
    settle(call)
    told(board, call, "RESUMED")


def on_mute(board: Board, call: Call, signal: Signal) -> None:
    """The agent is not heard, or is heard again; saying it twice changes nothing."""
    part, command = call.part, signal.command
    if part is None or not isinstance(command, Mute) or part.muted == command.muted:
        return
    part.muted = command.muted
    board.order(MuteLeg(gateway=call.gateway, leg=part.leg, muted=part.muted))
    told(board, call, "MUTED" if part.muted else "UNMUTED")


def on_other_mute(board: Board, call: Call, signal: Signal) -> None:
    """As on_mute, of an agent who takes part without having the call. Their screens alone remember it."""
    command, leg = signal.command, call.legs.get(signal.text)
    if not isinstance(command, Mute) or leg is None:
        return
    board.order(MuteLeg(gateway=call.gateway, leg=signal.text, muted=command.muted))
    change = "MUTED" if command.muted else "UNMUTED"
    board.tell(call, CallChanged, board.state.agents[command.agent].tenant, agent=command.agent, change=change)


def on_digits(board: Board, call: Call, signal: Signal) -> None:
    """DTMF to whom the agent talks with."""
    command = signal.command
    digits = command.digits if isinstance(command, SendDigits) else ""
    if not digits or not DIGITS.issuperset(digits):
        raise Refused(RefusalCode.INVALID_NUMBER)
    talks = call.consult.leg if call.consult and call.state is CallState.CONSULT_TALKING else call.far
    if talks:
        board.order(PlayDigits(gateway=call.gateway, leg=talks, digits=digits))


def on_play_prompt(board: Board, call: Call, signal: Signal) -> None:
    """Play prompts into the conversation instead of what is playing; none: silence."""
    command = signal.command
    if not isinstance(command, PlayPrompt):
        return
    was_playing = call.playing is not None
    sound.hush(board, call)
    if not command.prompts:
        if was_playing:
            told(board, call, "PROMPT_ENDED")
        return
    if not call.far:
        return
    call.playing = board.next_id(call, "p")
    board.order(
        PlayToBridge(
            gateway=call.gateway,
            bridge=f"{call.id}.b",
            leg=call.far,
            playback=call.playing,
            prompts=board.plan.spoken(command.prompts, call.home, call.language),
            language=call.language,
        )
    )
    told(board, call, "PROMPT_PLAYING", ",".join(command.prompts))


def on_prompt_ended(board: Board, call: Call, signal: Signal) -> None:
    """The prompt has been played to its end."""
    call.playing = None
    told(board, call, "PROMPT_ENDED")


def on_pause_recording(board: Board, call: Call, signal: Signal) -> None:
    """Nothing of what is said now is recorded, or it is again; refused where nothing is recorded."""
    part, command = call.part, signal.command
    if part is None or not isinstance(command, PauseRecording):
        return
    if part.recording is None and not part.paused:
        raise Refused(RefusalCode.WRONG_STATE)
    if part.paused == command.paused:
        return
    part.paused = command.paused
    if part.recording:
        board.order(HoldRecording(gateway=call.gateway, name=part.recording, paused=part.paused))
    else:  # it was lost with the gateway while paused
        recordings.begin(board, call, part)
    told(board, call, "RECORDING_PAUSED" if part.paused else "RECORDING_RESUMED")
