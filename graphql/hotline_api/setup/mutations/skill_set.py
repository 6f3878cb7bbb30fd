"""skillSet"""

from typing import Any

import graphene

from hotline.kernel.errors import Conflict, Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.setup.types import RoutingSetup
from hotline_api.setup.view import routing_setup
from tenants.local.routing import setup
from tenants.local.voice.errors import OutOfRange


class SkillSet(
    Mutation,
    permission=Permission.ADMIN_ROUTING,
    arguments={
        "agent_number": graphene.String(required=True),
        "queue": graphene.String(required=True),
        "level": graphene.Int(),
        "was": graphene.Int(),
    },
    gives={"setup": RoutingSetup},
    refusals=(
        Conflict,
        NotFound,
        OutOfRange,
        Forbidden,
    ),
):
    """Let an agent serve a queue at ``level`` 1 to 9; null: no longer. ``was``: the level that was shown."""

    @staticmethod
    def perform(
        context: Context, agent_number: str, queue: str, level: int | None = None, was: int | None = None
    ) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        setup.do_set_skill(actor, agent_number, queue, level, was)
        return {"setup": routing_setup()}
