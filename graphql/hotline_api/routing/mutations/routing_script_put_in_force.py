"""routingScriptPutInForce"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.routing.types import RoutingScript
from hotline_api.routing.view import kept
from tenants.local.routing import actions
from tenants.local.routing.errors import AlreadyInForce, CityOnly


class RoutingScriptPutInForce(
    Mutation,
    permission=Permission.ADMIN_ROUTING,
    arguments={"version": graphene.Int()},
    gives={"script": RoutingScript},
    refusals=(Forbidden, CityOnly, NotFound, AlreadyInForce),
):
    """Route by a version from now on; without one by the built-in order (``script`` is null then)."""

    @staticmethod
    def perform(context: Context, version: int | None = None) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        row = actions.do_put_in_force(context.actor, version)
        return {"script": kept(row) if row else None}
