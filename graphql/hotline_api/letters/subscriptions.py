"""Letters as they come, are worked on and are answered."""

from collections.abc import AsyncIterator
from typing import Any

import graphene
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field
from hotline_api.core.subscriptions import stream
from tenants.local.letters.events import LetterTouched


def letter_group(tenant: str) -> str:
    """Where changed letters of ``tenant`` are told."""
    return f"t.{tenant}.letters"


def push_letter(touched: LetterTouched) -> None:
    """Tell that a letter changed; after the commit."""
    layer: Any = get_channel_layer()
    payload = {"type": "push", "payload": str(touched.letter)}
    async_to_sync(layer.group_send)(letter_group(touched.tenant), payload)


def _subscribe(_root: Any, info: Any) -> AsyncIterator[str]:
    tenant = info.context.actor.tenant
    return stream(letter_group(tenant), str, tenant=tenant)


class LetterSubscriptions:
    """Root fields."""

    letter_changed = Field(
        graphene.ID,
        required=True,
        permission=Permission.LETTER_VIEW,
        subscribe=_subscribe,
        description="The letter that came, was worked on or answered, or whose answer went out.",
    )
