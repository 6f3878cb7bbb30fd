"""The routing plan of the whole city, built of every tenant and pushed to the engine."""

from django.db import transaction

from hotline import tenancy
from telephony import facade
from telephony.contracts.plan import RoutingPlan, SeatPlan, TenantPlan
from tenants.local.people import queries as people
from tenants.shared.numbering import actions as numbering
from tenants.shared.numbering import queries as numbers
from tenants.shared.registry import queries as registry

from . import queries


def build(version: int) -> RoutingPlan:
    """All that the engine must know, as of now."""
    with tenancy.entered_public():
        tenants = registry.tenants()
        called, areas, listed = numbers.called_numbers(), numbers.areas(), numbers.listed()
    seats, agents, queues, flows = [], [], [], []
    for tenant in tenants:
        with tenancy.entered(tenant.key):
            seats += [
                SeatPlan(key=seat.key, tenant=tenant.key, number=seat.number, remote=seat.remote)
                for seat in people.seats()
            ]
            agents += queries.agent_plans()
            queues += queries.queue_plans()
            flows += queries.flow_plans()
    return RoutingPlan(
        version=version,
        tenants=tuple(TenantPlan(key=t.key, is_city=t.is_city, code=t.code) for t in tenants),
        seats=tuple(seats),
        agents=tuple(agents),
        queues=tuple(queues),
        flows=tuple(flows),
        called_numbers=tuple(called),
        areas=tuple(areas),
        listed=tuple(listed),
    )


def do_publish() -> None:
    """Build the plan anew and push it after the commit."""
    with tenancy.entered_public():
        version = numbering.do_next_version()
    plan = build(version)
    transaction.on_commit(lambda: facade.publish_plan(plan))
