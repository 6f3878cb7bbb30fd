"""Who is on duty when, and what a dispatch may be told. Pure; minutes count from midnight, weekdays from Monday = 1."""

from collections.abc import Sequence

MOST_UNITS = 100
#: setting -> lowest and highest value
RANGES: dict[str, tuple[float, float]] = {
    "tries": (1, 10),
    "interval_seconds": (5, 3600),
    "ring_seconds": (10, 120),
}
DAY = 24 * 60


def on_duty(weekdays: Sequence[int], from_minute: int, to_minute: int, weekday: int, minute: int) -> bool:
    """Is somebody with these hours on duty at ``minute`` of ``weekday``? No weekdays means every day; equal minutes
    mean all day; a duty that ends before it begins goes on into the next day."""
    days = set(weekdays) or set(range(1, 8))
    if from_minute == to_minute:
        return weekday in days
    if from_minute < to_minute:
        return weekday in days and from_minute <= minute < to_minute
    yesterday = 7 if weekday == 1 else weekday - 1
    return (weekday in days and minute >= from_minute) or (yesterday in days and minute < to_minute)


def out_of_range(settings: dict[str, float]) -> str | None:
    """The first setting that lies outside its range."""
    return next((name for name, (low, high) in RANGES.items() if not low <= settings[name] <= high), None)
