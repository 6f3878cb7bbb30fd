"""The house's enums as GraphQL enums, each made once."""

import enum
from typing import Any

import graphene


def api_enum(name: str, source: type[enum.Enum]) -> Any:
    """A GraphQL enum ``name`` with the members of ``source``, which resolvers get and may give (or their values)."""
    said = (source.__doc__ or "").strip()
    return graphene.Enum.from_enum(source, name=name, description=lambda value: None if value else said or None)
