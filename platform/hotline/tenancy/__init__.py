"""The only door into a tenant's schema.

``with tenancy.entered("east"): …`` runs queries in east's schema with east's database role; leaving restores what was
before, also inside a transaction. A query set built inside and evaluated outside reads the outer place.
"""

from .door import DatabaseAway, current, entered, entered_public
from .tasks import TenantTask

__all__ = ["DatabaseAway", "TenantTask", "current", "entered", "entered_public"]
