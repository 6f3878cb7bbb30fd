"""doNotCallDrop"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from tenants.local.campaigns import actions


class DoNotCallDrop(
    Mutation,
    permission=Permission.CAMPAIGN_MANAGE,
    arguments={"id": graphene.ID(required=True)},
    gives={"ok": graphene.Boolean},
    refusals=(NotFound,),
):
    """Let campaigns dial this number again."""

    @staticmethod
    def perform(context: Context, id: str) -> dict[str, Any]:
        pk = row_id(id)
        if context.actor is None:
            raise Forbidden
        if pk is None:
            raise NotFound("id")
        actions.do_allow(context.actor, pk)
        return {"ok": True}
