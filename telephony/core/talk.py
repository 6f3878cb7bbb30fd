"""In a conversation: hold, resume, mute, digits."""

from telephony.contracts.commands import Mute, RefusalCode, SendDigits
from telephony.contracts.events import CallChanged
from telephony.contracts.gateway import MuteLeg, PlayDigits
from telephony.core import sound
from telephony.core.board import Board, Refused
from telephony.core.signals import Signal
from telephony.core.state import Call
from telephony.core.states import CallState

DIGITS = frozenset("0123456789*#")


def told(board: Board, call: Call, change: str, party: str | None = None) -> None:
    """Tell the agent's screens of a change."""
    if call.part:
        facts = {"agent": call.part.agent, "change": change, "party": party}
        board.tell(call, CallChanged, call.part.tenant, **facts)


def on_hold(board: Board, call: Call, signal: Signal) -> None:
    """The citizen hears music and is not heard."""
    sound.hold(board, call)
    call.state = CallState.HELD
    told(board, call, "HELD")


def on_resume(board: Board, call: Call, signal: Signal) -> None:
    """The conversation goes on."""
    sound.unhold(board, call)
    call.state = CallState.TALKING
    told(board, call, "RESUMED")


def on_mute(board: Board, call: Call, signal: Signal) -> None:
    """The agent is not heard, or is heard again; saying it twice changes nothing."""
    part, command = call.part, signal.command
    if part is None or not isinstance(command, Mute) or part.muted == command.muted:
        return
    part.muted = command.muted
    board.order(MuteLeg(gateway=call.gateway, leg=part.leg, muted=part.muted))
    told(board, call, "MUTED" if part.muted else "UNMUTED")


def on_digits(board: Board, call: Call, signal: Signal) -> None:
    """DTMF to whom the agent talks with."""
    command = signal.command
    digits = command.digits if isinstance(command, SendDigits) else ""
    if not digits or not DIGITS.issuperset(digits):
        raise Refused(RefusalCode.INVALID_NUMBER)
    talks = call.consult.leg if call.consult and call.state is CallState.CONSULT_TALKING else call.far
    if talks:
        board.order(PlayDigits(gateway=call.gateway, leg=talks, digits=digits))
