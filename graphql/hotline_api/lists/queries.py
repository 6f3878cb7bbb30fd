"""The lists, and the numbers for which entries can count."""

from typing import Any

import graphene

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.permissions import Permission
from hotline_api.core.paging import bounds, page, page_arguments
from hotline_api.core.permissions import Field
from hotline_api.desk.view import tenant_view
from tenants.shared.numbering import lists, queries
from tenants.shared.numbering.models import ListedNumber as Row
from tenants.shared.registry import queries as registry

from .types import ListedNumberPage, ListKind, Service

FILTERS = {"text": graphene.String(), "kind": graphene.Argument(ListKind), "over": graphene.Boolean()}
MOST_EXPORTED = 5000


def view(row: Row, actor: Actor) -> dict[str, Any]:
    """An entry as plain data."""
    return {
        "id": row.pk,
        "number": row.number,
        "kind": row.kind,
        "reason": row.reason,
        "until": row.until,
        "services": row.services,
        "tenant": tenant_view(row.tenant) if row.tenant else None,
        "priority": row.priority,
        "free": row.free,
        "created_by": row.created_by,
        "created_at": row.created_at,
        "editable": row.tenant == actor.tenant or registry.tenant(actor.tenant).is_city,
    }


def _rows(actor: Actor, text: str | None, kind: Any, over: bool | None) -> Any:
    own = None if registry.tenant(actor.tenant).is_city else actor.tenant
    return queries.listed_numbers(own, text or "", kind.value if kind else None, bool(over))


def _resolve_listed(
    _root: Any,
    info: Any,
    text: str | None = None,
    kind: Any = None,
    over: bool | None = None,
    first: int = 20,
    offset: int = 0,
) -> dict[str, Any]:
    actor = info.context.actor
    with tenancy.entered_public():
        found = page(_rows(actor, text, kind, over), bounds(first, offset, info.context.locale))
    return {**found, "items": [view(row, actor) for row in found["items"]]}


def _resolve_csv(_root: Any, info: Any, text: str | None = None, kind: Any = None, over: bool | None = None) -> str:
    with tenancy.entered_public():
        return lists.as_csv(list(_rows(info.context.actor, text, kind, over)[:MOST_EXPORTED]))


def _resolve_services(_root: Any, _info: Any) -> list[dict[str, str]]:
    with tenancy.entered_public():
        return [{"number": each.number, "flow": each.flow} for each in queries.called_numbers()]


class ListQueries:
    """Root fields."""

    listed_numbers = Field(
        ListedNumberPage,
        required=True,
        permission=Permission.ADMIN_LISTS,
        args=page_arguments(**FILTERS),
        resolver=_resolve_listed,
        description="Entries in force, newest first; over: those whose term has ended.",
    )
    listed_numbers_csv = Field(
        graphene.String,
        required=True,
        permission=Permission.ADMIN_LISTS,
        args=FILTERS,
        resolver=_resolve_csv,
        description="The same as a CSV file that can be imported again; at most 5000 rows.",
    )
    services = Field(
        graphene.NonNull(graphene.List(graphene.NonNull(Service))),
        permission=Permission.ADMIN_LISTS,
        resolver=_resolve_services,
    )
