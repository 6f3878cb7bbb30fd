"""Who did what, when: rows that only grow; the tenant's database role may not change or delete them."""

from .journal import record, recorded_since

__all__ = ["record", "recorded_since"]
