"""campaignImport"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.campaigns.types import Campaign, CampaignImported
from hotline_api.campaigns.view import build_campaign
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from tenants.local.campaigns import actions
from tenants.local.campaigns.errors import ImportFlawed


class CampaignImport(
    Mutation,
    permission=Permission.CAMPAIGN_MANAGE,
    arguments={"id": graphene.ID(required=True), "text": graphene.String(required=True)},
    gives={"imported": CampaignImported, "campaign": Campaign},
    refusals=(NotFound, ImportFlawed),
):
    """Put the people of a list (CSV: number, name, case number, note) on the campaign's; longer lists come in parts."""

    @staticmethod
    def perform(context: Context, id: str, text: str) -> dict[str, Any]:
        pk = row_id(id)
        if context.actor is None:
            raise Forbidden
        if pk is None:
            raise NotFound("id")
        return {"imported": actions.do_import(context.actor, pk, text), "campaign": build_campaign(pk)}
