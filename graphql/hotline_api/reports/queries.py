"""Statistics of one centre, or of city and counties beside each other."""

from datetime import date
from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.contacts.types import ContactPage
from hotline_api.contacts.view import load
from hotline_api.core.paging import bounds, page, page_arguments
from hotline_api.core.permissions import Field
from hotline_api.core.selection import wanted as selected
from hotline_api.supervision.reach import floor_of, may_cross, person
from tenants.local.reports import centres, queries
from tenants.local.reports.rules import Report, Subject
from tenants.shared.registry import queries as registry

from .types import Statistics, StatisticsSubject


def _resolve_statistics(
    _root: Any, info: Any, subject: Any, begin: date, end: date, tenant: str | None = None
) -> Report:
    actor, wanted = person(info.context), Subject(subject.value)
    if wanted is Subject.CENTRE and tenant is None and may_cross(actor):
        return centres.side_by_side(actor, begin, end)
    with floor_of(actor, tenant) as key:
        return queries.report(wanted, begin, end, only=None if registry.tenant(key).is_city else key)


def _resolve_calls(
    _root: Any,
    info: Any,
    subject: Any,
    key: str,
    begin: date,
    end: date,
    tenant: str | None = None,
    first: int = 20,
    offset: int = 0,
) -> dict[str, Any]:
    actor, part = person(info.context), bounds(first, offset, info.context.locale)
    wanted = Subject(subject.value)
    of_centre = key if wanted is Subject.CENTRE and may_cross(actor) else tenant
    with floor_of(actor, of_centre):
        found = page(queries.calls_of(wanted, key, begin, end), part)
        return {**found, "items": load(actor, found["items"], selected(info, "items"))}


def _period(**more: Any) -> dict[str, Any]:
    return {
        "subject": graphene.Argument(StatisticsSubject, required=True),
        **more,
        "begin": graphene.Argument(graphene.Date, required=True),
        "end": graphene.Argument(graphene.Date, required=True),
        "tenant": graphene.Argument(graphene.String, description="A county's, for the city's people."),
    }


class ReportQueries:
    """Root fields."""

    statistics = Field(
        Statistics,
        required=True,
        permission=Permission.REPORT_VIEW,
        args=_period(),
        resolver=_resolve_statistics,
        description="Figures for these days, both included. CENTRE shows the city's people all centres.",
    )
    statistics_calls = Field(
        ContactPage,
        required=True,
        permission=Permission.CONTACT_VIEW,
        args=page_arguments(**_period(key=graphene.Argument(graphene.String, required=True))),
        resolver=_resolve_calls,
        description="The single calls that a row counts, the newest first.",
    )
