"""Pages of lists: ``first`` (1..100) and ``offset``, the rows and how many there are in all."""

from collections.abc import Sequence
from typing import Any

import graphene
from django.db.models import QuerySet

from .errors import over_limit
from .permissions import PUBLIC, Field, GuardedType

MOST = 100


def page_arguments(**filters: Any) -> dict[str, Any]:
    """Arguments of a list: its filters, then ``first`` and ``offset``."""
    return {**filters, "first": graphene.Int(default_value=20), "offset": graphene.Int(default_value=0)}


def page_type(name: str, item: Any) -> type[GuardedType]:
    """``<Name>Page`` with ``items`` and ``total``."""
    fields = {
        "items": Field(graphene.NonNull(graphene.List(graphene.NonNull(item))), permission=PUBLIC),
        "total": Field(graphene.NonNull(graphene.Int), permission=PUBLIC, description="Rows on all pages."),
    }
    return type(f"{name}Page", (GuardedType,), {**fields, "Meta": type("Meta", (), {"permission": PUBLIC})})


def bounds(first: int | None, offset: int | None, locale: str) -> slice:
    """The slice that the arguments ask for. More than MOST rows, or none, are refused."""
    first, offset = 20 if first is None else first, offset or 0
    if not 1 <= first <= MOST or offset < 0:
        raise over_limit("LIST", MOST, locale)
    return slice(offset, offset + first)


def page(rows: QuerySet[Any], part: slice) -> dict[str, Any]:
    """One page of ``rows``, read now: a query set must not leave its tenant."""
    items: Sequence[Any] = list(rows[part])
    short = part.start == 0 and len(items) < part.stop
    return {"items": items, "total": len(items) if short else rows.count()}
