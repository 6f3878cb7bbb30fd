"""The routing script: levels, priorities, its own order and choice, and what happens when it is of no use."""

from dataclasses import replace

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts.plan import (
    AgentPlan,
    CalledNumberPlan,
    FlowNode,
    FlowPlan,
    NodeKind,
    QueuePlan,
    RoutingPlan,
    ScriptPlan,
    SeatPlan,
    Selection,
)
from telephony.core.inputs import PlanReplaced
from telephony.core.policy import Flaw, Script, ScriptFailed, ScriptFlawed
from telephony.core.scripting import MOST_FAILURES
from telephony.core.switchboard import Switchboard

from .stage import CITIZEN, EAST_CITIZEN, Stage, small_city

COMPLAINTS_FIRST = 'def priority(call):\n    return 5 if call["called"] == "12346" else 0\n'
LATE_FIRST = 'def priority(call):\n    return call["waited"]\n'
HIGHEST_KEY = "def choose(call, agents):\n    return max([agent['key'] for agent in agents])\n"
NOBODY_YET = 'def choose(call, agents):\n    return agents[0]["key"] if call["waited"] >= 15 else None\n'
FAILING = "def priority(call):\n    return 1 // 0\n"


def city(source: str | None = None, version: int = 1, **changes: object) -> RoutingPlan:
    """The small city with a second called number, and a script."""
    numbers = (CalledNumberPlan("12345", "direct"), CalledNumberPlan("12346", "direct", priority=3))
    script = ScriptPlan(version, source) if source else None
    return replace(small_city(), called_numbers=numbers, script=script, **changes)  # type: ignore[arg-type]


def answered(stage: Stage) -> list[str]:
    """Call ids in the order in which they were offered."""
    return [offer.call_id for offer in stage.told(ev.CallOffered)]


def served_in_turn(stage: Stage, calls: list[str]) -> list[str]:
    """Let city:8001 serve the calls one after the other; the callers hang up once offered."""
    stage.sit("city:8001", Manner())
    for _ in calls:
        stage.leave(answered(stage)[-1])
    return answered(stage)


def test_given_no_script_when_called_numbers_have_priorities_then_the_greater_goes_first() -> None:
    stage = Stage(city())
    calls = [stage.call(), stage.call(called="12346"), stage.call()]
    assert served_in_turn(stage, calls) == [calls[1], calls[0], calls[2]]


def test_given_a_priority_in_the_flow_when_queued_then_it_is_added() -> None:
    flow = FlowPlan("urgent", 1, "q", (FlowNode("q", NodeKind.QUEUE, queue_role="general", priority=9),))
    numbers = (CalledNumberPlan("12345", "direct", priority=5), CalledNumberPlan("12346", "urgent"))
    stage = Stage(replace(small_city(), flows=(*small_city().flows, flow), called_numbers=numbers))
    calls = [stage.call(), stage.call(called="12346")]
    assert served_in_turn(stage, calls) == [calls[1], calls[0]]


def test_given_a_queue_by_level_when_several_are_idle_then_the_highest_level_then_the_longest_idle() -> None:
    agents = tuple(
        AgentPlan(f"city:800{n}", "city", f"800{n}", {"city.general": level}) for n, level in ((1, 3), (2, 7), (3, 7))
    )
    queue = QueuePlan("city.general", "city", "general", selection=Selection.HIGHEST_LEVEL)
    seats = tuple(SeatPlan(f"city-0{n}", "city", f"0{n}", False) for n in (1, 2, 3))
    stage = Stage(replace(small_city(), agents=agents, queues=(queue,), seats=seats, areas=()))
    for agent in ("city:8001", "city:8002", "city:8003"):
        stage.sit(agent, Manner())
        stage.wait(1)
    for _ in range(3):
        stage.call()
    assert [offer.agent for offer in stage.told(ev.CallOffered)] == ["city:8002", "city:8003", "city:8001"]


def test_given_a_script_when_it_sets_priorities_then_calls_go_by_them_and_equal_ones_by_arrival() -> None:
    stage = Stage(city(COMPLAINTS_FIRST))
    calls = [stage.call(), stage.call(called="12346"), stage.call(), stage.call(called="12346")]
    assert served_in_turn(stage, calls) == [calls[1], calls[3], calls[0], calls[2]]


