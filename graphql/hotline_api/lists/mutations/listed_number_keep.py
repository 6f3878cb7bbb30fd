"""listedNumberKeep"""

from datetime import datetime
from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Invalid, NotFound, Required
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.lists.queries import view
from hotline_api.lists.types import ListedNumber, ListKind
from tenants.shared.numbering import lists
from tenants.shared.numbering.errors import AlreadyOver, InvalidNumber, NotYourList, UnknownService


class ListedNumberKeep(
    Mutation,
    permission=Permission.ADMIN_LISTS,
    arguments={
        "number": graphene.String(required=True),
        "kind": graphene.Argument(ListKind, required=True),
        "reason": graphene.String(required=True),
        "until": graphene.DateTime(),
        "services": graphene.List(graphene.NonNull(graphene.String)),
        "tenant": graphene.String(),
        "priority": graphene.Int(),
        "free": graphene.Boolean(),
    },
    gives={"entry": ListedNumber},
    refusals=(InvalidNumber, Required, AlreadyOver, UnknownService, NotYourList, NotFound, Invalid),
):
    """Put a number on a list, or renew its entry. ``tenant``: only calls that belong there; left out: the whole
    city's, which only the city's people may. ``priority``, ``free``: of the white list only."""

    @staticmethod
    def perform(
        context: Context,
        number: str,
        kind: Any,
        reason: str,
        until: datetime | None = None,
        services: list[str] | None = None,
        tenant: str | None = None,
        priority: int | None = None,
        free: bool | None = None,
    ) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        row = lists.do_list_number(
            number,
            kind.value,
            reason,
            until,
            services=services or (),
            tenant=tenant or "",
            priority=priority or 0,
            free=bool(free),
            actor=context.actor,
        )
        return {"entry": view(row, context.actor)}
