"""A recording put in place while calls come in is what the next caller hears, and a caller on the black list hears the
refusal until the term is over: a real gateway, tones measured."""

import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from telephony.contracts import events as tel
from telephony.contracts.plan import ListedNumber, ListKind, PromptPlan
from telephony.sipphone.audio import RATE
from tenants.local.voice import prompt_files, sound
from tests.engine.house import PLAN, House
from tests.engine.rig import ALL_BUSY, CALLER, AsteriskProcess

FIRST, SECOND, REFUSAL = 1640, 520, 2440  # Hz
EAST, CITY = "13800010001", "13900020002"


@pytest.fixture
async def house(asterisk: AsteriskProcess, tmp_path: Path) -> AsyncIterator[House]:
    house = House(asterisk, tmp_path)
    await house.start()
    try:
        yield house
    finally:
        await house.close()


def put(house: House, key: str, number: int, hz: float) -> str:
    """A tone as a person's file, taken the way uploads are, onto the gateway; the name it has there."""
    prompt_files.wire(((house.asterisk.folder / "data" / "sounds").resolve(),))
    at = np.arange(4 * RATE) / RATE
    name = prompt_files.name_of("east", key, number)
    samples = sound.levelled(sound.trimmed(sound.decode(sound.as_wav(0.4 * np.sin(2 * np.pi * hz * at)))))
    prompt_files.place("zh", name, sound.as_wav(samples))
    return name


async def test_given_a_new_recording_when_put_in_place_then_the_next_caller_of_that_county_hears_it(
    house: House,
) -> None:
    other = await house.caller(EAST, CALLER)
    await other.hears(ALL_BUSY)
    for version, hz in ((2, FIRST), (3, SECOND)):
        own = PromptPlan("east", "all-busy", "zh", put(house, "all-busy", version, hz))
        house.bus.publish_plan(replace(PLAN, version=version, prompts=(own,)))
        caller = await house.caller(EAST, CALLER)
        await caller.hears(hz)
        caller.hang_up()
    city = await house.caller(CITY, CALLER)
    await city.hears(ALL_BUSY)


async def test_given_a_blocked_number_when_its_term_is_over_then_it_is_let_in(house: House) -> None:
    own = PromptPlan("east", "refused-listed", "zh", put(house, "refused-listed", 1, REFUSAL))
    until = time.time() + 600
    listed = ListedNumber("+86" + EAST, ListKind.BLACK, until=until, services=("12345",))
    house.bus.publish_plan(replace(PLAN, version=2, prompts=(own,), listed=(listed,)))
    blocked = await house.caller(EAST, CALLER)
    await blocked.hears(REFUSAL)
    refused = await house.expect(tel.CallRefused)
    assert (refused.reason, refused.caller) == ("BLACK_LISTED", "+86" + EAST)
    blocked.hang_up()
    await house.expect(tel.CallEnded, reason=tel.EndReason.REFUSED)
    over = replace(listed, until=time.time() - 1)
    house.bus.publish_plan(replace(PLAN, version=3, prompts=(own,), listed=(over,)))
    let_in = await house.caller(EAST, CALLER)
    await let_in.hears(ALL_BUSY)
