"""callerAreaDrop"""

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


class CallerAreaDrop(
    Mutation,
    permission=Permission.ADMIN_ROUTING,
    arguments={"prefix": graphene.String(required=True)},
    gives={"setup": RoutingSetup},
    refusals=(
        CityOnly,
        NotFound,
        PlanFlawed,
        Forbidden,
    ),
):
    """Callers with this prefix belong where a shorter one says, else to the city. The city only."""

    @staticmethod
    def perform(context: Context, prefix: str) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        setup.do_drop_area(actor, prefix)
        return {"setup": routing_setup()}
