"""superviseIntercept"""

from typing import Any

from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import AGENT_REFUSALS, GatewayDown, UnknownCall
from hotline_api.desk.telephone import asker, desk_after, give
from hotline_api.desk.types import Desk
from telephony.contracts import commands


class SuperviseIntercept(
    Mutation,
    permission=Permission.FLOOR_SUPERVISE,
    gives={"desk": Desk},
    refusals=(*AGENT_REFUSALS, UnknownCall, GatewayDown),
):
    """Take the citizen over from the call I listen to: the form comes along, the agent is in wrap-up."""

    @staticmethod
    def perform(context: Context) -> dict[str, Any]:
        actor = asker(context)
        give(actor, commands.Intercept)
        return {"desk": desk_after(actor)}
