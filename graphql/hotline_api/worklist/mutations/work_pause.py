"""workPause"""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import AGENT_REFUSALS
from hotline_api.desk.telephone import asker, desk_after, give
from hotline_api.desk.types import Desk
from telephony.contracts import work


class WorkPause(
    Mutation,
    permission=Permission.DESK_USE,
    arguments={"paused": graphene.Boolean(required=True)},
    gives={"desk": Desk},
    refusals=AGENT_REFUSALS,
):
    """I want no written work for now (calls go on), or want it again."""

    @staticmethod
    def perform(context: Context, paused: bool) -> dict[str, Any]:
        actor = asker(context)
        give(actor, work.PauseWork, paused=paused)
        return {"desk": desk_after(actor)}
