"""Every process of the whole house killed in the middle of calls and cases: everything happened, once. Each alone, and
again and again: ``make bench-faults``."""

from collections.abc import AsyncIterator

import pytest

from tests.house.demo import running_demo
from tests.house.faults import Count, House, suffer, untold


@pytest.fixture
async def house() -> AsyncIterator[House]:
    with running_demo(ARI_SEAT_PROFILE="SIP") as demo:
        house = await House.open(demo)
        try:
            yield house
        finally:
            await house.close()


@pytest.mark.timeout(400)
async def test_given_calls_and_cases_under_way_when_processes_are_killed_then_nothing_is_lost_or_done_twice(
    house: House,
) -> None:
    for together in (("web", "worker", "recorder"), ("PostgreSQL", "Redis"), ("switchboard",)):
        assert await suffer(house, *together) == Count(), (together, house.found)
    assert await untold(house) == 0
