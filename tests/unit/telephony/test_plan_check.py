"""A flow that leads nowhere, or a plan with loose ends, is found before the engine gets it."""

from dataclasses import replace

import pytest

from telephony.contracts.plan import (
    AgentPlan,
    AreaPlan,
    CalledNumberPlan,
    FlowNode,
    FlowPlan,
    NodeKind,
    Overflow,
    QueuePlan,
    RoutingPlan,
    TenantPlan,
)
from telephony.contracts.plan_check import FlowFlaw, FlowFlawCode, flaws_of, flaws_of_plan

PEOPLE = FlowNode(key="people", kind=NodeKind.QUEUE, queue_role="general")
MENU = FlowNode(key="menu", kind=NodeKind.MENU, prompts=("menu-main",), choices={"0": "people"}, fallback="people")


def flow(*nodes: FlowNode, start: str = "") -> FlowPlan:
    return FlowPlan(key="f", version=1, start=start or nodes[0].key, nodes=nodes)


def test_given_whole_flows_when_checked_then_no_flaw() -> None:
    assert flaws_of(flow(PEOPLE)) == []
    assert flaws_of(flow(MENU, PEOPLE)) == []


@pytest.mark.parametrize(
    ("broken", "code", "node", "field"),
    [
        (flow(PEOPLE, start="nowhere"), FlowFlawCode.NO_START, "", "start"),
        (flow(PEOPLE, PEOPLE), FlowFlawCode.DUPLICATE_NODE, "people", "key"),
        (flow(replace(PEOPLE, queue_role=None)), FlowFlawCode.MISSING, "people", "queue_role"),
        (flow(replace(MENU, fallback=None), PEOPLE), FlowFlawCode.MISSING, "menu", "fallback"),
        (flow(replace(MENU, choices={"0": "nobody"}), PEOPLE), FlowFlawCode.UNKNOWN_NODE, "menu", "choices"),
        (flow(replace(MENU, choices={"10": "people"}), PEOPLE), FlowFlawCode.BAD_DIGIT, "menu", "choices"),
        (flow(replace(MENU, prompts=("nothing",)), PEOPLE), FlowFlawCode.UNKNOWN_PROMPT, "menu", "prompts"),
        (flow(replace(MENU, tries=0), PEOPLE), FlowFlawCode.OUT_OF_RANGE, "menu", "tries"),
        (flow(replace(MENU, input_seconds=61), PEOPLE), FlowFlawCode.OUT_OF_RANGE, "menu", "input_seconds"),
        (flow(PEOPLE, FlowNode(key="lost", kind=NodeKind.HANG_UP)), FlowFlawCode.UNREACHABLE, "lost", "key"),
    ],
)
def test_given_a_broken_flow_when_checked_then_the_flaw_names_its_place(
    broken: FlowPlan, code: FlowFlawCode, node: str, field: str
) -> None:
    assert flaws_of(broken) == [FlowFlaw(code, node, field)]


def test_given_announcements_in_a_circle_when_checked_then_endless() -> None:
    one = FlowNode(key="one", kind=NodeKind.ANNOUNCE, prompts=("welcome",), next="two")
    two = FlowNode(key="two", kind=NodeKind.ANNOUNCE, prompts=("welcome",), next="one")
    assert flaws_of(flow(one, two)) == [
        FlowFlaw(FlowFlawCode.ENDLESS, "one", "next"),
        FlowFlaw(FlowFlawCode.ENDLESS, "two", "next"),
    ]


PLAN = RoutingPlan(
    version=1,
    tenants=(TenantPlan("city", True, "01"), TenantPlan("east", False, "02")),
    seats=(),
    agents=(AgentPlan("east:8101", "east", "8101", {"east.general": 5}),),
    queues=(
        QueuePlan("city.general", "city", "general"),
        QueuePlan("east.general", "east", "general", overflow=(Overflow(10, "city.general"),)),
    ),
    flows=(flow(PEOPLE),),
    called_numbers=(CalledNumberPlan("12345", "f"),),
    areas=(AreaPlan("+861380001", "east"),),
)


def test_given_a_whole_plan_when_checked_then_no_flaw() -> None:
    assert flaws_of_plan(PLAN) == []


@pytest.mark.parametrize(
    ("broken", "flaw"),
    [
        (replace(PLAN, flows=()), "number 12345 -> flow f"),
        (replace(PLAN, areas=(AreaPlan("+86", "south"),)), "area +86 -> tenant south"),
        (replace(PLAN, agents=(AgentPlan("a", "east", "1", {"x.y": 5}),)), "agent a -> queue x.y"),
        (replace(PLAN, queues=PLAN.queues[1:]), "queue east.general -> queue city.general"),
        (replace(PLAN, flows=(flow(replace(PEOPLE, queue_role="tax")),)), "flow f -> queue tax of the city"),
    ],
)
def test_given_a_loose_end_when_checked_then_it_is_named(broken: RoutingPlan, flaw: str) -> None:
    assert flaw in flaws_of_plan(broken)
