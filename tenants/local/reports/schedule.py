"""Which periods are due to be sent. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from .rules import Every

LONGEST_CATCH_UP = timedelta(days=35)
"""What a house that stood still for longer does not send by itself any more."""


def ended_before(day: date, every: Every) -> tuple[date, date] | None:
    """First and last day of the period that ended with the day before ``day``; None when none did."""
    last = day - timedelta(days=1)
    if every is Every.DAY:
        return last, last
    if every is Every.WEEK:
        return (day - timedelta(days=7), last) if day.weekday() == 0 else None
    return (last.replace(day=1), last) if day.day == 1 else None


def due(every: Every, hour: int, since: datetime, now: datetime) -> Iterator[tuple[date, date]]:
    """Periods whose hour of sending came after ``since``, up to ``now`` (both in the house's time zone), the oldest
    first."""
    since = max(since, now - LONGEST_CATCH_UP)
    for number in range((now.date() - since.date()).days + 1):
        day = since.date() + timedelta(days=number)
        period = ended_before(day, every)
        if period and since < datetime.combine(day, time(hour), tzinfo=now.tzinfo) <= now:
            yield period
