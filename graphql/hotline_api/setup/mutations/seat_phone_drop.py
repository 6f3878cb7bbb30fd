"""seatPhoneDrop"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.setup.types import PeopleSetup
from hotline_api.setup.view import people_setup
from tenants.local.people import actions as people
from tenants.local.people.errors import SeatOccupied


class SeatPhoneDrop(
    Mutation,
    permission=Permission.ADMIN_PEOPLE,
    arguments={"key": graphene.String(required=True)},
    gives={"setup": PeopleSetup},
    refusals=(NotFound, SeatOccupied, Forbidden),
):
    """The browser is this seat's telephone again; the SIP telephone's account is gone at once."""

    @staticmethod
    def perform(context: Context, key: str) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        people.do_drop_phone(key, actor=context.actor)
        return {"setup": people_setup()}
