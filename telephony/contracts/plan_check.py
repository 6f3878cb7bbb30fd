"""What is wrong with an IVR flow or a whole plan, before the engine may get it. Pure; every flaw names its place."""

import re
from dataclasses import dataclass
from enum import StrEnum

from .plan import FlowNode, FlowPlan, NodeKind, OpenHours, RoutingPlan
from .prompts import LANGUAGES, OWN_PREFIX, PROMPTS
from .saying import is_sound

DIGITS = frozenset("0123456789*#")
PASSED_THROUGH = frozenset(
    {
        NodeKind.ANNOUNCE,
        NodeKind.SAY,
        NodeKind.SET_LANGUAGE,
        NodeKind.SET_TENANT,
        NodeKind.CALENDAR,
        NodeKind.CASE_OF_CALLER,
    }
)
"""Kinds that go on by themselves: the caller does nothing there."""
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


class FlowFlawCode(StrEnum):
    """Why a flow cannot be used."""

    NO_START = "NO_START"  # the first node is not there
    DUPLICATE_NODE = "DUPLICATE_NODE"
    MISSING = "MISSING"  # the kind of node needs this field
    UNKNOWN_NODE = "UNKNOWN_NODE"  # leads to a node that is not there
    UNKNOWN_PROMPT = "UNKNOWN_PROMPT"
    BAD_DIGIT = "BAD_DIGIT"
    OUT_OF_RANGE = "OUT_OF_RANGE"
    UNREACHABLE = "UNREACHABLE"  # no way leads to this node
    BAD_TEXT = "BAD_TEXT"  # an unknown {variable}, a lonely brace, nothing to say, or too long
    NOT_SPOKEN = "NOT_SPOKEN"  # no recording of this text, and no voice to make one: play a prompt instead
    NOT_YOURS = "NOT_YOURS"  # a county's flow stays within its own queues and calls
    ENDLESS = "ENDLESS"  # announcements in a circle: the caller would never get out


@dataclass(frozen=True, slots=True)
class FlowFlaw:
    """One flaw. ``node`` is "" when it is about the whole flow."""

    code: FlowFlawCode
    node: str
    field: str


#: kind -> fields that must be given
NEEDED: dict[NodeKind, tuple[str, ...]] = {
    NodeKind.ANNOUNCE: ("prompts", "next"),
    NodeKind.SAY: ("texts", "next"),
    NodeKind.SET_LANGUAGE: ("language", "next"),
    NodeKind.CASE_OF_CALLER: ("next", "fallback"),
    NodeKind.MENU: ("prompts", "choices", "fallback"),
    NodeKind.CASE_PROGRESS: ("prompts", "next", "fallback"),
    NodeKind.VOICEMAIL: ("prompts",),
    NodeKind.QUEUE: ("queue_role",),
    NodeKind.DIGITS: ("prompts", "next", "fallback"),
    NodeKind.CALENDAR: ("hours", "next", "fallback"),
    NodeKind.SET_TENANT: ("tenant", "next"),
    NodeKind.TRANSFER: ("number", "fallback"),
    NodeKind.SURVEY: ("prompts",),
    NodeKind.CALL_BACK: ("queue_role", "fallback"),
    NodeKind.FAX: (),
    NodeKind.HANG_UP: (),
}


def flaws_of(flow: FlowPlan) -> list[FlowFlaw]:
    """Everything that is wrong, in the order of the nodes; empty when the flow can be used."""
    nodes = {node.key: node for node in flow.nodes}
    languages = {node.language for node in flow.nodes if node.kind is NodeKind.SET_LANGUAGE}
    flaws = [] if flow.start in nodes else [FlowFlaw(FlowFlawCode.NO_START, "", "start")]
    seen: set[str] = set()
    for node in flow.nodes:
        if node.key in seen:
            flaws.append(FlowFlaw(FlowFlawCode.DUPLICATE_NODE, node.key, "key"))
        seen.add(node.key)
        flaws += _flaws_of_node(node, nodes)
        flaws += _flaws_of_texts(node, languages)
    if not flaws:
        flaws += _flaws_of_ways(flow, nodes)
    return flaws


def _flaws_of_node(node: FlowNode, nodes: dict[str, FlowNode]) -> list[FlowFlaw]:
    flaws = [
        FlowFlaw(FlowFlawCode.MISSING, node.key, name)
        for name in NEEDED[node.kind]
        if not getattr(node, name) and not (name == "prompts" and node.texts)
    ]
    flaws += [
        FlowFlaw(FlowFlawCode.UNKNOWN_PROMPT, node.key, "prompts")
        for prompt in node.prompts
        if not (prompt in PROMPTS or prompt.startswith(OWN_PREFIX))
    ]
    for name, target in (("next", node.next), ("fallback", node.fallback), ("after", node.after)):
        if target is not None and target not in nodes:
            flaws.append(FlowFlaw(FlowFlawCode.UNKNOWN_NODE, node.key, name))
    for digit, target in node.choices.items():
        if not digit or not DIGITS.issuperset(digit) or (node.kind is NodeKind.MENU and len(digit) > 1):
            flaws.append(FlowFlaw(FlowFlawCode.BAD_DIGIT, node.key, "choices"))
        if target not in nodes:
            flaws.append(FlowFlaw(FlowFlawCode.UNKNOWN_NODE, node.key, "choices"))
    ranges = (
        ("tries", node.tries, 1, 10),
        ("input_seconds", node.input_seconds, 1, 60),
        ("max_seconds", node.max_seconds, 1, 600),
        ("most_digits", node.most_digits, 1, 24),
    )
    if not all(_are_hours(hours) for hours in node.hours):
        flaws.append(FlowFlaw(FlowFlawCode.OUT_OF_RANGE, node.key, "hours"))
    for name, days in (("closed_days", node.closed_days), ("working_days", node.working_days)):
        if not all(_DAY.fullmatch(day) for day in days):
            flaws.append(FlowFlaw(FlowFlawCode.OUT_OF_RANGE, node.key, name))
    flaws += [
        FlowFlaw(FlowFlawCode.OUT_OF_RANGE, node.key, name)
        for name, value, low, high in ranges
        if not low <= value <= high
    ]
    return flaws


