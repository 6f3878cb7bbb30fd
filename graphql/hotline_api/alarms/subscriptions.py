"""The badge, live."""

from collections.abc import AsyncIterator
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from hotline import tenancy
from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field
from hotline_api.core.subscriptions import stream
from tenants.shared.alarms import queries
from tenants.shared.registry import queries as registry

from .types import AlarmsWaiting


def alarm_group(tenant: str) -> str:
    """Where the people of ``tenant`` are told of their alarms."""
    return f"t.{tenant}.alarms"


def push_alarms(about: str) -> None:
    """Alarms of tenant ``about`` ("": of the whole city) have changed: tell it, and the city; after the commit."""
    layer: Any = get_channel_layer()
    with tenancy.entered_public():
        city = next((tenant.key for tenant in registry.tenants() if tenant.is_city), "")
        counts = {city: queries.raised(None)}
        if about and about != city:
            counts[about] = queries.raised(about)
    for tenant, raised in counts.items():
        if tenant:
            async_to_sync(layer.group_send)(alarm_group(tenant), {"type": "push", "payload": {"raised": raised}})


def _subscribe(_root: Any, info: Any) -> AsyncIterator[dict[str, int]]:
    tenant = info.context.actor.tenant
    return stream(alarm_group(tenant), dict, tenant=tenant)


class AlarmSubscriptions:
    """Root fields."""

    alarms_changed = Field(AlarmsWaiting, required=True, permission=Permission.ALARM_HANDLE, subscribe=_subscribe)
