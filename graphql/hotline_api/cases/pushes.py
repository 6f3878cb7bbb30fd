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


def case_payload(changed: CaseChanged) -> dict[str, Any] | None:
    """The case as it stands, whole; None when it is not there (any more)."""
    with tenancy.entered_public(), tenancy.entered(changed.tenant):
        row = queries.case(Actor.system(changed.tenant), changed.number)
        return load_one(row).payload() if row else None


def push_case(changed: CaseChanged) -> None:
    """Publish the case; called after the commit."""
    payload = case_payload(changed)
    if payload is not None:
        layer: Any = get_channel_layer()
        async_to_sync(layer.group_send)(case_group(changed.tenant), {"type": "push", "payload": payload})
