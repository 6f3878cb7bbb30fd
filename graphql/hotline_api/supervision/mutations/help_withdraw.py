"""helpWithdraw"""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import CALL_REFUSALS
from hotline_api.desk.telephone import asker, desk_after, give
from hotline_api.desk.types import Desk
from telephony.contracts import commands


class HelpWithdraw(
    Mutation,
    permission=Permission.CALL_CONTROL,
    arguments={"call_id": graphene.String(required=True)},
    gives={"desk": Desk},
    refusals=CALL_REFUSALS,
):
    """Help is not needed any more."""

    @staticmethod
    def perform(context: Context, call_id: str) -> dict[str, Any]:
        actor = asker(context)
        give(actor, commands.WithdrawHelp, call_id=call_id)
        return {"desk": desk_after(actor)}
