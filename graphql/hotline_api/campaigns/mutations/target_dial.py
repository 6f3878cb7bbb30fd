"""targetDial"""

from typing import Any

import graphene

from hotline.kernel.errors import NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import AGENT_REFUSALS, OUTWARD_REFUSALS, GatewayDown, SeatUnreachable
from hotline_api.desk.telephone import asker, desk_after, give
from hotline_api.desk.types import Desk
from telephony.contracts import commands
from tenants.local.campaigns import actions
from tenants.local.campaigns.errors import TargetTaken


class TargetDial(
    Mutation,
    permission=Permission.CAMPAIGN_WORK,
    arguments={"id": graphene.ID(required=True)},
    gives={"desk": Desk},
    refusals=(*AGENT_REFUSALS, NotFound, TargetTaken, *OUTWARD_REFUSALS, GatewayDown, SeatUnreachable),
):
    """Call the person in hand: one's own telephone first, then theirs."""

    @staticmethod
    def perform(context: Context, id: str) -> dict[str, Any]:
        actor, pk = asker(context), row_id(id)
        if pk is None:
            raise NotFound("id")
        row = actions.check_mine(actor, pk)
        reference = actions.reference_of(row)
        give(actor, commands.Dial, number=row.number, purpose="CAMPAIGN", reference=reference)
        return {"desk": desk_after(actor)}
