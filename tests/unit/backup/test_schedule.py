"""When the nightly backup is due."""

from datetime import UTC, datetime, timedelta

import pytest

from hotline.backup import schedule

SINCE = datetime(2026, 7, 1, 12, tzinfo=UTC)
YESTERDAY = datetime(2026, 7, 3, 2, 30, 40, tzinfo=UTC)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 7, 4, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "last", "expected"),
    [
        (at(2, 29), YESTERDAY, False),
        (at(2, 30), YESTERDAY, True),
        (at(2, 31), at(2, 30), False),
        (at(6, 29), YESTERDAY, True),  # the worker was down
        (at(6, 31), YESTERDAY, False),  # not in the middle of the day
        (at(2, 30), None, True),
        (at(12), at(11), False),
    ],
)
def test_given_half_past_two_when_asked_then_due_once_a_night(
    now: datetime, last: datetime | None, expected: bool
) -> None:
    assert schedule.due(now, 2, 30, SINCE, last) is expected


def test_given_a_new_house_when_its_first_day_goes_by_then_nothing_is_made_up() -> None:
    begun = at(3)
    assert not schedule.due(at(4), 2, 30, begun, None)


def test_given_a_late_hour_when_midnight_has_passed_then_it_is_still_made_up() -> None:
    assert schedule.due(at(1), 23, 30, SINCE, YESTERDAY)


def test_given_a_limit_when_the_newest_is_older_then_too_old() -> None:
    made = at(2)
    assert not schedule.too_old(made + timedelta(hours=36), 36, SINCE, made)
    assert schedule.too_old(made + timedelta(hours=36, seconds=1), 36, SINCE, made)
    assert schedule.too_old(at(2), 36, SINCE, None)
