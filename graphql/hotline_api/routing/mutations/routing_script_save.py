"""routingScriptSave"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.routing.types import RoutingScript
from hotline_api.routing.view import kept
from tenants.local.routing import actions
from tenants.local.routing.errors import CityOnly, ScriptFlawed


class RoutingScriptSave(
    Mutation,
    permission=Permission.ADMIN_ROUTING,
    arguments={"source": graphene.String(required=True), "note": graphene.String()},
    gives={"script": RoutingScript},
    refusals=(Forbidden, CityOnly, ScriptFlawed),
):
    """Keep a new version of the routing script. It is not in force by that."""

    @staticmethod
    def perform(context: Context, source: str, note: str | None = None) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        return {"script": kept(actions.do_keep_script(context.actor, source, note or ""))}
