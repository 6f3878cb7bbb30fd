"""The floor as it changes."""

from collections.abc import AsyncIterator
from typing import Any

from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field
from hotline_api.core.subscriptions import stream

from .types import Floor
from .view import FloorView, build_floor


def floor_group(tenant: str) -> str:
    """Where the floor of ``tenant`` is told."""
    return f"t.{tenant}.floor"


def _subscribe_floor(_root: Any, info: Any) -> AsyncIterator[FloorView]:
    tenant = info.context.actor.tenant
    return stream(floor_group(tenant), FloorView.from_payload, tenant=tenant, first=build_floor)


class FloorSubscriptions:
    """Root fields."""

    floor = Field(
        Floor,
        required=True,
        permission=Permission.FLOOR_VIEW,
        subscribe=_subscribe_floor,
        description="At once, and on every change; at most four a second.",
    )
