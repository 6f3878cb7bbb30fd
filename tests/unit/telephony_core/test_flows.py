"""The flow validator names node and field."""

from dataclasses import replace
from typing import Any

import pytest

from telephony.contracts.plan import FlowNode, FlowPlan, NodeKind
from telephony.core.flows import FlowError, FlowFault, validate

from .stage import MENU


def changed(key: str, **fields: Any) -> FlowPlan:
    """The menu with one node changed."""
    nodes = tuple(replace(node, **fields) if node.key == key else node for node in MENU.nodes)
    return replace(MENU, nodes=nodes)


@pytest.mark.parametrize(
    ("flow", "error"),
    [
        (replace(MENU, start="x"), FlowError(None, "start", FlowFault.UNKNOWN_NODE, "x")),
        (changed("welcome", prompts=()), FlowError("welcome", "prompts", FlowFault.REQUIRED)),
        (
            changed("welcome", prompts=("nope",)),
            FlowError("welcome", "prompts", FlowFault.UNKNOWN_PROMPT, "nope"),
        ),
        (changed("welcome", next="x"), FlowError("welcome", "next", FlowFault.UNKNOWN_NODE, "x")),
        (changed("menu", choices={}), FlowError("menu", "choices", FlowFault.REQUIRED)),
        (
            changed("menu", choices={**MENU.nodes[1].choices, "5": "x"}),
            FlowError("menu", "choices", FlowFault.UNKNOWN_NODE, "x"),
        ),
        (
            changed("menu", choices={**MENU.nodes[1].choices, "12": "bye"}),
            FlowError("menu", "choices", FlowFault.NO_KEY, "12"),
        ),
        (changed("menu", tries=0), FlowError("menu", "tries", FlowFault.OUT_OF_RANGE, "0")),
        (
            changed("track", input_seconds=0.0),
            FlowError("track", "input_seconds", FlowFault.OUT_OF_RANGE, "0.0"),
        ),
        (changed("track", fallback="x"), FlowError("track", "fallback", FlowFault.UNKNOWN_NODE, "x")),
        (
            changed("mailbox", max_seconds=0.0),
            FlowError("mailbox", "max_seconds", FlowFault.OUT_OF_RANGE, "0.0"),
        ),
        (changed("consult", queue_role=None), FlowError("consult", "queue_role", FlowFault.REQUIRED)),
        (
            changed("consult", queue_role="rare"),
            FlowError("consult", "queue_role", FlowFault.UNKNOWN_QUEUE_ROLE, "rare"),
        ),
        (
            replace(MENU, nodes=(*MENU.nodes, FlowNode("bye", NodeKind.HANG_UP))),
            FlowError("bye", "key", FlowFault.DUPLICATE, "bye"),
        ),
        (
            replace(MENU, nodes=(*MENU.nodes, FlowNode("island", NodeKind.HANG_UP))),
            FlowError("island", "key", FlowFault.UNREACHABLE, "island"),
        ),
    ],
)
def test_one_fault_is_one_error(flow: FlowPlan, error: FlowError) -> None:
    assert validate(flow, {"general"}) == [error]


def test_a_round_without_a_question_is_endless() -> None:
    nodes = (
        FlowNode("a", NodeKind.ANNOUNCE, prompts=("welcome",), next="b"),
        FlowNode("b", NodeKind.ANNOUNCE, prompts=("welcome",), next="a"),
    )
    assert validate(FlowPlan("round", 1, "a", nodes)) == [
        FlowError("a", "next", FlowFault.ENDLESS, "b"),
        FlowError("b", "next", FlowFault.ENDLESS, "a"),
    ]
