"""What the switchboard keeps does not grow with the calls that are over: books kept for a while are kept by count."""

from dataclasses import replace

import msgspec
import pytest

from telephony.contracts import commands as cmd
from telephony.core import commands, preference

from .stage import Stage, small_city

KEPT = 20
BOOKS = {"replies": KEPT, "last_talks": KEPT}


def sizes(stage: Stage) -> dict[str, int]:
    """Bytes of each part of the state."""
    parts = msgspec.to_builtins(stage.machine._board.state)
    return {name: len(msgspec.json.encode(part)) for name, part in parts.items()}


def talk(stage: Stage, number: int) -> None:
    """Somebody else calls, talks and hangs up; the agent writes it down."""
    call = stage.call(f"139{number:08}")
    stage.wait(6.0)
    assert stage.state(call) == "TALKING"
    stage.leave(call)
    stage.wait(1.0)
    stage.command(cmd.SetReady, agent="city:8001")


def test_given_days_of_calls_when_they_are_over_then_the_state_is_as_small_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(commands, "REPLIES_KEPT", KEPT)
    monkeypatch.setattr(preference, "MOST_REMEMBERED", KEPT)
    city = small_city()
    stage = Stage(replace(city, queues=tuple(replace(q, preferred_wait_seconds=5.0) for q in city.queues)))
    stage.sit("city:8001")
    for number in range(2 * KEPT):
        talk(stage, number)
    before = sizes(stage)
    for number in range(2 * KEPT, 6 * KEPT):
        talk(stage, number)
    after, state = sizes(stage), stage.machine._board.state
    digits = 20 * KEPT  # numbers of calls, times and ids of commands are written longer as they count up
    assert {name for name in after if after[name] > before[name] + (digits if name in BOOKS else 20)} == set()
    assert {name: len(getattr(state, name)) for name in BOOKS} == BOOKS
    assert (state.calls, state.legs) == ({}, {})
