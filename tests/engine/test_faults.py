"""Every fault of the telephone once: nobody is lost or offered two calls, no leg is missing, nothing is left behind."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.engine.faults import FAULTS, Count, suffer
from tests.engine.house import House
from tests.engine.rig import AsteriskProcess


@pytest.fixture
async def house(asterisk: AsteriskProcess, tmp_path: Path) -> AsyncIterator[House]:
    house = House(asterisk, tmp_path)
    await house.start()
    try:
        yield house
    finally:
        await house.close()


@pytest.mark.parametrize("name", list(FAULTS))
async def test_given_a_talk_and_waiting_callers_when_it_happens_then_all_are_served_in_turn(
    house: House, name: str
) -> None:
    waiting = 2 if name == "switchboard killed" else 1
    assert await suffer(house, FAULTS[name], waiting) == Count()
