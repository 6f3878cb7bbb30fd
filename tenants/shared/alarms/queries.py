"""Reading alarms. Inside the public schema."""

from enum import StrEnum

from django.db.models import Q, QuerySet

from .models import Alarm


class AlarmState(StrEnum):
    """RAISED: nobody has seen to it; ACKNOWLEDGED: somebody has, and it still stands; OVER: history."""

    RAISED = "RAISED"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    OVER = "OVER"


#: state -> which rows
IN_STATE = {
    AlarmState.RAISED: Q(open=True, acknowledged_at=None),
    AlarmState.ACKNOWLEDGED: Q(open=True) & ~Q(acknowledged_at=None),
    AlarmState.OVER: Q(open=False),
}


def state_of(alarm: Alarm) -> AlarmState:
    """Where an alarm stands."""
    if not alarm.open:
        return AlarmState.OVER
    return AlarmState.ACKNOWLEDGED if alarm.acknowledged_at else AlarmState.RAISED


def alarms(
    tenant: str | None = None, state: AlarmState | None = None, kind: str | None = None, text: str = ""
) -> QuerySet[Alarm]:
    """The newest first; ``tenant``: only those of its own matters (None: all); ``text``: part of subject or detail."""
    rows = Alarm.objects.all()
    if tenant is not None:
        rows = rows.filter(tenant=tenant)
    if state is not None:
        rows = rows.filter(IN_STATE[state])
    if kind:
        rows = rows.filter(kind=kind)
    if text := text.strip():
        rows = rows.filter(Q(subject__icontains=text) | Q(detail__icontains=text) | Q(note__icontains=text))
    return rows


def raised(tenant: str | None = None) -> int:
    """How many wait for somebody to see to them."""
    return alarms(tenant, AlarmState.RAISED).count()
