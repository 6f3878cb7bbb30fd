"""superviseStop"""

from typing import Any

from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import AGENT_REFUSALS
from hotline_api.desk.telephone import asker, desk_after, give
from hotline_api.desk.types import Desk
from telephony.contracts import commands


class SuperviseStop(Mutation, permission=Permission.FLOOR_LISTEN, gives={"desk": Desk}, refusals=AGENT_REFUSALS):
    """Listen no more."""

    @staticmethod
    def perform(context: Context) -> dict[str, Any]:
        actor = asker(context)
        give(actor, commands.StopSupervision)
        return {"desk": desk_after(actor)}
