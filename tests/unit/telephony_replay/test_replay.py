"""The dry run: the same day gives the same figures, and a script changes exactly what it says."""

from dataclasses import replace

import pytest

from telephony.contracts.plan import (
    AgentPlan,
    CalledNumberPlan,
    FlowNode,
    FlowPlan,
    NodeKind,
    QueuePlan,
    RoutingPlan,
    TenantPlan,
)
from telephony.facade.replay import AgentFigures, Duty, RecordedCall, replay

DIRECT = FlowPlan("direct", 1, "q", (FlowNode("q", NodeKind.QUEUE, queue_role="general"),))
MENU = FlowPlan(
    "menu",
    1,
    "menu",
    (
        FlowNode("menu", NodeKind.MENU, prompts=("menu-main",), choices={"1": "q", "2": "bye"}, fallback="bye"),
        FlowNode("q", NodeKind.QUEUE, queue_role="general"),
        FlowNode("bye", NodeKind.HANG_UP),
    ),
)
PLAN = RoutingPlan(
    version=1,
    tenants=(TenantPlan("city", True, "01"),),
    seats=(),
    agents=(
        AgentPlan("city:1", "city", "1", {"city.general": 5}),
        AgentPlan("city:2", "city", "2", {"city.general": 5}),
    ),
    queues=(QueuePlan("city.general", "city", "general", wrap_up_seconds=0.0, service_level_seconds=15.0),),
    flows=(DIRECT, MENU),
    called_numbers=(
        CalledNumberPlan("12345", "direct"),
        CalledNumberPlan("12346", "direct"),
        CalledNumberPlan("12340", "menu"),
    ),
    areas=(),
)
ONE_AGENT = [Duty("city:1", 0.0, 4000.0)]
# answering takes 2 s, saying the agent's number 1.5 s; each talks 60 s, so one is served every 63.5 s
CALLS = [
    RecordedCall(10.0 + n, "13900000000", called, "", None, 60.0)
    for n, called in enumerate(("12345", "12345", "12346"))
]
URGENT = 'def priority(call):\n    return 1 if call["called"] == "12346" else 0\n'


def test_given_a_day_when_played_by_the_built_in_order_then_the_waits_are_those_of_one_line() -> None:
    figures = replay(PLAN, None, CALLS, ONE_AGENT)
    total = figures.total
    assert (total.offered, total.answered, total.abandoned, total.in_time, total.overflowed) == (3, 3, 0, 1, 0)
    assert total.longest_wait == pytest.approx(2 * 63.5 + 3.5 - 2)
    assert total.mean_wait == pytest.approx((3.5 + 66.0 + 128.5) / 3)
    assert figures.agents == (AgentFigures("city:1", 3, 180.0, 4000.0),)
    assert (figures.queues[0].queue, figures.failures) == ("city.general", 0)


def test_given_the_same_script_twice_then_the_same_figures() -> None:
    assert replay(PLAN, URGENT, CALLS, ONE_AGENT) == replay(PLAN, URGENT, CALLS, ONE_AGENT)
    assert replay(PLAN, "def priority(call):\n    return 0\n", CALLS, ONE_AGENT) == replay(PLAN, None, CALLS, ONE_AGENT)


def test_given_a_script_that_prefers_a_number_then_only_the_order_changes() -> None:
    before, after = replay(PLAN, None, CALLS, ONE_AGENT), replay(PLAN, URGENT, CALLS, ONE_AGENT)
    assert before.total.answered == after.total.answered == 3
    # the third caller (2 s later) goes before the second: the longest wait is a second longer, the sum the same
    assert after.total.longest_wait == pytest.approx(before.total.longest_wait + 1)
    assert after.total.mean_wait == pytest.approx(before.total.mean_wait)


def test_given_callers_who_lost_patience_then_they_leave_unless_answered_sooner() -> None:
    impatient = [replace(call, patience=30.0) for call in CALLS]
    figures = replay(PLAN, None, impatient, ONE_AGENT)
    assert (figures.total.answered, figures.total.abandoned, figures.total.longest_wait) == (1, 2, 30.0)
    both = replay(PLAN, None, impatient[:2], [*ONE_AGENT, Duty("city:2", 0.0, 4000.0)])
    assert (both.total.answered, both.total.abandoned) == (2, 0)


def test_given_keys_pressed_in_the_menu_then_they_are_pressed_again() -> None:
    calls = [RecordedCall(10.0, "13900000000", "12340", key, None, 60.0) for key in ("1", "2")]
    figures = replay(PLAN, None, calls, ONE_AGENT)
    assert (figures.total.offered, figures.total.answered) == (1, 1)


def test_given_nobody_on_duty_after_a_while_then_the_rest_wait_in_vain() -> None:
    figures = replay(PLAN, None, CALLS, [Duty("city:1", 0.0, 50.0)])
    assert (figures.total.answered, figures.total.abandoned) == (1, 2)


def test_given_a_failing_script_then_the_built_in_order_and_the_problem_is_named() -> None:
    figures = replay(PLAN, "def priority(call):\n    return call['nothing']\n", CALLS, ONE_AGENT)
    assert figures.total == replay(PLAN, None, CALLS, ONE_AGENT).total
    assert figures.failures > 0 and figures.problem and "nothing" in figures.problem


def test_given_a_day_when_played_then_progress_grows_to_the_end() -> None:
    told: list[float] = []
    replay(PLAN, None, CALLS, ONE_AGENT, told.append)
    assert told == sorted(told) and told[-1] == 1.0
