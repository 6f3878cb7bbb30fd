"""The only door into a tenant's schema.

``with tenancy.entered("east"): …`` runs queries in east's schema with east's database role; leaving restores what was
before, also inside a transaction. From one tenant into another leads only ``tenancy.crossing(...)``, which is written
down. A query set built inside and evaluated outside reads the outer place: evaluate inside. Coroutines await
``tenancy.run_async(key, work, ...)``.
"""

from .door import CrossingRefused, DatabaseAway, NotInTenant, crossing, current, entered, entered_public, wire
from .tasks import TenantTask
from .threads import in_thread, run_async, run_async_public

__all__ = [
    "CrossingRefused",
    "DatabaseAway",
    "NotInTenant",
    "TenantTask",
    "crossing",
    "current",
    "entered",
    "entered_public",
    "in_thread",
    "run_async",
    "run_async_public",
    "wire",
]
