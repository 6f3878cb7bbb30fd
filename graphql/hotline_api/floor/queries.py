"""The floor as it is."""

from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field

from .types import Floor
from .view import build_floor


class FloorQueries:
    """Root fields."""

    floor = Field(Floor, required=True, permission=Permission.FLOOR_VIEW, resolver=lambda _root, _info: build_floor())
