"""Entering and leaving."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError

from .place import OUTSIDE, PUBLIC, Place, _place, role_of

#: what is raised when the database cannot be reached
DatabaseAway = (OperationalError, InterfaceError)

KEY = re.compile(r"[a-z][a-z0-9_]{0,40}")


class NotInTenant(RuntimeError):
    """This needs a tenant: enter one with ``tenancy.entered(key)``."""


@contextmanager
def entered(tenant: str) -> Iterator[None]:
    """Stand in ``tenant``'s schema with its role. Raises ValueError for what cannot be a tenant's key."""
    if not KEY.fullmatch(tenant) or tenant == PUBLIC:
        raise ValueError(f"not a tenant's key: {tenant!r}")
    token = _place.set(Place(tenant, role_of(tenant)))
    try:
        yield
    finally:
        _place.reset(token)


@contextmanager
def entered_public() -> Iterator[None]:
    """Stand in the public schema with the owner's rights: for the house's own work, never for a person's."""
    token = _place.set(OUTSIDE)
    try:
        yield
    finally:
        _place.reset(token)


def current() -> str:
    """The key of the entered tenant. Raises NotInTenant outside."""
    schema = _place.get().schema
    if schema == PUBLIC:
        raise NotInTenant
    return schema
