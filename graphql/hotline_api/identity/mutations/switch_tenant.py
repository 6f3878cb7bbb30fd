"""switchTenant"""

from typing import Any

import graphene

from hotline import tenancy
from hotline_api.core.context import Context, move_session
from hotline_api.core.mutation import Mutation
from hotline_api.core.permissions import SIGNED_IN
from hotline_api.core.sockets import close_sockets
from hotline_api.desk.telephone import SeatStillUsed, leave_seat
from hotline_api.identity.queries import viewer_of
from hotline_api.identity.types import Viewer
from tenants.shared.identity import queries as identity
from tenants.shared.identity.errors import NoMembership


class SwitchTenant(
    Mutation,
    permission=SIGNED_IN,
    arguments={"tenant": graphene.String(required=True)},
    gives={"viewer": Viewer},
    refusals=(NoMembership, SeatStillUsed),
):
    """Stand in another city or county that one belongs to. The seat in the old one is left."""

    @staticmethod
    def perform(context: Context, tenant: str) -> dict[str, Any]:
        actor, session = context.actor, context.session
        if actor is None or actor.user_id is None:
            raise NoMembership("tenant")
        with tenancy.entered_public():
            member = identity.membership(actor.user_id, tenant)
        if member is None:
            raise NoMembership("tenant")
        if actor.agent_number and actor.tenant != tenant:
            leave_seat(actor)
        if session is not None:
            old = session.session_key
            with tenancy.entered_public():
                move_session(session, member)
            close_sockets(old)
        context.become(member)
        return {"viewer": viewer_of(context)}
