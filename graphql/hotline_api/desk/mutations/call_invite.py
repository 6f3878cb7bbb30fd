"""callInvite"""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import CALL_REFUSALS, OUTWARD_REFUSALS, TargetUnavailable
from hotline_api.desk.telephone import asker, desk_after, give
from hotline_api.desk.types import Desk
from telephony.contracts import commands


class CallInvite(
    Mutation,
    permission=Permission.CALL_CONTROL,
    arguments={"call_id": graphene.String(required=True), "target": graphene.String(required=True)},
    gives={"desk": Desk},
    refusals=(*CALL_REFUSALS, TargetUnavailable, *OUTWARD_REFUSALS),
):
    """Ring a colleague or a number while the conversation goes on; who answers takes part in it."""

    @staticmethod
    def perform(context: Context, call_id: str, target: str) -> dict[str, Any]:
        actor = asker(context)
        give(actor, commands.Invite, call_id=call_id, target=target)
        return {"desk": desk_after(actor)}
