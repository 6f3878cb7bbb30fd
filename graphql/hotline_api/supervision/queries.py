"""The books of supervision."""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.paging import bounds, page, page_arguments
from hotline_api.core.permissions import Field
from tenants.local.supervision import queries

from .types import ListeningPage
from .view import listening_view


def _resolve_listenings(
    _root: Any, info: Any, text: str | None = None, first: int = 20, offset: int = 0
) -> dict[str, Any]:
    found = page(queries.listenings(text or ""), bounds(first, offset, info.context.locale))
    return {"items": [listening_view(row) for row in found["items"]], "total": found["total"]}


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
    tells_agents = Field(
        graphene.Boolean,
        required=True,
        permission=Permission.FLOOR_LISTEN,
        resolver=lambda _root, _info: queries.tells_agents(),
        description="Are agents shown that somebody listens in silence?",
    )
