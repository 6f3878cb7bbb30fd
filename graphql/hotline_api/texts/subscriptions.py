"""Conversations as they go on."""

from collections.abc import AsyncIterator
from typing import Any

import graphene
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field
from hotline_api.core.subscriptions import stream


def text_group(tenant: str) -> str:
    """Where changed conversations of ``tenant`` are told."""
    return f"t.{tenant}.texts"


def push_text(tenant: str, conversation: int) -> None:
    """Tell that a conversation changed; after the commit."""
    layer: Any = get_channel_layer()
    async_to_sync(layer.group_send)(text_group(tenant), {"type": "push", "payload": str(conversation)})


def _subscribe(_root: Any, info: Any) -> AsyncIterator[str]:
    tenant = info.context.actor.tenant
    return stream(text_group(tenant), str, tenant=tenant)


class TextSubscriptions:
    """Root fields."""

    text_changed = Field(
        graphene.ID,
        required=True,
        permission=Permission.TEXT_VIEW,
        subscribe=_subscribe,
        description="The conversation in which something was written, or that was worked on.",
    )
