"""What people must know of: raised, told to the house (which keeps it), cleared when it is over.

The same thing again soon only counts up. A lasting alarm (LASTING) stands until ``clear``; any other is an event that
was, and ends when somebody has acknowledged it.
"""

from telephony.contracts.events import LASTING, AlarmCleared, AlarmKind, AlarmRaised
from telephony.core.board import Board
from telephony.core.state import Alarm

KEPT = 100
SAME_SECONDS = 300.0
TELL_EVERY_SECONDS = 30.0
"""An alarm that goes on and on is told so often, with how many times it was."""
QUIET_SECONDS = 300.0
"""So long after the last refusal for want of a channel there is room again."""
TIMER = "alarms"
SCRIPT = "script"
"""Subject of what is wrong with the routing script in force."""


def raise_alarm(board: Board, kind: str, subject: str, detail: str = "", tenant: str = "") -> None:
    """Note an alarm at the time of the input at hand."""
    alarm = _again(board, kind, subject, detail)
    if alarm is None:
        alarm = Alarm(at=board.now, kind=kind, subject=subject, detail=detail, tenant=tenant)
        board.state.alarms.append(alarm)
        _forget_oldest(board)
    alarm.untold += 1
    if alarm.told_at is None or board.now - alarm.told_at >= TELL_EVERY_SECONDS:
        _tell(board, alarm)
    elif TIMER not in board.state.timers:
        board.start_timer(TIMER, alarm.told_at + TELL_EVERY_SECONDS)
    if kind == AlarmKind.NO_CHANNEL:
        board.start_timer(f"quiet:{subject}", board.now + QUIET_SECONDS)


def _forget_oldest(board: Board) -> None:
    """A lasting one is remembered as long as it stands, so that its end can be told."""
    alarms = board.state.alarms
    gone = [each for each in alarms if each.over or each.kind not in LASTING][: max(0, len(alarms) - KEPT)]
    board.state.alarms = [each for each in alarms if not any(each is one for one in gone)]


def _again(board: Board, kind: str, subject: str, detail: str) -> Alarm | None:
    """The same alarm of a while ago, counted up and moved to the end."""
    alarms = board.state.alarms
    for alarm in reversed(alarms):
        if board.now - alarm.at > SAME_SECONDS and kind not in LASTING:
            return None
        if (alarm.kind, alarm.subject, alarm.detail) == (kind, subject, detail) and not alarm.over:
            alarm.count, alarm.at = alarm.count + 1, board.now
            alarms.remove(alarm)
            alarms.append(alarm)
            return alarm
    return None


def clear(board: Board, kind: str, subject: str) -> None:
    """It is over; nothing when it was not raised."""
    standing = [each for each in board.state.alarms if (each.kind, each.subject, each.over) == (kind, subject, False)]
    for alarm in standing:
        if alarm.untold:
            _tell(board, alarm)
        alarm.over = True
    if standing:
        board.emit(AlarmCleared, board.plan.city, kind=AlarmKind(kind), subject=subject)


def on_timer(board: Board) -> None:
    """Tell how often it happened since."""
    for alarm in board.state.alarms:
        if alarm.untold:
            _tell(board, alarm)


def on_quiet(board: Board, subject: str) -> None:
    """Nobody was refused a channel for a while."""
    clear(board, AlarmKind.NO_CHANNEL, subject)


def _tell(board: Board, alarm: Alarm) -> None:
    times, alarm.untold, alarm.told_at = alarm.untold, 0, board.now
    board.emit(
        AlarmRaised,
        board.plan.city,
        kind=AlarmKind(alarm.kind),
        subject=alarm.subject,
        detail=alarm.detail,
        about=alarm.tenant,
        times=times,
    )
