"""scannersSet"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Invalid
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.gateways.types import GatewayOverview
from hotline_api.gateways.view import overview
from telephony.contracts.plan import ScannerPlan
from tenants.shared.numbering import sip
from tenants.shared.numbering.errors import CityOnly, InvalidNetwork


class ScannersSet(
    Mutation,
    permission=Permission.ADMIN_GATEWAYS,
    arguments={
        "failures": graphene.Int(required=True),
        "within_seconds": graphene.Int(required=True),
        "shut_seconds": graphene.Int(required=True),
        "never": graphene.List(graphene.NonNull(graphene.String), required=True),
    },
    gives={"gateways": GatewayOverview},
    refusals=(Forbidden, CityOnly, Invalid, InvalidNetwork),
):
    """When an address that guesses accounts is shut out, and for how long."""

    @staticmethod
    def perform(
        context: Context, failures: int, within_seconds: int, shut_seconds: int, never: list[str]
    ) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        wanted = ScannerPlan(failures, within_seconds, shut_seconds, tuple(never))
        sip.do_set_scanner_rules(wanted, actor=context.actor)
        return {"gateways": overview(context.actor, context.locale)}
