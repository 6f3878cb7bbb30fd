"""faxSendAgain"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.faxes.queries import uuid_of
from hotline_api.faxes.subscriptions import push_soon
from hotline_api.faxes.types import SentFax
from hotline_api.faxes.view import sent_view
from tenants.local.faxes import outbox, tasks
from tenants.local.faxes.errors import FaxStillGoing, KeyReused


class FaxSendAgain(
    Mutation,
    permission=Permission.FAX_SEND,
    arguments={"id": graphene.ID(required=True), "key": graphene.String(required=True)},
    gives={"fax": SentFax},
    refusals=(NotFound, Required, TooLong, FaxStillGoing, KeyReused),
):
    """The same document to the same number once more, as a fax of its own."""

    @staticmethod
    def perform(context: Context, id: str, key: str) -> dict[str, Any]:
        actor, old = context.actor, uuid_of(id)
        if actor is None:
            raise Forbidden
        if old is None:
            raise NotFound("id")
        row = outbox.do_send_again(actor, old, key)
        tasks.send_soon(actor.tenant, row.key)
        push_soon(actor.tenant, row.key)
        return {"fax": sent_view(row)}
