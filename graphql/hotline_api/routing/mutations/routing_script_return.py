"""routingScriptReturn"""

from typing import Any

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.routing.types import RoutingScript
from hotline_api.routing.view import kept
from tenants.local.routing import actions
from tenants.local.routing.errors import AlreadyInForce, CityOnly, NothingToReturnTo


class RoutingScriptReturn(
    Mutation,
    permission=Permission.ADMIN_ROUTING,
    arguments={},
    gives={"script": RoutingScript},
    refusals=(Forbidden, CityOnly, NotFound, AlreadyInForce, NothingToReturnTo),
):
    """Put in force again what was before (``script`` null: the built-in order)."""

    @staticmethod
    def perform(context: Context) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        row = actions.do_return(context.actor)
        return {"script": kept(row) if row else None}
