"""targetSkip"""

from typing import Any

import graphene

from hotline.kernel.errors import Conflict, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.campaigns.queries import work_of
from hotline_api.campaigns.types import CampaignWork
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import NotAnAgent
from hotline_api.desk.telephone import asker
from tenants.local.campaigns import actions
from tenants.local.campaigns.errors import TargetTaken


class TargetSkip(
    Mutation,
    permission=Permission.CAMPAIGN_WORK,
    arguments={"id": graphene.ID(required=True)},
    gives={"work": CampaignWork},
    refusals=(NotAnAgent, NotFound, TargetTaken, Conflict),
):
    """Not this one now: somebody else, or later."""

    @staticmethod
    def perform(context: Context, id: str) -> dict[str, Any]:
        actor, pk = asker(context), row_id(id)
        if pk is None:
            raise NotFound("id")
        actions.do_give_back(actor, pk)
        return {"work": work_of(actor.agent_number)}
