"""agentForceSignOut"""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import EngineAway
from hotline_api.supervision import reach
from telephony.contracts import commands


class AgentForceSignOut(
    Mutation,
    permission=Permission.FLOOR_SUPERVISE,
    arguments={
        "agent": graphene.String(required=True, description="Agent key."),
        "at_once": graphene.Boolean(default_value=False),
    },
    gives={"ok": graphene.Boolean},
    refusals=(reach.UnknownAgent, reach.AgentAway, reach.OtherCentre, EngineAway),
):
    """Take an agent's seat away, after the call in hand or at once: then their caller is first again."""

    @staticmethod
    def perform(context: Context, agent: str, at_once: bool = False) -> dict[str, Any]:
        tenant = reach.tenant_of_agent(context, agent)
        reach.order(context, commands.ForceSignOut, target=agent, at_once=at_once)
        reach.note(
            context, tenant, "agent.force_sign_out", f"agent {agent}", "at once" if at_once else "after the call"
        )
        return {"ok": True}
