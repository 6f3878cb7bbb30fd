"""agentRecordAll"""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import EngineAway
from hotline_api.supervision import reach
from telephony.contracts import commands


class AgentRecordAll(
    Mutation,
    permission=Permission.FLOOR_SUPERVISE,
    arguments={
        "agent": graphene.String(required=True, description="Agent key."),
        "on": graphene.Boolean(required=True),
    },
    gives={"ok": graphene.Boolean},
    refusals=(reach.UnknownAgent, reach.OtherCentre, EngineAway),
):
    """Record every conversation of an agent from now on, whatever the queue says; or no more."""

    @staticmethod
    def perform(context: Context, agent: str, on: bool) -> dict[str, Any]:
        tenant = reach.tenant_of_agent(context, agent)
        reach.order(context, commands.OrderRecording, target=agent, on=on)
        reach.note(context, tenant, "agent.record_all", f"agent {agent}", "on" if on else "off")
        return {"ok": True}
