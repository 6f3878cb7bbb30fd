"""campaignStart"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.campaigns.types import Campaign
from hotline_api.campaigns.view import build_campaign
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from telephony.contracts.commands import RefusalCode
from tenants.local.campaigns import actions, running
from tenants.local.campaigns.errors import NothingToDial, QueueTaken, SurveyNeeded


class CampaignStart(
    Mutation,
    permission=Permission.CAMPAIGN_MANAGE,
    arguments={"id": graphene.ID(required=True)},
    gives={"campaign": Campaign},
    refusals=(NotFound, NothingToDial, QueueTaken, SurveyNeeded),
):
    """Let it dial whenever its calling hours allow it. A switchboard that is away begins when it is back."""

    @staticmethod
    def perform(context: Context, id: str) -> dict[str, Any]:
        actor, pk = context.actor, row_id(id)
        if actor is None:
            raise Forbidden
        if pk is None:
            raise NotFound("id")
        row = actions.do_start(actor, pk)
        reply = running.run(row)
        if reply is not None and reply.refusal is RefusalCode.TARGET_UNAVAILABLE:
            actions.do_halt(actor, pk, for_good=False)
            raise QueueTaken
        return {"campaign": build_campaign(pk)}
