"""Lists, one case, badges, subjects, units."""

from typing import Any

import graphene

from hotline.kernel.actor import Actor
from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.paging import bounds, page_arguments
from hotline_api.core.permissions import Field
from hotline_api.core.selection import wanted
from tenants.local.cases import queries
from tenants.local.cases.actions import opened_county_case
from tenants.local.people import queries as people

from .types import Case as CaseType
from .types import CaseCounts, CaseFilter, CasePage, Category, Unit
from .view import EVERYTHING, CaseView, CategoryView, UnitView, category_view, load, load_one, unit_view

V = Permission.CASE_VIEW


def _resolve_cases(
    _root: Any,
    info: Any,
    filter: dict[str, Any] | None = None,  # the argument's name in the API
    sort: str | None = None,
    first: int = 20,
    offset: int = 0,
) -> dict[str, Any]:
    part = bounds(first, offset, info.context.locale)
    given = {key: value for key, value in (filter or {}).items() if value is not None}
    if "states" in given:
        given["states"] = tuple(given["states"])
    rows = queries.cases(info.context.actor, queries.CaseFilter(**given), sort or "-registeredAt")
    found = load(list(rows[part]), wanted(info, "items"))
    asked_total = "total" in wanted(info)
    return {"items": found, "total": rows.count() if asked_total else 0}


def _resolve_case(_root: Any, info: Any, number: str, tenant: str | None = None) -> CaseView | None:
    actor = info.context.actor
    if tenant and tenant != actor.tenant:
        return _opened(actor, tenant, number)
    row = queries.case(actor, number)
    return load_one(row) if row else None


def _opened(actor: Actor, tenant: str, number: str) -> CaseView | None:
    """A county's case as the city may open it; its recordings stay in the county."""
    if not actor.may(Permission.CASE_CROSS):
        raise Forbidden
    try:
        with opened_county_case(actor, tenant, number) as row:
            return load([row], EVERYTHING - {"recordings"})[0]
    except NotFound:
        return None


def _resolve_categories(_root: Any, _info: Any) -> list[CategoryView]:
    units = {
        row.code: UnitView(key=f"department:{row.pk}", names=row.names, is_tenant=False, is_open=row.is_open)
        for row in people.departments()
    }
    return [category_view(row, units.get(row.suggested_department)) for row in queries.categories()]


class CaseQueries:
    """Root fields."""

    cases = Field(
        CasePage,
        required=True,
        permission=V,
        args={
            "filter": graphene.Argument(CaseFilter),
            "sort": graphene.String(description='"registeredAt", "dueAt", "number", "changedAt"; "-" first: falling.'),
            **page_arguments(),
        },
        resolver=_resolve_cases,
    )
    case = Field(
        CaseType,
        permission=V,
        number=graphene.String(required=True),
        tenant=graphene.String(description="The county to open it in: for the city, audited on both sides."),
        resolver=_resolve_case,
        description="Null when it is not here, or not for the reader.",
    )
    case_counts = Field(
        CaseCounts,
        required=True,
        permission=V,
        resolver=lambda _root, info: queries.counts(info.context.actor),
    )
    categories = Field(
        graphene.List(graphene.NonNull(Category)), required=True, permission=V, resolver=_resolve_categories
    )
    units = Field(
        graphene.List(graphene.NonNull(Unit)),
        required=True,
        permission=V,
        resolver=lambda _root, _info: [unit_view(unit) for unit in queries.units()],
        description="Where a case can go: departments, and tenants over the county line.",
    )
