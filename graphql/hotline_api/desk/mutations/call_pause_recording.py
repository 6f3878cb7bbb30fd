"""callPauseRecording"""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import CALL_REFUSALS
from hotline_api.desk.telephone import asker, desk_after, give
from hotline_api.desk.types import Desk
from telephony.contracts import commands


class CallPauseRecording(
    Mutation,
    permission=Permission.CALL_CONTROL,
    arguments={"call_id": graphene.String(required=True), "paused": graphene.Boolean(required=True)},
    gives={"desk": Desk},
    refusals=CALL_REFUSALS,
):
    """Record nothing while something confidential is said, then go on."""

    @staticmethod
    def perform(context: Context, call_id: str, paused: bool) -> dict[str, Any]:
        actor = asker(context)
        give(actor, commands.PauseRecording, call_id=call_id, paused=paused)
        return {"desk": desk_after(actor)}
