"""Gateways and channels."""

from typing import Any

from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field

from .types import GatewayOverview
from .view import overview


def _resolve(_root: Any, info: Any) -> dict[str, Any]:
    return overview(info.context.actor, info.context.locale)


class GatewayQueries:
    """Root fields."""

    gateways = Field(
        GatewayOverview,
        required=True,
        permission=Permission.ADMIN_GATEWAYS,
        resolver=_resolve,
        description="How the media gateways are, and what their channels are used for.",
    )
