"""Finding citizens."""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.ids import row_id
from hotline_api.core.paging import bounds, page, page_arguments
from hotline_api.core.permissions import Field
from tenants.local.citizens import queries

from .types import Citizen, CitizenPage


def _resolve_citizens(
    _root: Any, info: Any, text: str | None = None, first: int = 20, offset: int = 0
) -> dict[str, Any]:
    return page(queries.citizens(text or ""), bounds(first, offset, info.context.locale))


def _resolve_citizen(_root: Any, _info: Any, id: str) -> Any:  # the argument's name in the API
    pk = row_id(id)
    return queries.citizen(pk) if pk else None


class CitizenQueries:
    """Root fields."""

    citizens = Field(
        CitizenPage,
        required=True,
        permission=Permission.CITIZEN_VIEW,
        args=page_arguments(text=graphene.String()),
        resolver=_resolve_citizens,
    )
    citizen = Field(
        Citizen,
        permission=Permission.CITIZEN_VIEW,
        args={"id": graphene.ID(required=True)},
        resolver=_resolve_citizen,
    )
