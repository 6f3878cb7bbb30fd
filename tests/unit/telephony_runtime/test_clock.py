"""The engine's clock goes on when the wall's is set."""

import asyncio
from pathlib import Path

import pytest

from telephony.core.effects import Effects, StartTimer
from telephony.core.inputs import PlanReplaced, TimerFired
from telephony.runtime.clock import SteadyClock
from telephony.runtime.engine import Engine
from telephony.runtime.journal import Journal
from tests.unit.telephony_core.stage import small_city


class Clocks:
    """A wall clock that can be set, and the time that truly passes."""

    def __init__(self, wall: float) -> None:
        self.wall, self.passed = wall, 50.0

    def pass_by(self, seconds: float) -> None:
        self.wall += seconds
        self.passed += seconds

    def steady(self) -> SteadyClock:
        return SteadyClock(lambda: self.wall, lambda: self.passed)


def test_given_a_wall_that_is_set_back_when_time_passes_then_it_is_told_on_from_where_it_was() -> None:
    clocks = Clocks(10_000.0)
    now = clocks.steady()
    assert now() == 10_000.0
    clocks.wall -= 3_600.0
    assert now() == 10_000.0
    clocks.pass_by(15.0)
    assert now() == 10_015.0


def test_given_a_wall_that_is_set_forward_when_asked_then_it_is_followed() -> None:
    clocks = Clocks(10_000.0)
    now = clocks.steady()
    clocks.wall += 3_600.0
    clocks.pass_by(1.0)
    assert now() == 13_601.0


def test_given_a_wall_set_back_when_it_has_caught_up_then_it_is_followed_again() -> None:
    clocks = Clocks(10_000.0)
    now = clocks.steady()
    clocks.wall -= 10.0
    clocks.pass_by(4.0)
    assert now() == 10_004.0
    clocks.wall += 10.0
    assert now() == 10_004.0
    clocks.wall += 1.0
    assert now() == 10_005.0


async def test_given_a_wall_that_is_set_back_when_a_limit_is_set_then_it_is_over_after_its_own_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clocks = Clocks(10_000.0)
    engine = Engine([], Journal(tmp_path), clock=clocks.steady())
    engine.snapshot()
    clocks.wall -= 3_600.0
    asked: list[float] = []

    def handle(given: object, now: float) -> Effects:
        asked.append(now)
        return Effects(timers=[StartTimer("ring", now + 0.01)] if len(asked) == 1 else [])

    monkeypatch.setattr(engine.machine, "handle", handle)
    engine.take(TimerFired(key="begin"))
    async with asyncio.timeout(5):
        while len(asked) < 2:
            await engine.changed.wait()
            engine.changed.clear()
    assert asked == [10_000.0, 10_000.0]


async def test_given_a_journal_from_later_than_the_wall_tells_when_begun_again_then_time_goes_on_from_it(
    tmp_path: Path,
) -> None:
    clocks = Clocks(10_000.0)
    engine = Engine([], Journal(tmp_path), clock=clocks.steady())
    engine.snapshot()
    engine.take(PlanReplaced(plan=small_city()))
    engine._journal.sync()
    clocks.wall -= 600.0
    again = Engine([], Journal(tmp_path), clock=clocks.steady())
    assert again._clock() == 10_000.0
