"""Reading queues and flows of the entered tenant, also as parts of the routing plan."""

from typing import Any

import msgspec

from hotline import tenancy
from telephony.contracts.plan import AgentPlan, FlowPlan, Overflow, QueuePlan, Selection
from tenants.local.people.models import Agent
from tenants.local.worklist import queries as worklist
from tenants.shared.registry import queries as registry

from . import speech
from .models import Flow, FlowVersion, Queue, QueueSkill


def queues() -> list[Queue]:
    """The waiting lines here that are open."""
    return list(Queue.objects.filter(is_active=True))


def all_queues() -> list[Queue]:
    """The waiting lines here, closed ones too."""
    return list(Queue.objects.all())


def skills() -> list[dict[str, str | int]]:
    """Who serves which queue at which level."""
    rows = QueueSkill.objects.filter(agent__is_active=True, queue__is_active=True)
    told = rows.values_list("agent__agent_number", "queue__key", "level")
    return [{"agent_number": agent, "queue": queue, "level": level} for agent, queue, level in told]


def name_of(key: str) -> str:
    """What a waiting line is called here; the key itself for another tenant's."""
    row = Queue.objects.filter(key=key).only("name").first()
    return row.name if row else key


def queue_plans() -> list[QueuePlan]:
    """The waiting lines as the engine knows them."""
    tenant = tenancy.current()
    return [
        QueuePlan(
            key=row.key,
            tenant=tenant,
            role=row.role,
            ring_seconds=row.ring_seconds,
            wrap_up_seconds=row.wrap_up_seconds,
            first_notice_seconds=row.first_notice_seconds,
            notice_every_seconds=row.notice_every_seconds,
            service_level_seconds=row.service_level_seconds,
            overflow=tuple(msgspec.convert(row.overflow, list[Overflow])),
            record=row.record,
            selection=Selection(row.selection),
            preferred_wait_seconds=row.preferred_wait_seconds,
            call_back=row.call_back,
            call_back_tries=row.call_back_tries,
            call_back_pause_seconds=row.call_back_pause_seconds,
            music=row.music,
            notices=row.notices,
            tell_wait=row.tell_wait,
            busy_prompts=tuple(row.busy_prompts) or ("all-busy",),
            welcome_prompts=tuple(row.welcome_prompts),
            comfort_prompts=tuple(row.comfort_prompts),
            comfort_every_seconds=row.comfort_every_seconds,
        )
        for row in Queue.objects.filter(is_active=True)
    ]


def agent_plans() -> list[AgentPlan]:
    """The agents here with the queues they serve; those who serve none can still dial, consult and be consulted."""
    tenant, capacities = tenancy.current(), worklist.agent_capacities()
    plans = {
        row.agent_number: AgentPlan(
            key=f"{tenant}:{row.agent_number}",
            tenant=tenant,
            number=row.agent_number,
            queues={},
            auto_answer=row.auto_answer,
            capacity=capacities.get(row.agent_number),
        )
        for row in Agent.objects.filter(is_active=True)
    }
    rows = QueueSkill.objects.filter(agent__is_active=True, queue__is_active=True).select_related("agent", "queue")
    for row in rows.order_by("queue__key"):
        plans[row.agent.agent_number].queues[row.queue.key] = row.level
    return list(plans.values())


def flow_plans() -> list[FlowPlan]:
    """The flows here that answer, with their speech."""
    tenant = county()
    return [
        speech.spoken(plan_of(row.key, row.version, row.definition, tenant))
        for row in Flow.objects.exclude(version=0).order_by("key")
    ]


def county() -> str:
    """The entered county's key, "" in the city: whose a flow is."""
    here = tenancy.current()
    with tenancy.entered_public():
        return "" if registry.tenant(here).is_city else here


def plan_key(key: str, tenant: str) -> str:
    """What the routing plan calls a flow of ``tenant``; the city's ("") by its own key."""
    return f"{tenant}.{key}" if tenant else key


def plan_of(key: str, version: int, definition: dict[str, Any], tenant: str) -> FlowPlan:
    """A definition as a plan. Raises msgspec.ValidationError."""
    given = {name: value for name, value in definition.items() if name in ("start", "nodes")}
    whole = {**given, "key": plan_key(key, tenant), "version": version, "tenant": tenant}
    return msgspec.convert(whole, FlowPlan)


def flows() -> list[Flow]:
    """The flows here, by key; version 0: none answers yet."""
    return list(Flow.objects.order_by("key"))


def flow(key: str) -> Flow | None:
    """One flow."""
    return Flow.objects.filter(key=key).first()


def flow_version(key: str, version: int | None = None) -> FlowVersion | None:
    """A version of a flow; without a number the newest."""
    rows = FlowVersion.objects.filter(flow__key=key).select_related("flow")
    return rows.first() if version is None else rows.filter(version=version).first()


def flow_versions(key: str, limit: int = 50) -> list[FlowVersion]:
    """Newest first."""
    return list(FlowVersion.objects.filter(flow__key=key).select_related("flow")[:limit])
