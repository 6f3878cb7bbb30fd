"""The floor as it changes."""

from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import graphene

from hotline.kernel.actor import Actor
from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field
from hotline_api.core.subscriptions import stream
from hotline_api.supervision.reach import floor_of

from .types import Floor
from .view import FloorView, build_floor


def floor_group(tenant: str) -> str:
    """Where the floor of ``tenant`` is told."""
    return f"t.{tenant}.floor"


def _first(actor: Actor, tenant: str | None) -> FloorView:
    with floor_of(actor, tenant):
        return build_floor()


def _subscribe_floor(_root: Any, info: Any, tenant: str | None = None) -> AsyncIterator[FloorView]:
    actor = info.context.actor
    group = floor_group(tenant or actor.tenant)
    # who may not look is refused by the first picture, before anything else comes
    return stream(group, FloorView.from_payload, tenant=actor.tenant, first=partial(_first, actor, tenant))


class FloorSubscriptions:
    """Root fields."""

    floor = Field(
        Floor,
        required=True,
        permission=Permission.FLOOR_VIEW,
        args={"tenant": graphene.Argument(graphene.String, description="A county's, for the city's people.")},
        subscribe=_subscribe_floor,
        description="At once, and on every change; at most four a second.",
    )
