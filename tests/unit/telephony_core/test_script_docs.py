"""What the guide and the console say about routing scripts is so: every example runs, every fact is there."""

import re
from pathlib import Path

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import events as ev
from telephony.core.policy import Script
from telephony.core.scripting import agent_facts, call_facts

from .stage import Stage
from .test_scripting import city

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs/routing-scripts.md").read_text(encoding="utf-8")
CONSOLE = (ROOT / "frontend/src/features/routing/examples.ts").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL) + re.findall(r"source: `(.*?)`", CONSOLE, re.DOTALL)


@pytest.mark.parametrize("source", EXAMPLES)
def test_given_an_example_when_in_force_then_calls_are_served_without_an_alarm(source: str) -> None:
    stage = Stage(city(source))
    calls = [stage.call(), stage.call(called="12346")]
    stage.sit("city:8001", Manner())
    stage.sit("city:8002", Manner())
    stage.wait(40.0)
    assert {offer.call_id for offer in stage.told(ev.CallOffered)} == set(calls)
    assert stage.told(ev.RoutingScriptFailed) == []


def test_given_the_facts_when_told_then_guide_and_console_name_each_of_them() -> None:
    stage = Stage(city())
    stage.call()
    board = stage.machine._board
    (call,) = board.state.calls.values()
    stage.sit("east:8101")
    assert call.waiting
    call_names = set(call_facts(board, call, call.waiting))
    agent_names = set(agent_facts(board, board.state.agents["east:8101"], "east.general"))
    before, _, about_agents = GUIDE.partition("### `agents`, each")
    about_calls = before.partition("### `call`")[2]
    assert set(re.findall(r"^\| (.*?) \|", about_calls, re.MULTILINE)) - {"Fact", "---"} == {
        f"`{name}`" for name in call_names - {"hour", "minute", "weekday"}
    } | {"`hour`, `minute`, `weekday`"}
    assert all(f"| `{name}` |" in about_agents for name in agent_names)
    named = re.findall(r"^  \['(\w+)', '\w+'\],$", CONSOLE, re.MULTILINE)
    assert set(named[: len(call_names)]) == call_names and set(named[len(call_names) :]) == agent_names


def test_given_the_examples_then_there_are_some_of_each() -> None:
    scripts = [Script(source) for source in EXAMPLES]
    assert any(script.has_priority for script in scripts) and any(script.has_choose for script in scripts)
