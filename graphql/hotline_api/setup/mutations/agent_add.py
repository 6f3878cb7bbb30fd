"""agentAdd"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Required
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.setup.types import PeopleSetup
from hotline_api.setup.view import people_setup
from tenants.local.people import actions as people
from tenants.local.people.errors import InvalidAgentNumber
from tenants.shared.identity.errors import InvalidUsername, NumberTaken, UsernameTaken, WeakPassword


class AgentAdd(
    Mutation,
    permission=Permission.ADMIN_PEOPLE,
    arguments={
        "username": graphene.String(required=True),
        "password": graphene.String(required=True),
        "display_name": graphene.String(required=True),
        "agent_number": graphene.String(required=True),
        "supervisor": graphene.Boolean(required=True),
    },
    gives={"setup": PeopleSetup},
    refusals=(
        InvalidAgentNumber,
        InvalidUsername,
        NumberTaken,
        Required,
        UsernameTaken,
        WeakPassword,
        Forbidden,
    ),
):
    """A new person who takes calls here, with a first password."""

    @staticmethod
    def perform(
        context: Context, username: str, password: str, display_name: str, agent_number: str, supervisor: bool
    ) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        people.do_add_agent(username, password, display_name, agent_number, supervisor=supervisor, actor=actor)
        return {"setup": people_setup()}
