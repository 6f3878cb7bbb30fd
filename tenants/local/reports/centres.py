"""City and counties beside each other, for the city's people and those above it."""

from datetime import date

from hotline import tenancy
from hotline.kernel.actor import Actor
from tenants.shared.registry import queries as registry

from . import queries
from .rules import Report, Subject, check_period, table


def side_by_side(actor: Actor, begin: date, end: date) -> Report:
    """Every centre in a row of its own; the counties' audit logs tell who looked. Raises PeriodInvalid."""
    check_period(begin, end)
    tallies = {}
    for tenant in registry.tenants():
        with tenancy.crossing(tenant.key, actor=actor, reason="statistics"):
            tallies[tenant.key] = queries.centre(begin, end)
    return table(Subject.CENTRE, begin, end, tallies)
