"""Messages as the carrier tells of them."""

from collections.abc import AsyncIterator
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from hotline import tenancy
from hotline.kernel.permissions import Permission
from hotline.notify import messages
from hotline_api.cases.view import MessageView, message_view
from hotline_api.core.permissions import Field
from hotline_api.core.subscriptions import stream

from .types import OutgoingMessage


def message_group(tenant: str) -> str:
    """Where changed messages of ``tenant`` are told."""
    return f"t.{tenant}.sms"


def push_message(tenant: str, message_id: int) -> None:
    """Publish the message as it stands; called after the commit."""
    with tenancy.entered_public(), tenancy.entered(tenant):
        row = messages.message(message_id)
    if row is not None:
        layer: Any = get_channel_layer()
        payload = message_view(row).payload()
        async_to_sync(layer.group_send)(message_group(tenant), {"type": "push", "payload": payload})


def _subscribe_messages(_root: Any, info: Any) -> AsyncIterator[MessageView]:
    tenant = info.context.actor.tenant
    return stream(message_group(tenant), MessageView.from_payload, tenant=tenant)


class MessageSubscriptions:
    """Root fields."""

    outgoing_message_changed = Field(
        OutgoingMessage, required=True, permission=Permission.MESSAGE_VIEW, subscribe=_subscribe_messages
    )
