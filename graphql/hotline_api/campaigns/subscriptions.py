"""A campaign as it goes on."""

from collections.abc import AsyncIterator
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from hotline import tenancy
from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field
from hotline_api.core.subscriptions import stream

from .types import Campaign
from .view import CampaignView, build_campaign


def campaign_group(tenant: str) -> str:
    """Where campaigns of ``tenant`` are told."""
    return f"t.{tenant}.campaign"


def push_campaign(tenant: str, pk: int) -> None:
    """Publish a campaign as it stands; called after the commit."""
    with tenancy.entered(tenant):
        view = build_campaign(pk)
    if view is not None:
        layer: Any = get_channel_layer()
        async_to_sync(layer.group_send)(campaign_group(tenant), {"type": "push", "payload": view.payload()})


def _subscribe(_root: Any, info: Any) -> AsyncIterator[CampaignView]:
    tenant = info.context.actor.tenant
    return stream(campaign_group(tenant), CampaignView.from_payload, tenant=tenant)


class CampaignSubscriptions:
    """Root fields."""

    campaign_changed = Field(Campaign, required=True, permission=Permission.CAMPAIGN_WORK, subscribe=_subscribe)
