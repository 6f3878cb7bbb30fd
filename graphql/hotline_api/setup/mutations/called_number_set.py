"""calledNumberSet"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Invalid, NotFound, Required
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.setup.types import RoutingSetup
from hotline_api.setup.view import routing_setup
from tenants.local.routing import setup
from tenants.local.routing.errors import CityOnly
from tenants.shared.numbering.errors import InvalidNumber, PlanFlawed


class CalledNumberSet(
    Mutation,
    permission=Permission.ADMIN_ROUTING,
    arguments={
        "number": graphene.String(required=True),
        "flow": graphene.String(required=True),
        "language": graphene.String(required=True),
        "priority": graphene.Int(required=True),
        "tenant": graphene.String(description="The county to which it is given; none: the city's own."),
    },
    gives={"setup": RoutingSetup},
    refusals=(
        CityOnly,
        Invalid,
        InvalidNumber,
        PlanFlawed,
        Required,
        Forbidden,
        NotFound,
    ),
):
    """What calling a number leads to. The city; a county for the numbers that were given to it."""

    @staticmethod
    def perform(
        context: Context, number: str, flow: str, language: str, priority: int, tenant: str | None = None
    ) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        setup.do_set_number(actor, number, flow, language, priority, tenant or "")
        return {"setup": routing_setup()}
