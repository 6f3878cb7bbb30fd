"""Entering and leaving."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connection

from hotline.kernel.actor import Actor

from .place import OUTSIDE, PUBLIC, Place, _place, role_of

#: what is raised when the database cannot be reached
DatabaseAway = (OperationalError, InterfaceError)

#: what a tenant's key looks like: a schema's name that needs no quoting
KEY = re.compile(r"[a-z][a-z0-9_]{0,40}")

#: writes down who crossed: (actor, from, reason), called inside the tenant that was crossed into
Witness = Callable[[Actor, str, str], None]


class NotInTenant(RuntimeError):
    """This needs a tenant: enter one with ``tenancy.entered(key)``."""


class CrossingRefused(RuntimeError):
    """From inside a tenant another one is reached by ``tenancy.crossing`` only."""


@contextmanager
def entered(tenant: str) -> Iterator[None]:
    """Stand in ``tenant``'s schema with its role.

    Raises ValueError for what cannot be a tenant's key, CrossingRefused inside another tenant.
    """
    here = _place.get().schema
    if here not in (PUBLIC, tenant):
        raise CrossingRefused(f"{here} -> {tenant}")
    with _standing(_place_of(tenant)):
        yield


@contextmanager
def crossing(to: str, *, actor: Actor, reason: str) -> Iterator[None]:
    """Stand in ``to`` on behalf of ``actor`` of another tenant; ``to``'s audit log tells who came and why.

    The connection and its transaction stay the same, so what is written on both sides is committed together.
    Into the actor's own tenant nobody crosses, and nothing is written down. Raises ValueError, NotInTenant outside.
    """
    here = current()
    with _standing(_place_of(to)):
        if to not in (here, actor.tenant):
            _witness[0](actor, here, reason)
        yield


@contextmanager
def entered_public() -> Iterator[None]:
    """Stand in the public schema with the owner's rights: for the house's own work, never for a person's."""
    with _standing(OUTSIDE):
        yield


def current() -> str:
    """The key of the entered tenant. Raises NotInTenant outside."""
    schema = _place.get().schema
    if schema == PUBLIC:
        raise NotInTenant
    return schema


def wire(witness: Witness) -> None:
    """Who writes down crossings; called once at start-up."""
    _witness[:] = [witness]


_witness: list[Witness] = []


def _place_of(tenant: str) -> Place:
    if not KEY.fullmatch(tenant) or tenant == PUBLIC:
        raise ValueError(f"not a tenant's key: {tenant!r}")
    return Place(tenant, role_of(tenant, str(connection.settings_dict["NAME"])))


@contextmanager
def _standing(place: Place) -> Iterator[None]:
    token = _place.set(place)
    try:
        yield
    finally:
        _place.reset(token)
