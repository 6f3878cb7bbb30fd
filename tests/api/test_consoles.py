"""Consoles that come and go: the engine is told once, by whichever process notices."""

from collections.abc import Iterator

import pytest
from redis import Redis

from hotline_api.desk import consoles
from telephony.contracts.commands import Command, SeatConnection
from tests.api.conftest import Engine

AGENT = "east:8101"


@pytest.fixture(autouse=True)
def empty(redis: str) -> Iterator[None]:
    """A Redis without consoles."""
    client = Redis.from_url(redis)
    client.delete(consoles.CONSOLES)
    consoles._client.clear()
    yield
    client.delete(consoles.CONSOLES)
    consoles._client.clear()


def told(commands: list[Command]) -> list[tuple[str, bool]]:
    return [(command.agent, command.connected) for command in commands if isinstance(command, SeatConnection)]


def test_given_a_console_that_beats_when_swept_then_nobody_is_gone(engine: Engine) -> None:
    assert consoles.beat(AGENT, now=100.0) is True
    assert consoles.beat(AGENT, now=102.0) is False
    assert consoles.sweep(now=107.9) == []
    assert told(engine.commands) == []


def test_given_a_console_gone_for_six_seconds_when_swept_twice_then_the_engine_is_told_once(engine: Engine) -> None:
    consoles.beat(AGENT, now=100.0)
    assert consoles.sweep(now=106.0) == [AGENT]
    assert consoles.sweep(now=107.0) == []
    assert told(engine.commands) == [(AGENT, False)]


def test_given_two_windows_of_one_agent_when_one_closes_then_not_gone(engine: Engine) -> None:
    consoles.beat(AGENT, now=100.0)
    consoles.beat(AGENT, now=104.0)  # the other window
    consoles.beat(AGENT, now=101.0)  # a late beat of the first never shortens
    assert consoles.sweep(now=109.0) == []
    assert consoles.sweep(now=110.0) == [AGENT]


def test_given_a_console_that_was_gone_when_back_then_the_engine_is_told(engine: Engine) -> None:
    consoles.beat(AGENT, now=100.0)
    consoles.sweep(now=110.0)
    consoles.appear(AGENT)
    consoles.appear(AGENT)
    assert told(engine.commands) == [(AGENT, False), (AGENT, True)]


def test_given_an_emptied_redis_when_a_console_beats_then_known_again(engine: Engine, redis: str) -> None:
    consoles.beat(AGENT)
    Redis.from_url(redis).flushall()
    consoles.appear(AGENT)
    assert told(engine.commands) == [(AGENT, True)]
    assert consoles.sweep() == []


def test_given_a_redis_that_is_away_when_beating_and_sweeping_then_no_error(
    engine: Engine, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consoles.settings, "REDIS_URL", "unix:///nowhere/redis.sock")
    consoles._client.clear()
    assert consoles.beat(AGENT) is False
    assert consoles.sweep() == []
    assert told(engine.commands) == []


def test_given_many_agents_when_they_appear_together_then_the_engine_is_told_of_those_it_had_lost(
    engine: Engine,
) -> None:
    consoles.beat(AGENT)
    consoles.appear(AGENT, "east:8102", "west:8301")
    consoles.appear(AGENT, "east:8102", "west:8301")
    assert told(engine.commands) == [("east:8102", True), ("west:8301", True)]
