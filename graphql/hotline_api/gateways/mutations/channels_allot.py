"""channelsAllot"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Invalid, Required
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.gateways.types import ChannelAllotmentInput, GatewayOverview, value_of
from hotline_api.gateways.view import overview
from telephony.contracts.plan import AllotmentPlan, ChannelUse, WhenFull
from tenants.shared.numbering import actions
from tenants.shared.numbering.errors import CityOnly, GuaranteesExceed


class ChannelsAllot(
    Mutation,
    permission=Permission.ADMIN_GATEWAYS,
    arguments={
        "channels": graphene.Int(required=True),
        "rows": graphene.List(graphene.NonNull(ChannelAllotmentInput), required=True),
    },
    gives={"gateways": GatewayOverview},
    refusals=(Forbidden, CityOnly, Invalid, Required, GuaranteesExceed),
):
    """Replace the whole allotment: how many channels there are, and who may take how many. Calls under way stay."""

    @staticmethod
    def perform(context: Context, channels: int, rows: list[dict[str, Any]]) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        wanted = [
            AllotmentPlan(
                use=ChannelUse(value_of(row["use"])),
                subject=row["subject"].strip(),
                guaranteed=row["guaranteed"],
                maximum=row["maximum"],
                when_full=WhenFull(value_of(row["when_full"])),
                flow=row["flow"].strip(),
            )
            for row in rows
        ]
        actions.do_allot_channels(channels, wanted, actor=context.actor)
        return {"gateways": overview(context.actor, context.locale)}
