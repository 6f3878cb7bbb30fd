"""The routing plan of the whole city, built of every tenant and pushed to the engine."""

import logging

from hotline import tenancy
from telephony import facade
from telephony.contracts.plan import PromptPlan, RecordingRule, RoutingPlan, SeatPlan, TenantPlan
from telephony.contracts.plan_check import flaws_of_plan
from telephony.contracts.work import CapacityPlan
from tenants.local.people import queries as people
from tenants.local.recordings import queries as recordings
from tenants.local.supervision import queries as supervision
from tenants.local.voice import queries
from tenants.local.voice.prompts import prompt_plans
from tenants.local.worklist import queries as worklist
from tenants.shared.numbering import actions as numbering
from tenants.shared.numbering import queries as numbers
from tenants.shared.numbering.errors import PlanFlawed
from tenants.shared.registry import queries as registry

from .queries import script_plan

log = logging.getLogger(__name__)


def build(version: int) -> RoutingPlan:
    """All that the engine must know, as of now."""
    with tenancy.entered_public():
        tenants = registry.tenants()
        called, areas, listed = numbers.called_numbers(), numbers.areas(), numbers.listed()
        channels, allotments, tolls = numbers.channels(), numbers.allotments(), numbers.tolls()
        trunks, scanners = numbers.trunks(), numbers.scanners()
    seats, agents, queues, flows = [], [], [], []
    prompts = list[PromptPlan]()
    recording = list[RecordingRule]()
    capacities = list[CapacityPlan]()
    help_seconds: dict[str, float] = {}
    script = None
    for tenant in tenants:
        with tenancy.entered_public(), tenancy.entered(tenant.key):
            seats += [
                SeatPlan(
                    key=seat.key, tenant=tenant.key, number=seat.number, remote=seat.remote, phone=people.phone_of(seat)
                )
                for seat in people.seats()
            ]
            agents += queries.agent_plans()
            queues += queries.queue_plans()
            flows += queries.flow_plans()
            prompts += prompt_plans()
            recording += recordings.recording_rules()
            help_seconds[tenant.key] = float(supervision.help_seconds())
            capacities.append(worklist.capacity_plan())
            if tenant.is_city:
                script = script_plan()
    return RoutingPlan(
        version=version,
        tenants=tuple(TenantPlan(t.key, t.is_city, t.code, help_seconds[t.key]) for t in tenants),
        seats=tuple(seats),
        agents=tuple(agents),
        queues=tuple(queues),
        flows=tuple(flows),
        called_numbers=tuple(called),
        areas=tuple(areas),
        listed=tuple(listed),
        prompts=tuple(prompts),
        script=script,
        channels=channels,
        allotments=tuple(allotments),
        tolls=tuple(tolls),
        trunks=tuple(trunks),
        scanners=scanners,
        recording=tuple(recording),
        capacities=tuple(capacities),
    )


def do_publish() -> None:
    """Build the plan and push it. Call outside a transaction, after the change was committed.

    Raises PlanFlawed (the plan in force stays) and what the bus raises when it is away.
    """
    numbering.do_publish_next(_publish)


def publish_soon() -> None:
    """As ``do_publish``, but what hinders it is only logged: the change stays marked, and the recorder tries again."""
    try:
        do_publish()
    except (facade.BusAway, PlanFlawed) as error:
        log.warning("routing plan not published yet: %s %s", error, getattr(error, "params", ""))


def _publish(version: int) -> None:
    plan = build(version)
    if flaws := flaws_of_plan(plan):
        raise PlanFlawed(flaws=flaws)
    facade.publish_plan(plan)
