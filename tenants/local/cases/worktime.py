"""Deadlines on a working calendar: several periods a day, holidays, make-up days. Pure.

A day counts as its weekday; a holiday has no periods, a make-up day those of a Monday (as the IVR's calendars do).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

MONDAY = 1
MOST_DAYS = 3660
"""A calendar that is closed for ten years on end counts no time; then the clock does."""


@dataclass(frozen=True, slots=True)
class Period:
    """Worked on ``weekdays`` (1 is Monday) from ``begins`` to ``ends``: minutes from midnight, local time."""

    weekdays: tuple[int, ...]
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """``closed_days``, ``working_days``: holidays and make-up days, "2026-10-01". ``urgencies``: whose deadlines count
    in it; the others go by the clock."""

    periods: tuple[Period, ...]
    closed_days: frozenset[str]
    working_days: frozenset[str]
    urgencies: frozenset[str]
    zone: tzinfo


Stretch = tuple[datetime, datetime]


def stretches(calendar: Calendar, day: date) -> list[Stretch]:
    """When is worked on ``day``, earliest first; what touches or overlaps is one."""
    named = day.isoformat()
    if named in calendar.closed_days:
        return []
    weekday = MONDAY if named in calendar.working_days else day.isoweekday()
    midnight = datetime.combine(day, time(), tzinfo=calendar.zone)
    found: list[Stretch] = []
    for period in sorted(calendar.periods, key=lambda each: each.begins):
        if weekday not in period.weekdays:
            continue
        begins, ends = (midnight + timedelta(minutes=minutes) for minutes in (period.begins, period.ends))
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((begins, ends))
    return found


def _worked_days(calendar: Calendar, since: date) -> Iterator[tuple[date, list[Stretch]]]:
    for offset in range(MOST_DAYS):
        day = since + timedelta(days=offset)
        worked = stretches(calendar, day)
        if worked:
            yield day, worked


def opening(calendar: Calendar, at: datetime) -> datetime:
    """``at`` if it is worked then, else when it is next."""
    local = at.astimezone(calendar.zone)
    for _, worked in _worked_days(calendar, local.date()):
        for begins, ends in worked:
            if local < ends:
                return max(local, begins)
    return local


def after_days(calendar: Calendar, since: datetime, days: int) -> datetime:
    """The same time of the day ``days`` working days after ``since``, or after the next opening. Where it is not worked
    at that time of that day: when it is next, at the latest at the end of that day's work."""
    begin = opening(calendar, since)
    later = (each for each in _worked_days(calendar, begin.date()) if each[0] > begin.date())
    for count, (day, worked) in enumerate(later, start=1):
        if count == days:
            wanted = datetime.combine(day, begin.timetz().replace(tzinfo=None), tzinfo=calendar.zone)
            return next((max(wanted, begins) for begins, ends in worked if wanted <= ends), worked[-1][1])
    return since + timedelta(days=days)


def after(calendar: Calendar, since: datetime, worked_for: timedelta) -> datetime:
    """When ``worked_for`` of working time has gone by since ``since``."""
    local, left = since.astimezone(calendar.zone), worked_for
    for _, worked in _worked_days(calendar, local.date()):
        for begins, ends in worked:
            start = max(local, begins)
            if start >= ends:
                continue
            if left <= ends - start:
                return start + left
            left -= ends - start
    return since + worked_for


def between(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """How much working time lies between two moments."""
    first, last = start.astimezone(calendar.zone), end.astimezone(calendar.zone)
    total = timedelta()
    for offset in range((last.date() - first.date()).days + 1):
        for begins, ends in stretches(calendar, first.date() + timedelta(days=offset)):
            total += max(timedelta(), min(ends, last) - max(begins, first))
    return total
