"""What every step of a case takes and gives."""

from typing import Any

import graphene

from hotline.kernel.actor import Actor
from hotline.kernel.errors import Forbidden
from hotline_api.core.context import Context

from .view import CaseView, load_one


def arguments(**own: Any) -> dict[str, Any]:
    """``number`` and ``version`` of the case, then the step's own arguments."""
    return {"number": graphene.String(required=True), "version": graphene.Int(required=True), **own}


def text(*, required: bool = True) -> Any:
    """A text argument."""
    return graphene.String(required=required)


def asker(context: Context) -> Actor:
    """Who takes the step."""
    if context.actor is None:
        raise Forbidden
    return context.actor


def shown(row: Any) -> dict[str, CaseView]:
    """The changed case as the payload gives it."""
    return {"case": load_one(row)}
