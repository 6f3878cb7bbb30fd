"""A dispatch as it goes on."""

from collections.abc import AsyncIterator
from typing import Any

import graphene
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from hotline import tenancy
from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field
from hotline_api.core.subscriptions import stream

from .types import Dispatch
from .view import DispatchView, build_dispatch


def dispatch_group(tenant: str) -> str:
    """Where dispatches of ``tenant`` are told."""
    return f"t.{tenant}.dispatch"


def push_dispatch(tenant: str, pk: int) -> None:
    """Publish a dispatch as it stands; called after the commit."""
    with tenancy.entered(tenant):
        view = build_dispatch(pk)
    if view is not None:
        layer: Any = get_channel_layer()
        async_to_sync(layer.group_send)(dispatch_group(tenant), {"type": "push", "payload": view.payload()})


async def _subscribe(_root: Any, info: Any, id: str | None = None) -> AsyncIterator[DispatchView]:
    tenant = info.context.actor.tenant
    async for view in stream(dispatch_group(tenant), DispatchView.from_payload, tenant=tenant):
        if id is None or str(view.id) == id:
            yield view


class DispatchSubscriptions:
    """Root fields."""

    dispatch_changed = Field(
        Dispatch,
        required=True,
        permission=Permission.ENFORCEMENT_DISPATCH,
        args={"id": graphene.ID(description="Only this one.")},
        subscribe=_subscribe,
    )
