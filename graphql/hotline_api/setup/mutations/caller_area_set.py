"""callerAreaSet"""

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
from tenants.shared.numbering.errors import InvalidPrefix, PlanFlawed


class CallerAreaSet(
    Mutation,
    permission=Permission.ADMIN_ROUTING,
    arguments={"prefix": graphene.String(required=True), "tenant": graphene.String(required=True)},
    gives={"setup": RoutingSetup},
    refusals=(
        CityOnly,
        InvalidPrefix,
        NotFound,
        PlanFlawed,
        Forbidden,
    ),
):
    """Whose the callers with this prefix are. The city only."""

    @staticmethod
    def perform(context: Context, prefix: str, tenant: str) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        setup.do_set_area(actor, prefix, tenant)
        return {"setup": routing_setup()}
