"""superviseSwitch"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import AGENT_REFUSALS
from hotline_api.desk.telephone import asker, desk_after, give
from hotline_api.desk.types import Desk
from hotline_api.supervision.modes import check_mode
from hotline_api.supervision.types import SuperviseMode
from telephony.contracts import commands


class SuperviseSwitch(
    Mutation,
    permission=Permission.FLOOR_LISTEN,
    arguments={"mode": graphene.Argument(SuperviseMode, required=True)},
    gives={"desk": Desk},
    refusals=(*AGENT_REFUSALS, Forbidden),
):
    """Listen in silence, whisper to the agent, or take part, while listening goes on."""

    @staticmethod
    def perform(context: Context, mode: Any) -> dict[str, Any]:
        actor = asker(context)
        check_mode(actor, mode)
        give(actor, commands.SetSupervision, mode=mode)
        return {"desk": desk_after(actor)}
