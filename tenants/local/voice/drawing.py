"""What is wrong with a drawn flow here: its own flaws, unknown prompts, what no county may, texts nobody can speak."""

from hotline import tenancy
from telephony.contracts.plan import FlowPlan
from telephony.contracts.plan_check import FlowFlaw, FlowFlawCode, flaws_of, flaws_of_county
from telephony.contracts.prompts import OWN_PREFIX
from tenants.shared.numbering import queries as numbers
from tenants.shared.registry import queries as registry

from . import catalogue, queries, speech


def is_city() -> bool:
    """Is the entered tenant the city?"""
    here = tenancy.current()
    with tenancy.entered_public():
        return registry.tenant(here).is_city


def may_draw() -> bool:
    """The city, and a county to which a called number was given."""
    return is_city() or bool(own_numbers())


def own_numbers() -> list[str]:
    """The called numbers that were given to the entered county."""
    here = tenancy.current()
    with tenancy.entered_public():
        return [each.number for each in numbers.called_numbers() if each.tenant == here]


def flaws(plan: FlowPlan) -> list[FlowFlaw]:
    """Everything; empty when the flow can answer calls."""
    known = {each.key for each in catalogue.choices()}
    found = flaws_of(plan)
    found += [
        FlowFlaw(FlowFlawCode.UNKNOWN_PROMPT, node.key, "prompts")
        for node in plan.nodes
        if any(each.startswith(OWN_PREFIX) and each not in known for each in node.prompts)
    ]
    if plan.tenant:
        found += flaws_of_county(plan, {row.role for row in queries.queues()})
    return found + speech.unspeakable(plan)
