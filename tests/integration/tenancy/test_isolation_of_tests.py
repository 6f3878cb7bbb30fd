"""The tests' own fixtures: what one test wrote, the next one does not see."""

import threading

import pytest
from django.db import connection

from hotline import tenancy
from tenants.local.people.models import Department, Seat
from tenants.shared.scoreboard.models import CaseCard
from tests.integration.tenancy.test_wall import card


@pytest.mark.parametrize("_round", [1, 2])
def test_given_real_commits_when_the_test_is_over_then_gone(_round: int, committed_city: None) -> None:
    assert CaseCard.objects.count() == 0
    card("east", "1")
    seen: list[int] = []

    def look() -> None:
        seen.append(CaseCard.objects.count())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [1]
    with tenancy.entered("east"):
        assert Seat.objects.count() == 4


@pytest.mark.parametrize("_round", [1, 2])
async def test_given_coroutines_on_the_same_transaction_when_they_look_then_they_see_the_test(
    _round: int, same_transaction: None
) -> None:
    def write() -> int:
        Department.objects.create(code="new", names={})
        return Department.objects.count()

    assert await tenancy.run_async("east", write) == 11
    assert await tenancy.run_async("east", Department.objects.count) == 11
    assert await tenancy.run_async("west", Department.objects.count) == 10
