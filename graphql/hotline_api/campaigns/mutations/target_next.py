"""targetNext"""

from typing import Any

import graphene

from hotline.kernel.errors import NotFound
from hotline.kernel.permissions import Permission
from hotline_api.campaigns.queries import work_of
from hotline_api.campaigns.types import CampaignWork
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import NotAnAgent
from hotline_api.desk.telephone import asker
from tenants.local.campaigns import actions
from tenants.local.campaigns.errors import NothingToDial, NotRunning


class TargetNext(
    Mutation,
    permission=Permission.CAMPAIGN_WORK,
    arguments={"campaign_id": graphene.ID(required=True)},
    gives={"work": CampaignWork},
    refusals=(NotAnAgent, NotFound, NotRunning, NothingToDial),
):
    """Take the next person of a preview campaign in hand; who is in hand already stays."""

    @staticmethod
    def perform(context: Context, campaign_id: str) -> dict[str, Any]:
        actor, pk = asker(context), row_id(campaign_id)
        if pk is None:
            raise NotFound("campaign_id")
        actions.do_take_next(actor, pk)
        return {"work": work_of(actor.agent_number)}
