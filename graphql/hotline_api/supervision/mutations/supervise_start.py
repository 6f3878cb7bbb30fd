"""superviseStart"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import (
    AGENT_REFUSALS,
    GatewayDown,
    NotYourCall,
    SeatUnreachable,
    TargetUnavailable,
    UnknownCall,
)
from hotline_api.desk.telephone import asker, desk_after, give
from hotline_api.desk.types import Desk
from hotline_api.supervision.modes import check_mode
from hotline_api.supervision.reach import OtherCentre, check_tenant, may_cross, tenant_of_call
from hotline_api.supervision.types import SuperviseMode
from telephony.contracts import commands


class SuperviseStart(
    Mutation,
    permission=Permission.FLOOR_LISTEN,
    arguments={
        "mode": graphene.Argument(SuperviseMode, required=True),
        "call_id": graphene.String(description="This call; or:"),
        "agent": graphene.String(description="The agent's call of now (agent key)."),
        "follow": graphene.Boolean(default_value=False, description="From call to call of this agent."),
    },
    gives={"desk": Desk},
    refusals=(
        *AGENT_REFUSALS, Forbidden, UnknownCall, NotYourCall, OtherCentre, TargetUnavailable, SeatUnreachable,
        GatewayDown,
    ),
):  # fmt: skip
    """Listen to a call from my own seat, which answers by itself. While listening: go over to another call."""

    @staticmethod
    def perform(
        context: Context, mode: Any, call_id: str | None = None, agent: str | None = None, follow: bool = False
    ) -> dict[str, Any]:
        actor = asker(context)
        check_mode(actor, mode)
        if call_id:
            tenant_of_call(actor, call_id)
        elif agent:
            check_tenant(actor, agent.partition(":")[0])
        else:
            raise UnknownCall("call_id")
        fields = {"mode": mode, "call_id": call_id, "target": agent, "follow": follow}
        give(actor, commands.Supervise, anywhere=may_cross(actor), **fields)
        return {"desk": desk_after(actor)}
