"""Which periods are due, where statistics may be sent, and what follows from what was counted."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tenants.local.reports.addresses import checked, mailbox, may_stand_for
from tenants.local.reports.errors import AddressRefused
from tenants.local.reports.rules import Every, Subject, added, table
from tenants.local.reports.schedule import due

ZONE = ZoneInfo("Asia/Shanghai")


def at(day: int, hour: int, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("every", "since", "now", "periods"),
    [
        (Every.DAY, at(2, 7), at(3, 5), []),
        (Every.DAY, at(2, 5), at(2, 6), [(date(2026, 3, 1), date(2026, 3, 1))]),
        (Every.DAY, at(2, 6), at(2, 23), []),  # set up after the hour: from the next day on
        (
            Every.DAY,
            at(1, 12),
            at(3, 6),
            [(date(2026, 3, 1), date(2026, 3, 1)), (date(2026, 3, 2), date(2026, 3, 2))],
        ),
        (Every.WEEK, at(2, 7), at(9, 5), []),
        (Every.WEEK, at(2, 7), at(9, 6), [(date(2026, 3, 2), date(2026, 3, 8))]),
        (Every.MONTH, at(27, 0, 2), at(1, 6), [(date(2026, 2, 1), date(2026, 2, 28))]),
        (Every.MONTH, at(2, 0), at(31, 23), []),
    ],
)
def test_given_a_schedule_when_time_passes_then_each_period_is_due_once_it_is_over(
    every: Every, since: datetime, now: datetime, periods: list[tuple[date, date]]
) -> None:
    assert list(due(every, 6, since, now)) == periods


def test_given_a_house_that_stood_still_for_long_when_back_then_only_the_last_weeks_are_due() -> None:
    found = list(due(Every.DAY, 6, at(1, 0, 1), at(31, 7)))
    assert (len(found), found[-1]) == (35, (date(2026, 3, 30), date(2026, 3, 30)))


@pytest.mark.parametrize(
    ("url", "here_too", "taken"),
    [
        ("https://province.example/in?x=1", False, True),
        ("https://10.1.2.3:8443/in", False, True),  # the administration's own net
        ("http://province.example/in", False, False),
        ("http://province.example/in", True, False),
        ("http://127.0.0.1:9000/in", True, True),
        ("http://127.0.0.1:9000/in", False, False),
        ("https://127.0.0.1/in", False, False),
        ("https://localhost/in", False, False),
        ("https://169.254.169.254/latest", True, False),
        ("https://[fe80::1]/in", True, False),
        ("https://user@province.example/in", False, False),
        ("https://province.example/in#part", False, False),
        ("https://province.example:99999/in", False, False),
        ("ftp://province.example/in", False, False),
        ("https://", False, False),
        ("a@b@province.example", False, False),
        ("mailto:", False, False),
        ("https://province.example/" + "x" * 300, False, False),
    ],
)
def test_given_an_address_when_set_up_then_only_what_can_be_meant_is_taken(
    url: str, here_too: bool, taken: bool
) -> None:
    if taken:
        assert checked(f" {url} ", here_too) == url
    else:
        with pytest.raises(AddressRefused):
            checked(url, here_too)


def test_given_a_mail_address_when_set_up_then_kept_as_one() -> None:
    assert checked(" Tongji@Province.example ", False) == "mailto:tongji@province.example"
    assert mailbox(checked("mailto:a@b.example", False)) == "a@b.example"
    assert mailbox("https://province.example/a@b.example") == ""


def test_given_what_a_name_stands_for_when_sent_then_not_to_this_machine() -> None:
    assert [may_stand_for(each, False) for each in ("10.0.0.7", "127.0.0.1", "::1", "0.0.0.0", "224.0.0.1")] == [
        True,
        False,
        False,
        False,
        False,
    ]
    assert may_stand_for("127.0.0.1", True)


def test_given_tallies_when_added_then_sums_and_maxima() -> None:
    assert added([{"n": 1, "w_most": 5}, {"n": 2, "w_most": 3}, {}]) == {"n": 3, "w_most": 5}


def test_given_nothing_to_divide_by_when_tabled_then_nothing_is_claimed() -> None:
    report = table(Subject.QUEUE, date(2026, 3, 2), date(2026, 3, 2), {"q": {"arrived": 1}})
    shown = dict(zip((column.key for column in report.columns), report.rows[0].values, strict=True))
    assert (shown["arrived"], shown["connected"], shown["waitMean"], shown["satisfaction"]) == (1, None, None, None)
    assert table(Subject.QUEUE, date(2026, 3, 2), date(2026, 3, 2), {}).total.values[0] == 0
