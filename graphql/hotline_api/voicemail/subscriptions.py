"""Voice messages as they come and are dealt with."""

from collections.abc import AsyncIterator
from typing import Any

import graphene
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field
from hotline_api.core.subscriptions import stream


def voicemail_group(tenant: str) -> str:
    """Where changed voice messages of ``tenant`` are told."""
    return f"t.{tenant}.voicemail"


def push_voicemail(tenant: str, call_id: str) -> None:
    """Tell that the message of a call changed; after the commit."""
    layer: Any = get_channel_layer()
    async_to_sync(layer.group_send)(voicemail_group(tenant), {"type": "push", "payload": call_id})


def _subscribe(_root: Any, info: Any) -> AsyncIterator[str]:
    tenant = info.context.actor.tenant
    return stream(voicemail_group(tenant), str, tenant=tenant)


class VoicemailSubscriptions:
    """Root fields."""

    voicemail_changed = Field(
        graphene.String,
        required=True,
        permission=Permission.VOICEMAIL_HANDLE,
        subscribe=_subscribe,
        description="The call whose message came, was heard, taken or dealt with.",
    )
