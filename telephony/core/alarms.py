"""What people must know of, newest last. The same thing again soon only counts up."""

from telephony.core.board import Board
from telephony.core.state import Alarm

KEPT = 100
SAME_SECONDS = 300.0


def raise_alarm(board: Board, kind: str, subject: str, detail: str = "", tenant: str = "") -> None:
    """Note an alarm at the time of the input at hand."""
    alarms = board.state.alarms
    for alarm in reversed(alarms):
        if board.now - alarm.at > SAME_SECONDS:
            break
        if (alarm.kind, alarm.subject, alarm.detail) == (kind, subject, detail):
            alarm.count, alarm.at = alarm.count + 1, board.now
            alarms.remove(alarm)
            alarms.append(alarm)
            return
    alarms.append(Alarm(at=board.now, kind=kind, subject=subject, detail=detail, tenant=tenant))
    del alarms[:-KEPT]
