"""tollsSet"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Invalid
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.gateways.types import GatewayOverview, TollRuleInput, value_of
from hotline_api.gateways.view import overview
from telephony.contracts.plan import NumberClass, TollPlan
from tenants.shared.numbering import actions
from tenants.shared.numbering.errors import CityOnly


class TollsSet(
    Mutation,
    permission=Permission.ADMIN_GATEWAYS,
    arguments={"rows": graphene.List(graphene.NonNull(TollRuleInput), required=True)},
    gives={"gateways": GatewayOverview},
    refusals=(Forbidden, CityOnly, Invalid),
):
    """Replace the rules of what may be called from seats; the narrowest rule counts."""

    @staticmethod
    def perform(context: Context, rows: list[dict[str, Any]]) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        wanted = [
            TollPlan(
                subject=row["subject"].strip(),
                classes=tuple(NumberClass(value_of(each)) for each in row["classes"]),
                concurrent=row["concurrent"],
                hourly=row["hourly"],
                auto_concurrent=row["auto_concurrent"],
                auto_hourly=row["auto_hourly"],
            )
            for row in rows
        ]
        actions.do_set_tolls(wanted, actor=context.actor)
        return {"gateways": overview(context.actor, context.locale)}
