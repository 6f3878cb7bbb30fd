"""When a sign-in is refused for a while, and what a weak password is."""

from datetime import UTC, datetime, timedelta

import pytest

from tenants.shared.identity.rules import LOCKED_FOR, locked_for, too_weak

NOW = datetime(2026, 7, 4, 9, 0, tzinfo=UTC)


def ago(*seconds: int) -> list[datetime]:
    return [NOW - timedelta(seconds=value) for value in seconds]


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [
        ([], 0),
        (ago(1, 2, 3, 4), 0),
        (ago(0, 0, 0, 0, 0), 10),
        (ago(1, 2, 3, 4, 5), 10),
        (ago(1, 2, 3, 4, 121), 8),
        (ago(1, 2, 3, 4, 590), 1),
        (ago(1, 2, 3, 4, 600), 0),
        (ago(599, 598, 597, 596, 595, 1), 1),
    ],
)
def test_given_failures_when_asked_then_so_many_minutes(failures: list[datetime], minutes: int) -> None:
    assert locked_for(failures, 5, NOW) == minutes
    assert locked_for(failures[::-1], 5, NOW + LOCKED_FOR) == 0


@pytest.mark.parametrize(
    ("password", "weak"),
    [
        ("", True),
        ("short", True),
        ("aaaaaaaaaaaa", True),
        ("abababababab", True),
        ("east.agent1-2026", True),
        ("EAST.AGENT1", True),
        ("correct horse", False),
        ("热线一二三四五六七八九", False),
    ],
)
def test_given_a_password_when_judged_then(password: str, weak: bool) -> None:
    assert too_weak(password, "east.agent1") is weak
