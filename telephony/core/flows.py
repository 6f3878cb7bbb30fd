"""Checks of an IVR flow before it may go into a plan. Errors name the node and the field."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from telephony.contracts.plan import FlowNode, FlowPlan, NodeKind
from telephony.contracts.prompts import PROMPTS

KEYS = frozenset("0123456789*#")


class FlowFault(StrEnum):
    """What is wrong with a field."""

    REQUIRED = "REQUIRED"
    UNKNOWN_NODE = "UNKNOWN_NODE"
    UNKNOWN_PROMPT = "UNKNOWN_PROMPT"
    UNKNOWN_QUEUE_ROLE = "UNKNOWN_QUEUE_ROLE"
    DUPLICATE = "DUPLICATE"
    NO_KEY = "NO_KEY"  # not a key of a telephone
    OUT_OF_RANGE = "OUT_OF_RANGE"
    UNREACHABLE = "UNREACHABLE"  # no way leads to the node
    ENDLESS = "ENDLESS"  # the caller would go round without ever being asked


@dataclass(frozen=True, slots=True)
class FlowError:
    """``node`` is None for the flow itself; ``value`` is what was found there."""

    node: str | None
    field: str
    fault: FlowFault
    value: str = ""


def validate(flow: FlowPlan, roles: Collection[str] | None = None) -> list[FlowError]:
    """All that is wrong, in the order of the nodes; empty when the flow is good. ``roles``: roles that queues have,
    None when they are not known."""
    keys = [node.key for node in flow.nodes]
    errors = [] if flow.start in keys else [FlowError(None, "start", FlowFault.UNKNOWN_NODE, flow.start)]
    seen: set[str] = set()
    for node in flow.nodes:
        if node.key in seen:
            errors.append(FlowError(node.key, "key", FlowFault.DUPLICATE, node.key))
        seen.add(node.key)
        errors += _node_errors(node, keys, roles)
    if not errors:
        errors += _way_errors(flow)
    return errors


def _node_errors(node: FlowNode, keys: Collection[str], roles: Collection[str] | None) -> Iterator[FlowError]:
    if not node.key:
        yield FlowError(node.key, "key", FlowFault.REQUIRED)
    if node.kind in (NodeKind.ANNOUNCE, NodeKind.MENU) and not node.prompts:
        yield FlowError(node.key, "prompts", FlowFault.REQUIRED)
    for prompt in node.prompts:
        if prompt not in PROMPTS and not _is_digits(prompt):
            yield FlowError(node.key, "prompts", FlowFault.UNKNOWN_PROMPT, prompt)
    for name, to in (("next", node.next), ("fallback", node.fallback)):
        if to is not None and to not in keys:
            yield FlowError(node.key, name, FlowFault.UNKNOWN_NODE, to)
    yield from _input_errors(node, keys)
    if node.kind is NodeKind.VOICEMAIL and not 1 <= node.max_seconds <= 600:
        yield FlowError(node.key, "max_seconds", FlowFault.OUT_OF_RANGE, str(node.max_seconds))
    if node.kind is NodeKind.QUEUE and not node.queue_role:
        yield FlowError(node.key, "queue_role", FlowFault.REQUIRED)
    elif node.kind is NodeKind.QUEUE and roles is not None and node.queue_role not in roles:
        yield FlowError(node.key, "queue_role", FlowFault.UNKNOWN_QUEUE_ROLE, node.queue_role or "")


def _is_digits(prompt: str) -> bool:
    return prompt.startswith("digits:") and prompt[7:].isdigit()


def _input_errors(node: FlowNode, keys: Collection[str]) -> Iterator[FlowError]:
    if node.kind not in (NodeKind.MENU, NodeKind.CASE_PROGRESS):
        return
    if node.kind is NodeKind.MENU and not node.choices:
        yield FlowError(node.key, "choices", FlowFault.REQUIRED)
    for digit, to in node.choices.items():
        if digit not in KEYS:
            yield FlowError(node.key, "choices", FlowFault.NO_KEY, digit)
        if to not in keys:
            yield FlowError(node.key, "choices", FlowFault.UNKNOWN_NODE, to)
    if not 1 <= node.tries <= 9:
        yield FlowError(node.key, "tries", FlowFault.OUT_OF_RANGE, str(node.tries))
    if not 1 <= node.input_seconds <= 60:
        yield FlowError(node.key, "input_seconds", FlowFault.OUT_OF_RANGE, str(node.input_seconds))


def _ways(node: FlowNode) -> list[str]:
    """Where a call can go from ``node``."""
    if node.kind in (NodeKind.QUEUE, NodeKind.HANG_UP, NodeKind.VOICEMAIL):
        return []
    ways = [node.next] if node.kind is not NodeKind.MENU else list(node.choices.values())
    if node.kind is not NodeKind.ANNOUNCE:
        ways.append(node.fallback)
    return [way for way in ways if way]


def _way_errors(flow: FlowPlan) -> Iterator[FlowError]:
    nodes = {node.key: node for node in flow.nodes}
    reached, open_ends = {flow.start}, [flow.start]
    while open_ends:
        for way in _ways(nodes[open_ends.pop()]):
            if way not in reached:
                reached.add(way)
                open_ends.append(way)
    for node in flow.nodes:
        if node.key not in reached:
            yield FlowError(node.key, "key", FlowFault.UNREACHABLE, node.key)
        elif _is_endless(node, nodes):
            yield FlowError(node.key, "next", FlowFault.ENDLESS, node.next or "")


def _is_endless(node: FlowNode, nodes: dict[str, FlowNode]) -> bool:
    """Do announcements alone lead back to ``node``?"""
    at, steps = node, 0
    while at.kind is NodeKind.ANNOUNCE and at.next and steps <= len(nodes):
        at, steps = nodes[at.next], steps + 1
        if at is node:
            return True
    return False
