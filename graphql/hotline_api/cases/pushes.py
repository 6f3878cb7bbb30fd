"""Telling the browsers of a tenant that one of its cases changed."""

from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from hotline import tenancy
from hotline.kernel.actor import Actor
from tenants.local.cases import queries
from tenants.local.cases.events import CaseChanged

from .view import load_one


def case_group(tenant: str) -> str:
    """Where changed cases of ``tenant`` are told."""
    return f"t.{tenant}.cases"


def push_case(changed: CaseChanged) -> None:
    """Publish the case as it stands, whole; called after the commit."""
    tenant = changed.tenant
    with tenancy.entered_public(), tenancy.entered(tenant):
        row = queries.case(Actor.system(tenant), changed.number)
        if row is None:
            return
        payload = load_one(row).payload()
    layer: Any = get_channel_layer()
    async_to_sync(layer.group_send)(case_group(tenant), {"type": "push", "payload": payload})
