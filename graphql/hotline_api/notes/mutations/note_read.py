"""noteRead"""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.notes.queries import thread_id
from hotline_api.supervision.reach import person
from tenants.local.messages import actions
from tenants.local.messages.errors import NotInThread


class NoteRead(
    Mutation,
    permission=Permission.NOTE_USE,
    arguments={"thread": graphene.ID(required=True)},
    gives={"ok": graphene.Boolean},
    refusals=(NotInThread,),
):
    """I have read a conversation."""

    @staticmethod
    def perform(context: Context, thread: str) -> dict[str, Any]:
        uid = thread_id(thread)
        if uid is None:
            raise NotInThread("thread")
        actions.do_mark_read(person(context), uid)
        return {"ok": True}
