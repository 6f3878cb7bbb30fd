"""Reading tenants. They change so rarely that the whole list is kept for a few seconds."""

import time

from hotline.kernel.errors import NotFound

from .models import Tenant

KEEP_SECONDS = 5.0
_kept: list[tuple[float, dict[str, Tenant]]] = []


def _all() -> dict[str, Tenant]:
    if _kept and time.monotonic() - _kept[0][0] < KEEP_SECONDS:
        return _kept[0][1]
    rows = {row.schema_name: row for row in Tenant.objects.order_by("code")}
    _kept[:] = [(time.monotonic(), rows)]
    return rows


def forget() -> None:
    """Read anew the next time; called when a tenant was made or changed."""
    _kept.clear()


def tenants() -> list[Tenant]:
    """All, the city first (by code)."""
    return list(_all().values())


def tenant(key: str) -> Tenant:
    """One tenant. Raises NotFound."""
    found = _all().get(key)
    if found is None:
        forget()
        found = _all().get(key)
    if found is None:
        raise NotFound(tenant=key)
    return found


def city() -> Tenant:
    """The central tenant. Raises NotFound before one is made."""
    for row in tenants():
        if row.is_city:
            return row
    raise NotFound(tenant="city")
