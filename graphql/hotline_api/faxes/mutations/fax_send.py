"""faxSend"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from hotline_api.faxes.queries import uuid_of
from hotline_api.faxes.subscriptions import push_soon
from hotline_api.faxes.types import SentFax
from hotline_api.faxes.view import sent_view
from tenants.local.faxes import outbox, tasks
from tenants.local.faxes.errors import KeyReused, NoFaxNumber


class FaxSend(
    Mutation,
    permission=Permission.FAX_SEND,
    arguments={
        "document": graphene.ID(required=True),
        "number": graphene.String(required=True),
        "recipient": graphene.String(),
        "case_number": graphene.String(description="Keep it with this case."),
        "reply_to": graphene.ID(description="The received fax that it answers."),
        "finish": graphene.Boolean(description="The fax that it answers is dealt with by this."),
        "key": graphene.String(required=True, description="The same key again gives the same fax."),
    },
    gives={"fax": SentFax},
    refusals=(NotFound, Required, TooLong, NoFaxNumber, KeyReused),
):
    """Send a document. Dialled three times at most, five minutes apart."""

    @staticmethod
    def perform(
        context: Context,
        document: str,
        number: str,
        key: str,
        recipient: str | None = None,
        case_number: str | None = None,
        reply_to: str | None = None,
        finish: bool | None = None,
    ) -> dict[str, Any]:
        actor, found = context.actor, uuid_of(document)
        if actor is None:
            raise Forbidden
        answered = row_id(reply_to)
        if found is None or (reply_to and answered is None):
            raise NotFound("document" if found is None else "reply_to")
        row = outbox.do_send(
            actor,
            document=found,
            number=number,
            recipient=recipient or "",
            case_number=case_number or "",
            key=key,
            reply_to=answered,
            finish=bool(finish),
        )
        tasks.send_soon(actor.tenant, row.key)
        push_soon(actor.tenant, row.key)
        if answered:
            push_soon(actor.tenant, answered)
        return {"fax": sent_view(row)}
