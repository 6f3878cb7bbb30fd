"""faxCancel"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.faxes.queries import uuid_of
from hotline_api.faxes.subscriptions import push_soon
from hotline_api.faxes.types import SentFax
from hotline_api.faxes.view import sent_view
from tenants.local.faxes import outbox
from tenants.local.faxes.errors import FaxNotCancellable


class FaxCancel(
    Mutation,
    permission=Permission.FAX_SEND,
    arguments={"id": graphene.ID(required=True)},
    gives={"fax": SentFax},
    refusals=(NotFound, FaxNotCancellable),
):
    """Do not send a fax that waits to be dialled."""

    @staticmethod
    def perform(context: Context, id: str) -> dict[str, Any]:
        actor, key = context.actor, uuid_of(id)
        if actor is None:
            raise Forbidden
        if key is None:
            raise NotFound("id")
        row = outbox.do_cancel(actor, key)
        push_soon(actor.tenant, row.key)
        return {"fax": sent_view(row)}