def _flaws_of_texts(node: FlowNode, languages: set[str | None]) -> list[FlowFlaw]:
    """``languages``: that the flow sets somewhere; what is said must be there in each."""
    flaws = [
        FlowFlaw(FlowFlawCode.BAD_TEXT, node.key, f"texts.{language}")
        for language, text in node.texts.items()
        if text.strip() and not (language in LANGUAGES and is_sound(text))
    ]
    if node.texts or node.kind is NodeKind.SAY:
        given = {language for language, text in node.texts.items() if text.strip()}
        wanted = (languages & set(LANGUAGES)) or (set() if given else {LANGUAGES[0]})
        flaws += [
            FlowFlaw(FlowFlawCode.MISSING, node.key, f"texts.{language}")
            for language in LANGUAGES
            if language in wanted - given
        ]
    if node.language is not None and node.language not in LANGUAGES:
        flaws.append(FlowFlaw(FlowFlawCode.OUT_OF_RANGE, node.key, "language"))
    return flaws


def flaws_of_county(flow: FlowPlan, roles: set[str]) -> list[FlowFlaw]:
    """What a county's flow may not: name a role that is none of its own queues', or give the call to somebody else."""
    return [
        FlowFlaw(FlowFlawCode.NOT_YOURS, node.key, name)
        for node in flow.nodes
        for name, foreign in (
            ("queue_role", node.queue_role is not None and node.queue_role not in roles),
            ("tenant", node.kind is NodeKind.SET_TENANT and node.tenant != flow.tenant),
        )
        if foreign
    ]


def _are_hours(hours: OpenHours) -> bool:
    return (
        0 <= hours.begins < hours.ends <= 24 * 60 and bool(hours.weekdays) and set(hours.weekdays) <= set(range(1, 8))
    )


def _ways(node: FlowNode) -> list[str]:
    ways = (node.next, node.fallback, node.after, *node.choices.values())
    return [target for target in ways if target is not None]


def _flaws_of_ways(flow: FlowPlan, nodes: dict[str, FlowNode]) -> list[FlowFlaw]:
    reached, todo = set[str](), [flow.start]
    while todo:
        key = todo.pop()
        if key not in reached:
            reached.add(key)
            todo += _ways(nodes[key])
    flaws = [FlowFlaw(FlowFlawCode.UNREACHABLE, key, "key") for key in nodes if key not in reached]
    for node in flow.nodes:
        passed: list[str] = []
        here = node
        while here.kind in PASSED_THROUGH and here.next is not None and here.key not in passed:
            passed.append(here.key)
            here = nodes[here.next]
        if node.key in passed and here.key == node.key:
            flaws.append(FlowFlaw(FlowFlawCode.ENDLESS, node.key, "next"))
    return flaws


def flaws_of_plan(plan: RoutingPlan) -> list[str]:
    """References that lead nowhere, as "what -> what is missing"; empty when the engine can use the plan."""
    tenants = {tenant.key for tenant in plan.tenants}
    queues = {queue.key for queue in plan.queues}
    flows = {flow.key for flow in plan.flows}
    city = {t.key for t in plan.tenants if t.is_city}
    roles = {queue.role for queue in plan.queues if queue.tenant in city}
    owners = {flow.key: flow.tenant for flow in plan.flows}
    found = [
        *(f"number {n.number} -> flow {n.flow}" for n in plan.called_numbers if n.flow not in flows),
        *(
            f"number {n.number} of {n.tenant} -> flow {n.flow} of another"
            for n in plan.called_numbers
            if n.flow in flows and owners[n.flow] not in ("", n.tenant)
        ),
        *(f"area {a.prefix} -> tenant {a.tenant}" for a in plan.areas if a.tenant not in tenants),
        *(f"agent {a.key} -> queue {q}" for a in plan.agents for q in a.queues if q not in queues),
        *(f"recording of {r.tenant} -> tenant {r.tenant}" for r in plan.recording if r.tenant not in tenants),
        *(f"queue {q.key} -> queue {o.queue}" for q in plan.queues for o in q.overflow if o.queue not in queues),
        *(
            f"flow {flow.key} -> queue {node.queue_role} of the city"
            for flow in plan.flows
            for node in flow.nodes
            if not flow.tenant and node.kind in (NodeKind.QUEUE, NodeKind.CALL_BACK) and node.queue_role not in roles
        ),
    ]
    return found + [
        f"flow {flow.key}: {flaw.node} {flaw.field} {flaw.code}"
        for flow in plan.flows
        for flaw in (
            *flaws_of(flow),
            *(flaws_of_county(flow, {q.role for q in plan.queues if q.tenant == flow.tenant}) if flow.tenant else ()),
        )
    ]
