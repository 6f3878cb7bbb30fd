"""Setting the working calendar in which deadlines count. Deadlines that are given already stay."""

from collections.abc import Collection
from datetime import date

import msgspec
from django.db import transaction

from hotline import audit
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Invalid, Required

from ..models import WorkCalendar
from ..rules import Urgency
from ..worktime import Period

MOST_PERIODS, MOST_DAYS, MINUTES = 20, 400, 24 * 60


@transaction.atomic
def do_set_calendar(
    actor: Actor,
    periods: Collection[Period],
    closed_days: Collection[str],
    working_days: Collection[str],
    urgencies: Collection[str],
) -> None:
    """Deadlines of these ``urgencies`` count in it from now on. Raises Required (periods), Invalid (the field)."""
    if urgencies and not periods:
        raise Required("periods")
    if len(periods) > MOST_PERIODS or not all(_is_period(each) for each in periods):
        raise Invalid("periods")
    for field, days in (("closed_days", closed_days), ("working_days", working_days)):
        if len(days) > MOST_DAYS or not all(_is_day(day) for day in days):
            raise Invalid(field)
    if set(closed_days) & set(working_days):
        raise Invalid("working_days")
    if set(urgencies) - {each.value for each in Urgency}:
        raise Invalid("urgencies")
    row = WorkCalendar.objects.select_for_update().first() or WorkCalendar()
    row.periods = msgspec.to_builtins(list(periods))
    row.closed_days, row.working_days = sorted(set(closed_days)), sorted(set(working_days))
    row.urgencies = [each.value for each in Urgency if each in urgencies]
    row.save()
    said = f"{' '.join(row.urgencies) or '-'}; {len(row.closed_days)} closed, {len(row.working_days)} make-up"
    audit.record(actor, "cases.calendar", "calendar", said)


def _is_period(period: Period) -> bool:
    days = set(period.weekdays)
    return bool(days) and days <= set(range(1, 8)) and 0 <= period.begins < period.ends <= MINUTES


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
