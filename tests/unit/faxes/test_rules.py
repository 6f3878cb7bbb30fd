"""When a fax that failed is dialled again."""

from datetime import UTC, datetime, timedelta

import pytest

from tenants.local.faxes import rules

AT = datetime(2026, 7, 4, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("error", "attempt", "again"),
    [
        ("BUSY", 1, AT + timedelta(minutes=5)),
        ("NO_ANSWER", 2, AT + timedelta(minutes=5)),
        ("BUSY", 3, None),
        ("BROKEN_OFF", 1, AT + timedelta(minutes=5)),
        ("BROKEN_OFF", 3, None),
        ("NO_REPORT", 1, AT + timedelta(minutes=5)),
        ("INVALID_NUMBER", 1, None),
        ("TOLL_FORBIDDEN", 1, None),
    ],
)
def test_three_tries_five_minutes_apart_unless_it_mends_nothing(
    error: str, attempt: int, again: datetime | None
) -> None:
    assert rules.next_try(error, attempt, AT) == again


def test_names_in_the_store() -> None:
    folder = rules.folder("east", "received", AT.date(), "7")
    assert folder == "east/faxes/received/2026/07/04/7"
    assert rules.page_key(folder, 2) == "east/faxes/received/2026/07/04/7/page-2.png"
