"""Flows, what they may name, what is wrong with a draft, and a walk through it."""

import time
from datetime import datetime
from typing import Any

import graphene

from hotline import tenancy
from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field
from telephony.contracts.plan import FlowPlan
from telephony.contracts.prompts import PIECES, PROMPTS
from telephony.contracts.saying import VARIABLES
from telephony.facade.simulate import Walk, simulate
from tenants.local.routing import routing_plan
from tenants.local.voice import catalogue, drawing, queries
from tenants.shared.registry import queries as registry

from .types import Flow, FlowChoices, FlowFlaw, FlowWalk
from .view import flow_view, plan_of

PERMISSION = Permission.ADMIN_ROUTING
MOST_KEYS = 100
DRAFT = "draft"


def _resolve_flows(_root: Any, _info: Any) -> list[dict[str, Any]]:
    return [flow_view(row) for row in queries.flows()]


def _resolve_flow(_root: Any, _info: Any, key: str) -> dict[str, Any] | None:
    row = queries.flow(key)
    return flow_view(row) if row else None


def _resolve_choices(_root: Any, _info: Any) -> dict[str, Any]:
    roles = sorted({queue.role for queue in queries.queues()})
    with tenancy.entered_public():
        tenants = [tenant.key for tenant in registry.tenants()]
    tenants = tenants if drawing.is_city() else []
    prompts = [{"key": each.key, **each.texts, "owner": each.owner} for each in catalogue.choices()]
    return {
        "prompts": prompts,
        "roles": roles,
        "tenants": tenants,
        "pieces": [
            {"key": key, **PROMPTS[key], "owner": ""}
            for key in PROMPTS
            if key.startswith(PIECES) and not key.startswith(("number-", "digit-", "auto-"))
        ],
        "variables": VARIABLES,
        "may_draw": drawing.may_draw(),
    }


def _resolve_flaws(_root: Any, _info: Any, definition: str) -> list[dict[str, str]]:
    plan = plan_of(DRAFT, definition)
    if isinstance(plan, FlowPlan):
        return [{"code": flaw.code.value, "node": flaw.node, "field": flaw.field} for flaw in drawing.flaws(plan)]
    return [{"code": "NOT_A_FLOW", "node": "", "field": str(plan.params.get("flaws", ""))[:200]}]


def _resolve_walk(
    _root: Any, _info: Any, definition: str, caller: str, keys: str, at: datetime | None = None, language: str = "zh"
) -> Walk:
    plan = plan_of(DRAFT, definition)
    if not isinstance(plan, FlowPlan) or drawing.flaws(plan):
        return Walk(over=True)
    city = routing_plan.build(1)
    moment = at.timestamp() if at else time.time()
    return simulate(city, plan, caller, keys[:MOST_KEYS], moment, "en" if language == "en" else "zh")


class FlowQueries:
    """Root fields: the city's flows, or those of a county to which a called number was given."""

    flows = Field(graphene.List(graphene.NonNull(Flow)), required=True, permission=PERMISSION, resolver=_resolve_flows)
    flow = Field(Flow, permission=PERMISSION, key=graphene.String(required=True), resolver=_resolve_flow)
    flow_choices = Field(FlowChoices, required=True, permission=PERMISSION, resolver=_resolve_choices)
    flow_flaws = Field(
        graphene.List(graphene.NonNull(FlowFlaw)),
        required=True,
        permission=PERMISSION,
        definition=graphene.String(required=True),
        resolver=_resolve_flaws,
        description="What is wrong with a draft; empty when it can answer calls.",
    )
    flow_walk = Field(
        FlowWalk,
        required=True,
        permission=PERMISSION,
        definition=graphene.String(required=True),
        caller=graphene.String(required=True),
        keys=graphene.String(required=True, description='What is pressed; "T": nothing, until the time is over.'),
        at=graphene.DateTime(),
        language=graphene.String(),
        resolver=_resolve_walk,
        description="The draft walked by the switchboard itself, without a telephone; no steps while it has flaws.",
    )
