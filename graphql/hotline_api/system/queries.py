"""How the house is."""

from typing import Any

from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field

from .types import HouseHealth
from .view import health


def _resolve(_root: Any, info: Any) -> dict[str, Any]:
    return health(info.context.actor)


class SystemQueries:
    """Root fields."""

    house_health = Field(
        HouseHealth,
        required=True,
        permission=Permission.SYSTEM_VIEW,
        resolver=_resolve,
        description="Processes, machines, stores, gateways and the last hour.",
    )
