"""dutyContactDrop"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from tenants.local.dispatching import actions


class DutyContactDrop(
    Mutation,
    permission=Permission.ENFORCEMENT_DISPATCH,
    arguments={"id": graphene.ID(required=True)},
    gives={"ok": graphene.Boolean},
    refusals=(NotFound,),
):
    """Take an entry off the duty list."""

    @staticmethod
    def perform(context: Context, id: str) -> dict[str, Any]:
        pk = row_id(id)
        if context.actor is None:
            raise Forbidden
        if pk is None:
            raise NotFound("id")
        actions.do_drop_duty(context.actor, pk)
        return {"ok": True}
