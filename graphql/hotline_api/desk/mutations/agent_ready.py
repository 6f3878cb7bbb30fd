"""agentReady"""

from typing import Any

from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import AGENT_REFUSALS, SeatUnreachable
from hotline_api.desk.telephone import asker, desk_after, give
from hotline_api.desk.types import Desk
from telephony.contracts import commands


class AgentReady(
    Mutation,
    permission=Permission.CALL_CONTROL,
    gives={"desk": Desk},
    refusals=(*AGENT_REFUSALS, SeatUnreachable),
):
    """Be offered calls; also ends wrap-up."""

    @staticmethod
    def perform(context: Context) -> dict[str, Any]:
        actor = asker(context)
        give(actor, commands.SetReady)
        return {"desk": desk_after(actor)}
