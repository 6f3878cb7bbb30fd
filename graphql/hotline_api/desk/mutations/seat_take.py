"""seatTake"""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import EngineAway, NotAnAgent, SeatTaken, UnknownSeat, WrongState
from hotline_api.desk.softphone import fresh_secret, softphone
from hotline_api.desk.telephone import asker, desk_after, give
from hotline_api.desk.types import Desk, Softphone
from telephony.contracts import commands
from tenants.local.people import queries as people


class SeatTake(
    Mutation,
    permission=Permission.DESK_USE,
    arguments={"seat": graphene.String(required=True)},
    gives={"desk": Desk, "softphone": Softphone},
    refusals=(NotAnAgent, UnknownSeat, SeatTaken, WrongState, EngineAway),
):
    """Sit down at a seat of one's own tenant. The softphone's password is fresh, and good until the seat is left."""

    @staticmethod
    def perform(context: Context, seat: str) -> dict[str, Any]:
        actor = asker(context)
        if people.seat(seat) is None:
            raise UnknownSeat("seat")
        secret = fresh_secret()
        give(actor, commands.SignIn, seat=seat, secret=secret)
        return {"desk": desk_after(actor), "softphone": softphone(seat, secret)}
