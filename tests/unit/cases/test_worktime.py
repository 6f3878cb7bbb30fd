"""Deadlines in a working calendar: exact dates over weekends, holidays, make-up days and pauses."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tenants.local.cases import rules, worktime
from tenants.local.cases.rules import Urgency
from tenants.local.cases.worktime import Calendar, Period

ZONE = ZoneInfo("Asia/Shanghai")
WEEK = (1, 2, 3, 4, 5)
OFFICE = Calendar(
    periods=(Period(WEEK, 9 * 60, 12 * 60), Period(WEEK, 13 * 60 + 30, 18 * 60)),
    closed_days=frozenset(f"2026-10-0{day}" for day in range(1, 8)),
    working_days=frozenset({"2026-10-10"}),
    urgencies=frozenset({"NORMAL", "LOW", "URGENT"}),
    zone=ZONE,
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("since", "urgency", "due"),
    [
        # Friday afternoon: the weekend does not count
        ("2026-07-03 16:00", Urgency.NORMAL, "2026-07-14 16:00"),
        # Saturday: it begins on Monday morning
        ("2026-07-04 10:00", Urgency.NORMAL, "2026-07-15 09:00"),
        # the eve of the National Day week; the Saturday after it is worked
        ("2026-09-30 16:00", Urgency.NORMAL, "2026-10-15 16:00"),
        ("2026-09-30 16:00", Urgency.LOW, "2026-10-27 16:00"),
        # in the middle of the holiday, and after work
        ("2026-10-03 12:00", Urgency.NORMAL, "2026-10-16 09:00"),
        ("2026-07-03 19:30", Urgency.NORMAL, "2026-07-15 09:00"),
        # at lunch it begins at half past one
        ("2026-07-03 12:40", Urgency.NORMAL, "2026-07-14 13:30"),
        # hours are hours worked: 2 + 7.5 + 7.5 + 7
        ("2026-07-03 16:00", Urgency.URGENT, "2026-07-08 17:30"),
        ("2026-09-30 16:00", Urgency.URGENT, "2026-10-10 17:30"),
        # this urgency goes by the clock
        ("2026-07-03 17:00", Urgency.CRITICAL, "2026-07-03 19:00"),
    ],
)
def test_given_a_calendar_when_a_case_is_registered_then_it_is_due_exactly_then(
    since: str, urgency: Urgency, due: str
) -> None:
    assert rules.due_at(urgency, at(since).astimezone(UTC), OFFICE) == at(due)


def test_given_no_calendar_then_the_clock_counts() -> None:
    assert rules.due_at(Urgency.NORMAL, at("2026-07-03 16:00"), None) == at("2026-07-10 16:00")


def test_given_a_pause_over_a_weekend_when_it_ends_then_the_deadline_moves_by_what_was_worked() -> None:
    due, start, end = at("2026-07-14 16:00"), at("2026-07-02 10:00"), at("2026-07-06 10:00")
    assert rules.due_after_pause(Urgency.NORMAL, due, start, end, OFFICE) == at("2026-07-16 16:00")
    assert rules.due_after_pause(Urgency.CRITICAL, due, start, end, OFFICE) == at("2026-07-18 16:00")
    # a pause in the holiday costs nothing
    holiday = at("2026-10-01 08:00"), at("2026-10-07 20:00")
    assert rules.due_after_pause(Urgency.NORMAL, due, *holiday, OFFICE) == due


def test_given_days_of_different_length_when_it_is_not_worked_at_that_time_then_at_the_end_of_that_days_work() -> None:
    short_friday = Calendar(
        (Period((1, 2, 3, 4), 540, 1080), Period((5,), 540, 720)), frozenset(), frozenset(), frozenset(), ZONE
    )
    assert worktime.after_days(short_friday, at("2026-07-02 16:00"), 1) == at("2026-07-03 12:00")


def test_given_a_calendar_that_is_always_closed_then_the_clock_counts() -> None:
    never = Calendar((), frozenset(), frozenset(), frozenset({"NORMAL"}), ZONE)
    assert rules.due_at(Urgency.NORMAL, at("2026-07-03 16:00"), never) == at("2026-07-10 16:00")


def test_given_periods_that_overlap_then_time_counts_once() -> None:
    twice = Calendar((Period(WEEK, 540, 720), Period(WEEK, 600, 780)), frozenset(), frozenset(), frozenset(), ZONE)
    assert worktime.between(twice, at("2026-07-03 00:00"), at("2026-07-06 00:00")).total_seconds() == 4 * 3600