def test_given_a_script_by_waiting_time_when_reviewed_then_priorities_grow_while_calls_wait() -> None:
    source = 'def priority(call):\n    return call["waited"] if call["called"] == "12346" else 8\n'
    stage = Stage(city(source))
    calls = [stage.call(), stage.call(called="12346")]
    stage.wait(9.0)
    assert served_in_turn(stage, calls) == calls  # 0 s waited when it was asked last
    later = Stage(city(source))
    calls = [later.call(), later.call(called="12346")]
    later.wait(11.0)
    assert served_in_turn(later, calls) == [calls[1], calls[0]]


def test_given_a_returned_call_when_a_script_ranks_others_higher_then_it_is_still_first() -> None:
    stage = Stage(city(COMPLAINTS_FIRST))
    stage.sit("city:8001", Manner(declines_after=1.0))
    first = stage.call()
    stage.wait(2.0)
    second = stage.call(called="12346")
    stage.sit("city:8002", Manner())
    assert answered(stage)[-1] == first
    stage.leave(first)
    assert answered(stage)[-1] == second


def test_given_a_script_that_chooses_then_that_agent_is_offered_the_call() -> None:
    stage = Stage(city(HIGHEST_KEY))
    stage.sit("city:8001", Manner())
    stage.sit("city:8002", Manner())
    stage.call()
    assert [offer.agent for offer in stage.told(ev.CallOffered)] == ["city:8002"]


def test_given_a_script_that_says_nobody_yet_then_the_call_waits_until_it_is_reviewed() -> None:
    stage = Stage(city(NOBODY_YET))
    stage.sit("city:8001", Manner())
    call = stage.call()
    stage.wait(19.0)
    assert answered(stage) == []
    stage.wait(2.0)
    assert answered(stage) == [call]


def test_given_a_script_that_leaves_the_first_waiting_when_an_agent_comes_free_then_the_next_is_taken() -> None:
    source = 'def choose(call, agents):\n    return agents[0]["key"] if call["called"] == "12346" else None\n'
    stage = Stage(city(source))
    calls = [stage.call(), stage.call(called="12346")]
    stage.sit("city:8001", Manner())
    assert answered(stage) == [calls[1]]


@pytest.mark.parametrize(
    ("source", "problem", "line"),
    [
        (FAILING, "Floor division by zero: 1 // 0", 2),
        ("def choose(call, agents):\n    return 'city:9999'\n", "choose answered 'city:9999', not the key of", None),
        ("def priority(call):\n    return 'high'\n", "priority answered 'high', not a number", None),
        (
            "def priority(call):\n    for i in range(900):\n        for j in range(900): pass\n    return 1\n",
            "takes too long",
            None,
        ),
    ],
)
def test_given_a_script_of_no_use_when_asked_then_first_come_first_served_and_one_alarm(
    source: str, problem: str, line: int | None
) -> None:
    stage = Stage(city(source))
    calls = [stage.call(), stage.call(EAST_CITIZEN)]
    stage.sit("city:8001", Manner())
    assert answered(stage) == calls[:1]
    alarm = stage.told(ev.RoutingScriptFailed)[0]
    assert (alarm.tenant, alarm.version, alarm.suspended) == ("city", 1, False)
    assert alarm.problem.startswith(problem)
    assert len(stage.told(ev.RoutingScriptFailed)) == 1
    assert line is None or alarm.line == line


