"""campaignEnd"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.campaigns.types import Campaign
from hotline_api.campaigns.view import build_campaign
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from tenants.local.campaigns import actions, running


class CampaignEnd(
    Mutation,
    permission=Permission.CAMPAIGN_MANAGE,
    arguments={"id": graphene.ID(required=True)},
    gives={"campaign": Campaign},
    refusals=(NotFound,),
):
    """Dial nobody any more; talks go on. A list that grows can be started again."""

    @staticmethod
    def perform(context: Context, id: str) -> dict[str, Any]:
        pk = row_id(id)
        if context.actor is None:
            raise Forbidden
        if pk is None:
            raise NotFound("id")
        running.halt(actions.do_halt(context.actor, pk, for_good=True))
        return {"campaign": build_campaign(pk)}
