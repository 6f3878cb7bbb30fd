"""seatSet"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.setup.types import PeopleSetup
from hotline_api.setup.view import people_setup
from tenants.local.people import actions as people
from tenants.local.people.errors import InvalidSeat


class SeatSet(
    Mutation,
    permission=Permission.ADMIN_PEOPLE,
    arguments={
        "key": graphene.String(required=True),
        "number": graphene.String(required=True),
        "remote": graphene.Boolean(required=True),
    },
    gives={"setup": PeopleSetup},
    refusals=(
        InvalidSeat,
        Forbidden,
    ),
):
    """Make or change a workplace."""

    @staticmethod
    def perform(context: Context, key: str, number: str, remote: bool) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        people.do_keep_seat(key, number, remote, actor=actor)
        return {"setup": people_setup()}