def test_given_a_script_that_keeps_failing_then_it_is_suspended_until_another_version_is_in_force() -> None:
    stage = Stage(city(FAILING))
    for _ in range(MOST_FAILURES + 5):
        stage.call()
    alarms = stage.told(ev.RoutingScriptFailed)
    assert [(alarm.failures, alarm.suspended) for alarm in alarms] == [(1, False), (MOST_FAILURES, True)]
    stage.machine = Switchboard.restore(stage.machine.snapshot())
    stage.call()
    assert len(stage.told(ev.RoutingScriptFailed)) == 2
    raised = [(alarm.kind, alarm.subject) for alarm in stage.told(ev.AlarmRaised)]
    assert raised == [(ev.AlarmKind.SCRIPT_FAILED, "script"), (ev.AlarmKind.SCRIPT_SUSPENDED, "script")]
    assert stage.told(ev.AlarmCleared) == []
    # when another version comes
    stage.put(PlanReplaced(plan=replace(city(HIGHEST_KEY, version=2), version=2)))
    assert [alarm.kind for alarm in stage.told(ev.AlarmCleared)] == [ev.AlarmKind.SCRIPT_SUSPENDED]
    stage.sit("city:8001", Manner())
    stage.sit("city:8002", Manner())
    assert [offer.agent for offer in stage.told(ev.CallOffered)] == ["city:8001", "city:8002"]


def test_given_a_script_that_takes_its_time_with_every_call_then_all_together_is_too_long() -> None:
    stage = Stage(city("def priority(call):\n    return len([j for i in range(150) for j in range(100)])\n"))
    calls = [stage.call() for _ in range(200)]
    told = [alarm for alarm in stage.told(ev.RoutingScriptFailed) if alarm.suspended]
    assert [alarm.problem for alarm in told] == ["all questions of a second together take too long"]
    assert served_in_turn(stage, calls[:3]) == calls[:4]


def test_given_a_script_that_does_not_compile_in_the_plan_then_it_is_suspended_at_once_and_calls_are_served() -> None:
    stage = Stage(city("def priority(call:\n"))
    stage.sit("city:8001")
    call = stage.call(CITIZEN)
    assert answered(stage) == [call]
    (alarm,) = stage.told(ev.RoutingScriptFailed)
    assert (alarm.suspended, alarm.line) == (True, 1)


def test_given_the_script_is_taken_away_while_calls_wait_then_the_built_in_order_holds() -> None:
    stage = Stage(city(COMPLAINTS_FIRST))
    calls = [stage.call(), stage.call()]
    stage.put(PlanReplaced(plan=replace(city(), version=2)))
    assert served_in_turn(stage, calls) == calls


def test_given_a_script_when_the_switchboard_comes_back_then_it_decides_as_before() -> None:
    stage = Stage(city(COMPLAINTS_FIRST))
    calls = [stage.call(), stage.call(called="12346")]
    stage.machine = Switchboard.restore(stage.machine.snapshot())
    assert served_in_turn(stage, calls) == [calls[1], calls[0]]


@pytest.mark.parametrize(
    ("source", "flaw"),
    [
        ("def priority(:\n    return 1\n", Flaw("unexpected symbol ':' here", 1, 14)),
        ("x = 1\n", Flaw("defines neither priority(call) nor choose(call, agents)")),
        ("def priority(call):\n    return unknown\n", Flaw("Variable `unknown` not found", 2, 12)),
        ("x" * 20_001, Flaw("longer than 20000 characters")),
        ("load('//x', 'y')\ndef priority(call):\n    return 1\n", None),
    ],
)
def test_given_a_flawed_script_when_compiled_then_the_place_is_named(source: str, flaw: Flaw | None) -> None:
    with pytest.raises(ScriptFlawed) as raised:
        Script(source)
    if flaw:
        found = raised.value.flaw
        assert found.problem.startswith(flaw.problem)
        assert (found.line, found.column) == (flaw.line, flaw.column)


def test_given_the_same_facts_when_asked_twice_then_the_same_answer_and_nothing_is_remembered() -> None:
    script = Script("seen = []\ndef priority(call):\n    seen.append(1)\n    return len(seen)\n")
    with pytest.raises(ScriptFailed, match=r"[Ii]mmutable|frozen"):
        script.priority({})


def test_given_a_console_that_is_gone_when_scripted_then_the_caller_is_first_again() -> None:
    stage = Stage(city(COMPLAINTS_FIRST))
    call = stage.talking()
    other = stage.call(called="12346")
    stage.command(cmd.SeatConnection, agent="city:8001", connected=False)
    stage.sit("city:8002", Manner())
    assert answered(stage)[-1] == call != other
