"""noteSend"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.notes.queries import thread_id
from hotline_api.notes.subscriptions import publish
from hotline_api.notes.types import AddressInput
from hotline_api.supervision.reach import person
from tenants.local.messages import actions
from tenants.local.messages.errors import NobodyAddressed, NotInThread, UnknownAddressee
from tenants.local.messages.rules import Address


class NoteSend(
    Mutation,
    permission=Permission.NOTE_USE,
    arguments={
        "body": graphene.String(required=True),
        "thread": graphene.ID(description="A conversation to go on with; or:"),
        "to": graphene.List(graphene.NonNull(AddressInput), description="With whom to begin one."),
        "subject": graphene.String(default_value=""),
    },
    gives={"thread": graphene.ID},
    refusals=(Required, TooLong, NobodyAddressed, UnknownAddressee, NotInThread, Forbidden),
):
    """Write to colleagues: a person, my shift, a department, a city or county."""

    @staticmethod
    def perform(
        context: Context, body: str, thread: str | None = None, to: list[Any] | None = None, subject: str = ""
    ) -> dict[str, Any]:
        actor = person(context)
        if thread is not None:
            uid = thread_id(thread)
            if uid is None:
                raise NotInThread("thread")
            sent = actions.do_reply(actor, uid, body)
        else:
            addresses = [Address(each["tenant"], each["kind"], each.get("key") or "") for each in to or []]
            sent = actions.do_send(actor, addresses, body, subject)
        publish(sent)
        return {"thread": str(sent.thread)}
