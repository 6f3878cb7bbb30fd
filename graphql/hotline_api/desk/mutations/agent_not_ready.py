"""agentNotReady"""

from typing import Any

import graphene

from hotline.kernel.errors import Invalid
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import AGENT_REFUSALS
from hotline_api.desk.telephone import asker, desk_after, give
from hotline_api.desk.types import Desk
from telephony.contracts import commands

REASONS = ("BREAK", "MEAL", "TRAINING", "OTHER")


class AgentNotReady(
    Mutation,
    permission=Permission.CALL_CONTROL,
    arguments={"reason": graphene.String(required=True)},
    gives={"desk": Desk},
    refusals=(*AGENT_REFUSALS, Invalid),
):
    """Take no calls; during a call it takes effect after it. ``reason``: BREAK, MEAL, TRAINING or OTHER."""

    @staticmethod
    def perform(context: Context, reason: str) -> dict[str, Any]:
        actor = asker(context)
        if reason not in REASONS:
            raise Invalid("reason")
        give(actor, commands.SetNotReady, reason=reason)
        return {"desk": desk_after(actor)}
