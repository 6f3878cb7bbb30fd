"""workMove"""

from typing import Any
from uuid import uuid4

import graphene

from hotline.kernel.errors import Forbidden
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import REFUSED, EngineAway
from hotline_api.desk.telephone import commanded, settled
from telephony import facade
from telephony.contracts import work
from tenants.local.worklist import actions
from tenants.local.worklist.errors import UnknownQueue, UnknownWork


class WorkMove(
    Mutation,
    permission=Permission.FLOOR_COMMAND,
    arguments={
        "work_id": graphene.ID(required=True),
        "queue": graphene.String(required=True),
        "first": graphene.Boolean(),
    },
    gives={"ok": graphene.Boolean},
    refusals=(EngineAway, Forbidden, UnknownQueue, UnknownWork),
):
    """Let written work wait in a queue of ours, out of anybody's hands; ``first``: before all others."""

    @staticmethod
    def perform(context: Context, work_id: str, queue: str, first: bool = False) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        actions.check_may_move(work_id, queue)
        by = f"{actor.agent_number} {actor.name}".strip()
        command = work.MoveWork(command_id=uuid4().hex, by=by, work_id=work_id, queue=queue, first=first)
        reply = facade.submit(command)
        if reply.refusal is not None:
            error, field = REFUSED[reply.refusal]
            raise error(field)
        commanded(reply)
        actions.note_moved(actor, work_id, queue)
        settled()
        return {"ok": True}
