"""agentReady"""

import time
from typing import Any

from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import AGENT_REFUSALS, SeatUnreachable
from hotline_api.desk.telephone import asker, desk_after, give
from hotline_api.desk.types import Desk
from telephony.contracts import commands

#: seconds between tries: a browser knows that its telephone is registered a moment before the engine does
REGISTRATION_PAUSES = (0.1, 0.2, 0.4, 0.8)


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
        for pause in (*REGISTRATION_PAUSES, None):
            try:
                give(actor, commands.SetReady)
                break
            except SeatUnreachable:
                if pause is None:
                    raise
                time.sleep(pause)
        return {"desk": desk_after(actor)}
