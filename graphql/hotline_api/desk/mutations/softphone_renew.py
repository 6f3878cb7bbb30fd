"""softphoneRenew"""

from typing import Any

from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import EngineAway, NotAnAgent, NotSignedIn, SeatTaken, UnknownSeat, WrongState
from hotline_api.desk.softphone import fresh_secret, softphone
from hotline_api.desk.telephone import asker, give, seat_of
from hotline_api.desk.types import Softphone
from telephony.contracts import commands


class SoftphoneRenew(
    Mutation,
    permission=Permission.DESK_USE,
    gives={"softphone": Softphone},
    refusals=(NotAnAgent, NotSignedIn, UnknownSeat, SeatTaken, WrongState, EngineAway),
):
    """After a reload of the page: the same seat with a new password. A call that is talking goes on."""

    @staticmethod
    def perform(context: Context) -> dict[str, Any]:
        actor = asker(context)
        seat = seat_of(actor)
        if not seat:
            raise NotSignedIn
        secret = fresh_secret()
        give(actor, commands.SignIn, seat=seat, secret=secret)
        return {"softphone": softphone(seat, secret)}
