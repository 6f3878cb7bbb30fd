"""targetClose"""

from datetime import datetime
from typing import Any

import graphene

from hotline.kernel.errors import Conflict, Invalid, NotFound
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


class TargetClose(
    Mutation,
    permission=Permission.CAMPAIGN_WORK,
    arguments={
        "id": graphene.ID(required=True),
        "disposition": graphene.String(required=True),
        "remark": graphene.String(),
        "call_again_at": graphene.DateTime(),
    },
    gives={"work": CampaignWork},
    refusals=(NotAnAgent, NotFound, TargetTaken, Invalid, Conflict),
):
    """Note what came of it: DONE, REFUSED, WRONG_PERSON, CALL_LATER (with a time), DO_NOT_CALL."""

    @staticmethod
    def perform(
        context: Context,
        id: str,
        disposition: str,
        remark: str | None = None,
        call_again_at: datetime | None = None,
    ) -> dict[str, Any]:
        actor, pk = asker(context), row_id(id)
        if pk is None:
            raise NotFound("id")
        actions.do_close(actor, pk, disposition, remark or "", call_again_at)
        return {"work": work_of(actor.agent_number)}
