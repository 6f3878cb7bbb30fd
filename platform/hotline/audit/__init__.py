"""Who did what, when: rows that only grow; the tenant's database role may not change or delete them."""

from .journal import record

__all__ = ["record"]
