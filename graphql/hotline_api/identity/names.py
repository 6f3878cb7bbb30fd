"""What the keys of the house are called: tenants and their waiting lines."""

import time
from typing import Any

import graphene

from hotline import tenancy
from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field, GuardedType
from tenants.local.voice import queries as voice
from tenants.shared.registry import queries as registry

from .types import Tenant

KEPT_SECONDS = 20.0

#: (until, names by key); names of queues change a few times a year and are asked for every few seconds
_kept: list[tuple[float, dict[str, str]]] = []


def queue_names() -> dict[str, str]:
    """What every tenant calls its open waiting lines, by key ("city.general"); at most ``KEPT_SECONDS`` old.

    Names only: a call can be handed to a line of another tenant, so everybody who hands calls on reads them.
    """
    if not _kept or _kept[0][0] < time.monotonic():
        _kept[:] = [(time.monotonic() + KEPT_SECONDS, _read())]
    return _kept[0][1]


def _read() -> dict[str, str]:
    found: dict[str, str] = {}
    with tenancy.entered_public():
        for tenant in registry.tenants():
            with tenancy.entered(tenant.key):
                found |= {row.key: row.name for row in voice.queues()}
    return found


class NamedQueue(GuardedType):
    """What a waiting line is called."""

    class Meta:
        permission = Permission.NOTE_USE

    key = graphene.String(required=True, description='Like "city.general".')
    name = graphene.String(required=True)


class HouseNames(GuardedType):
    """The words for keys."""

    class Meta:
        permission = Permission.NOTE_USE

    tenants = graphene.List(graphene.NonNull(Tenant), required=True)
    queues = graphene.List(graphene.NonNull(NamedQueue), required=True)


def _resolve_names(_root: Any, _info: Any) -> dict[str, Any]:
    with tenancy.entered_public():
        tenants = list(registry.tenants())
    return {"tenants": tenants, "queues": [{"key": key, "name": name} for key, name in queue_names().items()]}


class NameQueries:
    """Root fields."""

    names = Field(
        HouseNames,
        required=True,
        permission=Permission.NOTE_USE,
        resolver=_resolve_names,
        description="What tenants and queues are called, to show instead of their keys.",
    )
