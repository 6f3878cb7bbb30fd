"""Messages as they come."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field
from hotline_api.core.subscriptions import stream
from tenants.local.messages.actions import Sent

from .types import Note
from .view import NoteView, SentView, sent_view, told


def note_group(tenant: str) -> str:
    """Where messages to people of ``tenant`` are told."""
    return f"t.{tenant}.notes"


def publish(sent: Sent) -> None:
    """Tell everybody concerned, after the commit."""
    views = {tenant: sent_view(sent, tenant) for tenant in sent.tenants}

    def send() -> None:
        layer: Any = get_channel_layer()
        for tenant, view in views.items():
            async_to_sync(layer.group_send)(note_group(tenant), {"type": "push", "payload": view.payload()})

    transaction.on_commit(send, robust=True)


async def _subscribe_notes(_root: Any, info: Any) -> AsyncIterator[NoteView]:
    actor = info.context.actor
    async with aclosing(stream(note_group(actor.tenant), SentView.from_payload, tenant=actor.tenant)) as all_sent:
        async for sent in all_sent:
            note = told(sent, actor)
            if note is not None:
                yield note


class NoteSubscriptions:
    """Root fields."""

    note_came = Field(
        Note,
        required=True,
        permission=Permission.NOTE_USE,
        subscribe=_subscribe_notes,
        description="Messages to me, my shift, my department, my centre; my own too.",
    )
