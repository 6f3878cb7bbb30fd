"""Who is on duty when."""

import pytest

from tenants.local.dispatching.rules import on_duty, out_of_range

NINE, FIVE, MIDNIGHT = 9 * 60, 17 * 60, 0
NIGHT = (22 * 60, 6 * 60)


@pytest.mark.parametrize(
    ("days", "hours", "weekday", "minute", "expected"),
    [
        ((), (0, 0), 3, 0, True),  # every day, all day
        ((6, 7), (0, 0), 3, 600, False),
        ((1, 2, 3, 4, 5), (NINE, FIVE), 5, NINE, True),
        ((1, 2, 3, 4, 5), (NINE, FIVE), 5, FIVE, False),  # the end is not included
        ((1, 2, 3, 4, 5), (NINE, FIVE), 6, 600, False),
        ((5,), NIGHT, 5, 23 * 60, True),
        ((5,), NIGHT, 6, 5 * 60, True),  # Friday's night goes on into Saturday
        ((5,), NIGHT, 5, 5 * 60, False),
        ((7,), NIGHT, 1, 5 * 60, True),  # Sunday's into Monday
    ],
)
def test_on_duty(days: tuple[int, ...], hours: tuple[int, int], weekday: int, minute: int, expected: bool) -> None:
    assert on_duty(days, *hours, weekday, minute) is expected


def test_settings_have_ranges() -> None:
    fine = {"tries": 3, "interval_seconds": 60, "ring_seconds": 30}
    assert out_of_range(fine) is None
    assert out_of_range({**fine, "interval_seconds": 1}) == "interval_seconds"
