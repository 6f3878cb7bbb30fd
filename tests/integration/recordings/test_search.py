"""Recordings found by number, agent, seat, kind and period."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hotline import tenancy
from tenants.local.recordings.holding import Belongings
from tenants.local.recordings.models import Recording
from tenants.local.recordings.queries import Search, found

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_east() -> Iterator[None]:
    with tenancy.entered("east"):
        facts = {"gateway": "gw1", "kind": "CONVERSATION", "state": "STORED", "seconds": 30.0, "called": "12345"}
        rows: tuple[dict[str, Any], ...] = (
            {"agent_number": "8101", "seat": "east-01", "call_id": "a", "started_at": NOON, "caller": "+8613800002222"},
            {
                "agent_number": "8102",
                "seat": "east-02",
                "call_id": "b",
                "started_at": NOON + timedelta(hours=1),
                "queue": "east-help",
                "seconds": 31.0,
            },
            {
                "kind": "VOICEMAIL",
                "call_id": "c",
                "started_at": NOON + timedelta(days=1),
                "called": "12346",
                "gateway": "gw2",
                "seconds": 29.5,
            },
            {"state": "FAILED", "agent_number": "8101", "call_id": "d", "started_at": NOON},
        )
        for n, row in enumerate(rows):
            Recording.objects.create(**{**facts, **row, "number": f"02-20260302-0000{n}", "name": f"n{n}"})
        yield


@pytest.mark.parametrize(
    ("search", "calls"),
    [
        (Search(), ["c", "b", "a"]),
        (Search(agent_number="8101"), ["a"]),
        (Search(seat="east-02"), ["b"]),
        (Search(kind="VOICEMAIL"), ["c"]),
        (Search(since=NOON + timedelta(minutes=30), until=NOON + timedelta(hours=2)), ["b"]),
        (Search(text="00001"), ["b"]),
        (Search(text="138 0000"), ["a"]),
        (Search(text="12345"), ["b", "a"]),
        (Search(queue="east-help"), ["b"]),
        (Search(gateway="gw2"), ["c"]),
        (Search(shortest=31.0), ["b"]),
        (Search(longest=29.5), ["c"]),
        (Search(of=(Belongings(calls=frozenset("ab")),)), ["b", "a"]),
        (Search(of=(Belongings(calls=frozenset("ab")), Belongings(phones=frozenset({"+8613800002222"})))), ["a"]),
        (Search(of=(Belongings(phones=frozenset({"12345"})),)), ["b", "a"]),
        (Search(of=(Belongings(),)), []),
        (Search(of=(None,)), []),
        (Search(agent_number="8101", seat="east-02"), []),
    ],
)
def test_given_recordings_when_looked_for_then_exactly_those_newest_first(search: Search, calls: list[str]) -> None:
    assert [row.call_id for row in found(search)] == calls
