"""agentCapacitySet"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.worklist.types import WorkSetup
from hotline_api.worklist.view import work_setup
from tenants.local.worklist import actions
from tenants.local.worklist.errors import WorkOutOfRange


class AgentCapacitySet(
    Mutation,
    permission=Permission.ADMIN_ROUTING,
    arguments={"agent_number": graphene.String(required=True), "capacity": graphene.Int()},
    gives={"setup": WorkSetup},
    refusals=(Forbidden, NotFound, WorkOutOfRange),
):
    """Another capacity for one agent; without one, as the rest."""

    @staticmethod
    def perform(context: Context, agent_number: str, capacity: int | None = None) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        actions.do_set_agent_capacity(actor, agent_number, capacity)
        return {"setup": work_setup()}
