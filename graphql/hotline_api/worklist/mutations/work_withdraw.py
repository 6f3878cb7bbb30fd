"""workWithdraw"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.worklist import actions


class WorkWithdraw(
    Mutation,
    permission=Permission.FLOOR_COMMAND,
    arguments={"work_id": graphene.ID(required=True), "reason": graphene.String(required=True)},
    gives={"ok": graphene.Boolean},
    refusals=(Forbidden, NotFound),
):
    """Hand a piece of work out no more; what it is about stays open where it is kept."""

    @staticmethod
    def perform(context: Context, work_id: str, reason: str) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        actions.do_withdraw(actor, work_id, reason)
        return {"ok": True}
