"""Calling hours, what follows an attempt, how lists are read."""

from datetime import UTC, datetime, timedelta

import pytest

from telephony.contracts.outreach import ReachOutcome as R
from tenants.local.campaigns.rules import Retries, Row, TargetState, after, closes_at, out_of_range, read_list

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)  # a Monday
RULES = Retries(max_tries=3, busy_minutes=10, no_answer_minutes=120)


@pytest.mark.parametrize(
    ("outcome", "tries", "state", "minutes"),
    [
        (R.TALKED, 1, TargetState.DONE, None),
        (R.COMPLETED, 3, TargetState.DONE, None),
        (R.BUSY, 1, TargetState.PENDING, 10),
        (R.NO_ANSWER, 2, TargetState.PENDING, 120),
        (R.ABANDONED, 1, TargetState.PENDING, 120),
        (R.BROKEN_OFF, 1, TargetState.PENDING, 120),
        (R.FAILED, 1, TargetState.PENDING, 120),
        (R.NO_ANSWER, 3, TargetState.GIVEN_UP, None),
        (R.INVALID, 1, TargetState.GIVEN_UP, None),
        (R.MACHINE, 1, TargetState.PENDING, 240),
        (R.MACHINE, 3, TargetState.GIVEN_UP, None),
        (R.NOT_DIALLED, 5, TargetState.PENDING, None),
    ],
)
def test_after_an_attempt(outcome: R, tries: int, state: TargetState, minutes: int | None) -> None:
    due = NOW + timedelta(minutes=minutes) if minutes else None
    assert after(outcome, tries, RULES, NOW) == (state, due)


def test_whoever_was_left_a_message_has_been_told() -> None:
    assert after(R.MACHINE, 1, RULES, NOW, message_left=True) == (TargetState.DONE, None)


def test_calling_hours() -> None:
    assert closes_at(NOW, (), 9 * 60, 20 * 60) == NOW.replace(hour=20, minute=0)
    assert closes_at(NOW, (1,), 10 * 60 + 30, 11 * 60) == NOW.replace(hour=11, minute=0)
    assert closes_at(NOW, (1,), 9 * 60, 10 * 60 + 30) is None  # the end is not included
    assert closes_at(NOW, (2, 3), 9 * 60, 20 * 60) is None
    assert closes_at(NOW, (), 0, 24 * 60) == NOW.replace(hour=0, minute=0) + timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "rows", "wrong"),
    [
        (
            "号码,姓名,工单号,备注\n13800000001,王芳,0126112300001,路灯\n",
            [Row("+8613800000001", "王芳", "0126112300001", "路灯")],
            [],
        ),
        ("\ufeffname;phone\nAnn;138 0000 0002\nBen;none\n", [Row("+8613800000002", "Ann")], ["none"]),
        ("13800000003\n\n65120000\t小李\n", [Row("+8613800000003"), Row("+861065120000", "小李")], []),
        ("姓名\t手机\n小王\t13800000004", [Row("+8613800000004", "小王")], []),
    ],
)
def test_lists_are_read_as_people_write_them(text: str, rows: list[Row], wrong: list[str]) -> None:
    assert read_list(text) == (rows, wrong)


@pytest.mark.parametrize("text", ["", "name,city\nAnn,X\n", "13800000001\n" * 2001])
def test_what_is_no_list(text: str) -> None:
    assert read_list(text) is None


def test_settings_have_ranges() -> None:
    assert out_of_range({"abandon_percent": 3, "lines": 20}) is None
    assert out_of_range({"abandon_percent": 11}) == "abandon_percent"
