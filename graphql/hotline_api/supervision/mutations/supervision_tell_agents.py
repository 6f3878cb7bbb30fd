"""supervisionTellAgents"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.supervision import reach
from tenants.local.supervision import actions


class SupervisionTellAgents(
    Mutation,
    permission=Permission.FLOOR_SUPERVISE,
    arguments={"tell": graphene.Boolean(required=True)},
    gives={"ok": graphene.Boolean},
    refusals=(Forbidden,),
):
    """Are agents to see on their desk that somebody listens in silence?"""

    @staticmethod
    def perform(context: Context, tell: bool) -> dict[str, Any]:
        actions.do_tell_agents(reach.person(context), tell)
        return {"ok": True}
