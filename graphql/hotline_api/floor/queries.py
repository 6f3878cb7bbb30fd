"""The floor as it is."""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden
from hotline.kernel.permissions import Permission
from hotline_api.core.errors import forbidden
from hotline_api.core.permissions import Field
from hotline_api.supervision.reach import floor_of, person

from .types import Floor
from .view import FloorView, build_floor


def _resolve_floor(_root: Any, info: Any, tenant: str | None = None) -> FloorView:
    try:
        with floor_of(person(info.context), tenant):
            return build_floor()
    except Forbidden:
        raise forbidden(info.context) from None


class FloorQueries:
    """Root fields."""

    floor = Field(
        Floor,
        required=True,
        permission=Permission.FLOOR_VIEW,
        args={"tenant": graphene.Argument(graphene.String, description="A county's, for the city's people.")},
        resolver=_resolve_floor,
    )
