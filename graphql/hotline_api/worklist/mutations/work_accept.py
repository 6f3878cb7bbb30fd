"""workAccept"""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import WORK_REFUSALS
from hotline_api.desk.telephone import asker, desk_after, give
from hotline_api.desk.types import Desk
from telephony.contracts import work
from tenants.local.worklist import actions


class WorkAccept(
    Mutation,
    permission=Permission.DESK_USE,
    arguments={"work_id": graphene.ID(required=True)},
    gives={"desk": Desk},
    refusals=WORK_REFUSALS,
):
    """Take the written work that is offered to me."""

    @staticmethod
    def perform(context: Context, work_id: str) -> dict[str, Any]:
        actor = asker(context)
        actions.check_here(work_id)
        give(actor, work.AcceptWork, work_id=work_id)
        return {"desk": desk_after(actor)}
