"""agentDeactivate"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.setup.types import PeopleSetup
from hotline_api.setup.view import people_setup
from tenants.local.people import actions as people
from tenants.shared.identity.errors import OwnAccount


class AgentDeactivate(
    Mutation,
    permission=Permission.ADMIN_PEOPLE,
    arguments={"agent_number": graphene.String(required=True)},
    gives={"setup": PeopleSetup},
    refusals=(
        NotFound,
        OwnAccount,
        Forbidden,
    ),
):
    """An agent leaves: no more signing in here; the call in hand goes on to its end."""

    @staticmethod
    def perform(context: Context, agent_number: str) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        people.do_deactivate_agent(agent_number, actor=actor)
        return {"setup": people_setup()}
