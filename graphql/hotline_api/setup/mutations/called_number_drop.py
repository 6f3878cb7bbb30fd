"""calledNumberDrop"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.setup.types import RoutingSetup
from hotline_api.setup.view import routing_setup
from tenants.local.routing import setup
from tenants.local.routing.errors import CityOnly
from tenants.shared.numbering.errors import PlanFlawed


class CalledNumberDrop(
    Mutation,
    permission=Permission.ADMIN_ROUTING,
    arguments={"number": graphene.String(required=True)},
    gives={"setup": RoutingSetup},
    refusals=(
        CityOnly,
        NotFound,
        PlanFlawed,
        Forbidden,
    ),
):
    """Nobody can call this number any more. The city only."""

    @staticmethod
    def perform(context: Context, number: str) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        setup.do_drop_number(actor, number)
        return {"setup": routing_setup()}
