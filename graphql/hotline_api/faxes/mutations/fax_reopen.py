"""faxReopen"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from hotline_api.faxes.subscriptions import push_soon
from hotline_api.faxes.types import Fax
from hotline_api.faxes.view import received_views
from tenants.local.faxes import inbox


class FaxReopen(
    Mutation,
    permission=Permission.FAX_VIEW,
    arguments={"id": graphene.ID(required=True)},
    gives={"fax": Fax},
    refusals=(NotFound,),
):
    """It is to be dealt with again."""

    @staticmethod
    def perform(context: Context, id: str) -> dict[str, Any]:
        actor, pk = context.actor, row_id(id)
        if actor is None:
            raise Forbidden
        if pk is None:
            raise NotFound("id")
        row = inbox.do_reopen(actor, pk)
        push_soon(actor.tenant, row.pk)
        return {"fax": received_views([row], replies=True)[0]}
