"""signOut"""

from typing import Any

import graphene

from hotline import tenancy
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.core.permissions import PUBLIC
from hotline_api.core.sockets import close_sockets
from hotline_api.desk.telephone import SeatStillUsed, leave_seat


class SignOut(
    Mutation,
    permission=PUBLIC,
    gives={"ok": graphene.NonNull(graphene.Boolean)},
    refusals=(SeatStillUsed,),
):
    """Close the session and its sockets, and leave the seat. Refused during a call; harmless when signed out."""

    @staticmethod
    def perform(context: Context) -> dict[str, Any]:
        if context.actor is not None and context.actor.agent_number:
            leave_seat(context.actor)
        session = context.session
        if session is not None:
            key = session.session_key
            with tenancy.entered_public():
                session.flush()
            close_sockets(key)
        context.become(None)
        return {"ok": True}
