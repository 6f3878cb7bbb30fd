"""The working calendar in which deadlines of the entered tenant count."""

import msgspec
from django.utils import timezone

from ..models import WorkCalendar
from ..worktime import Calendar, Period


def calendar() -> Calendar | None:
    """As it is set; None: all deadlines go by the clock."""
    row = WorkCalendar.objects.first()
    if row is None or not row.periods:
        return None
    return Calendar(
        periods=tuple(msgspec.convert(row.periods, list[Period])),
        closed_days=frozenset(row.closed_days),
        working_days=frozenset(row.working_days),
        urgencies=frozenset(row.urgencies),
        zone=timezone.get_default_timezone(),
    )
