"""faxGiveBack"""

from typing import Any

import graphene

from hotline.kernel.errors import NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context, acting_on
from hotline_api.core.mutation import Mutation
from hotline_api.faxes.subscriptions import push_soon
from hotline_api.faxes.types import Fax
from hotline_api.faxes.view import received_views
from tenants.local.faxes import inbox
from tenants.local.faxes.errors import FaxClosed


class FaxGiveBack(
    Mutation,
    permission=Permission.FAX_VIEW,
    arguments={"id": graphene.ID(required=True)},
    gives={"fax": Fax},
    refusals=(
        NotFound,
        FaxClosed,
    ),
):
    """Nobody works on it any more."""

    @staticmethod
    def perform(context: Context, id: str) -> dict[str, Any]:
        actor, pk = acting_on(context, id)
        row = inbox.do_give_back(actor, pk)
        push_soon(actor.tenant, row.pk)
        return {"fax": received_views([row], replies=True)[0]}
