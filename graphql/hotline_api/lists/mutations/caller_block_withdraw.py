"""callerBlockWithdraw"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from tenants.local.contacts import blocking


class CallerBlockWithdraw(
    Mutation,
    permission=Permission.CALL_CONTROL,
    arguments={"id": graphene.ID(required=True)},
    gives={"ok": graphene.Boolean},
    refusals=(NotFound, blocking.AlreadyDecided),
):
    """Take back one's own proposal that is not decided yet."""

    @staticmethod
    def perform(context: Context, id: str) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        blocking.do_withdraw(context.actor, row_id(id) or 0)
        return {"ok": True}
