"""callRejoin"""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import CALL_REFUSALS, SeatUnreachable
from hotline_api.desk.telephone import asker, desk_after, give
from hotline_api.desk.types import Desk
from telephony.contracts import commands


class CallRejoin(
    Mutation,
    permission=Permission.CALL_CONTROL,
    arguments={"call_id": graphene.String(required=True)},
    gives={"desk": Desk},
    refusals=(*CALL_REFUSALS, SeatUnreachable),
):
    """The browser was reloaded, or another tab has the sound now: its telephone is rung again, to answer at once."""

    @staticmethod
    def perform(context: Context, call_id: str) -> dict[str, Any]:
        actor = asker(context)
        give(actor, commands.Rejoin, call_id=call_id)
        return {"desk": desk_after(actor)}
