"""Faxes as they come, are worked on and go out."""

from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import graphene
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field
from hotline_api.core.subscriptions import stream


def fax_group(tenant: str) -> str:
    """Where changed faxes of ``tenant`` are told."""
    return f"t.{tenant}.faxes"


def push_fax(tenant: str, fax: str) -> None:
    """Tell that a fax changed; after the commit. ``fax``: the id of a received one, or of one that goes out."""
    layer: Any = get_channel_layer()
    async_to_sync(layer.group_send)(fax_group(tenant), {"type": "push", "payload": fax})


def push_soon(tenant: str, fax: object) -> None:
    """The same once the transaction in hand is committed."""
    transaction.on_commit(partial(push_fax, tenant, str(fax)), robust=True)


def _subscribe(_root: Any, info: Any) -> AsyncIterator[str]:
    tenant = info.context.actor.tenant
    return stream(fax_group(tenant), str, tenant=tenant)


class FaxSubscriptions:
    """Root fields."""

    fax_changed = Field(
        graphene.ID,
        required=True,
        permission=Permission.FAX_VIEW,
        subscribe=_subscribe,
        description="The fax, received or sent, that came, was worked on, or went out.",
    )
