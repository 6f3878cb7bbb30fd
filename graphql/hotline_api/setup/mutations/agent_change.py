"""agentChange"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound, Required
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.setup.types import PeopleSetup
from hotline_api.setup.view import people_setup
from tenants.local.people import actions as people
from tenants.local.people.errors import InvalidAgentNumber


class AgentChange(
    Mutation,
    permission=Permission.ADMIN_PEOPLE,
    arguments={
        "agent_number": graphene.String(required=True),
        "display_name": graphene.String(required=True),
        "auto_answer": graphene.Boolean(required=True),
        "supervisor": graphene.Boolean(required=True),
    },
    gives={"setup": PeopleSetup},
    refusals=(
        InvalidAgentNumber,
        NotFound,
        Required,
        Forbidden,
    ),
):
    """Name, answering by itself, shift supervisor or not."""

    @staticmethod
    def perform(
        context: Context, agent_number: str, display_name: str, auto_answer: bool, supervisor: bool
    ) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        people.do_change_agent(agent_number, display_name, auto_answer=auto_answer, supervisor=supervisor, actor=actor)
        return {"setup": people_setup()}
