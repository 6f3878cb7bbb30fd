"""The books of supervision."""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.paging import bounds, page, page_arguments
from hotline_api.core.permissions import Field
from hotline_api.desk.view import TenantView, tenant_view
from hotline_api.identity.types import Tenant
from tenants.local.supervision import queries
from tenants.shared.registry import queries as registry

from .reach import may_cross, person
from .types import ListeningPage
from .view import listening_view


def _resolve_listenings(
    _root: Any, info: Any, text: str | None = None, first: int = 20, offset: int = 0
) -> dict[str, Any]:
    found = page(queries.listenings(text or ""), bounds(first, offset, info.context.locale))
    return {"items": [listening_view(row) for row in found["items"]], "total": found["total"]}


def _resolve_floors(_root: Any, info: Any) -> list[TenantView]:
    actor = person(info.context)
    reached = [tenant.key for tenant in registry.tenants()] if may_cross(actor) else [actor.tenant]
    return [tenant_view(key) for key in reached]


class SupervisionQueries:
    """Root fields."""

    listenings = Field(
        ListeningPage,
        required=True,
        permission=Permission.FLOOR_LISTEN,
        args=page_arguments(text=graphene.String()),
        resolver=_resolve_listenings,
        description="Who listened to whom, newest first.",
    )
    floors = Field(
        graphene.List(graphene.NonNull(Tenant)),
        required=True,
        permission=Permission.FLOOR_VIEW,
        resolver=_resolve_floors,
        description="Whose floors I may look at: mine, and for the city's people every county's.",
    )
    help_wait = Field(
        graphene.Int,
        required=True,
        permission=Permission.FLOOR_LISTEN,
        resolver=lambda _root, _info: queries.help_seconds(),
        description="Seconds that a request for help waits before it goes up; 0: for ever.",
    )
    tells_agents = Field(
        graphene.Boolean,
        required=True,
        permission=Permission.FLOOR_LISTEN,
        resolver=lambda _root, _info: queries.tells_agents(),
        description="Are agents shown that somebody listens in silence?",
    )
