"""The flow simulator says what a caller would hear, up to the first question without an answer."""

import pytest

from telephony.contracts.plan import FlowNode, FlowPlan, NodeKind, QueuePlan, RoutingPlan, TenantPlan
from telephony.facade.simulate import Heard, simulate

PLAN = RoutingPlan(
    version=7,
    tenants=(TenantPlan("city", True, "01"),),
    seats=(),
    agents=(),
    queues=(QueuePlan("city.general", "city", "general"),),
    flows=(),
    called_numbers=(),
    areas=(),
)
FLOW = FlowPlan(
    "menu",
    1,
    "menu",
    (
        FlowNode(
            "menu",
            NodeKind.MENU,
            prompts=("menu-main",),
            choices={"1": "people", "2": "track", "3": "message", "4": "away", "5": "fax"},
            fallback="bye",
            tries=2,
        ),
        FlowNode("people", NodeKind.QUEUE, queue_role="general"),
        FlowNode("track", NodeKind.CASE_PROGRESS, prompts=("enter-case-number",), next="bye", fallback="bye", tries=1),
        FlowNode("message", NodeKind.VOICEMAIL, prompts=("leave-message",)),
        FlowNode("away", NodeKind.TRANSFER, number="01065120000", fallback="bye"),
        FlowNode("fax", NodeKind.FAX),
        FlowNode("bye", NodeKind.HANG_UP),
    ),
)


def heard(keys: str) -> list[tuple[str, str]]:
    walk = simulate(PLAN, FLOW, "13900000000", keys, 1_780_000_000.0)
    return [(step.kind, step.text) for step in walk.steps]


FAREWELL = [("SAID", "goodbye"), ("RESULT", "ENDED")]
MENU = [("NODE", "menu"), ("SAID", "menu-main")]


@pytest.mark.parametrize(
    ("keys", "then"),
    [
        ("1", [("KEY", "1"), ("NODE", "people"), ("RESULT", "QUEUE city.general")]),
        ("5", [("KEY", "5"), ("NODE", "fax"), ("RESULT", "FAX")]),
        ("3", [("KEY", "3"), ("NODE", "message"), ("SAID", "leave-message"), ("RESULT", "VOICEMAIL")]),
        ("4", [("KEY", "4"), ("NODE", "away"), ("RESULT", "TRANSFER 65120000")]),
        ("TT", [("TIME_OUT", ""), ("SAID", "menu-main"), ("TIME_OUT", ""), ("NODE", "bye"), *FAREWELL]),
        ("9", [("KEY", "9"), ("SAID", "invalid-choice,menu-main")]),
    ],
)
def test_given_keys_when_walked_then_what_the_caller_hears(keys: str, then: list[tuple[str, str]]) -> None:
    assert heard(keys) == [*MENU, *then]


def test_given_no_more_keys_when_one_is_asked_for_then_it_waits_there() -> None:
    walk = simulate(PLAN, FLOW, "13900000000", "", 1_780_000_000.0)
    assert (walk.waits_for_key, walk.over, walk.steps[-1]) == (True, False, Heard("SAID", "menu-main"))
    assert not simulate(PLAN, FLOW, "13900000000", "1", 1_780_000_000.0).waits_for_key


def test_given_a_look_up_when_simulated_then_nothing_is_found_and_the_flow_goes_on() -> None:
    assert heard("2123#")[3:] == [
        ("NODE", "track"),
        ("SAID", "enter-case-number"),
        *[("KEY", key) for key in "123#"],
        ("LOOKUP", "123"),
        ("SAID", "case-not-found"),
        ("NODE", "bye"),
        ("SAID", "goodbye"),
        ("RESULT", "ENDED"),
    ]
