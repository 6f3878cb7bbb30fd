"""seatRecordAll"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import EngineAway
from hotline_api.supervision import reach
from telephony.contracts import commands
from tenants.local.people import queries as people


class SeatRecordAll(
    Mutation,
    permission=Permission.FLOOR_SUPERVISE,
    arguments={
        "seat": graphene.String(required=True, description="Key of the seat."),
        "on": graphene.Boolean(required=True),
        "tenant": graphene.String(description="The seat's county, for the city's people."),
    },
    gives={"ok": graphene.Boolean},
    refusals=(reach.UnknownAgent, Forbidden, EngineAway),
):
    """Record every conversation at a seat from now on, whoever sits there; or no more."""

    @staticmethod
    def perform(context: Context, seat: str, on: bool, tenant: str | None = None) -> dict[str, Any]:
        with reach.floor_of(reach.person(context), tenant) as place:
            if people.seat(seat) is None:
                raise reach.UnknownAgent("seat")
        reach.order(context, commands.OrderRecording, target=seat, on=on)
        reach.note(context, place, "seat.record_all", f"seat {seat}", "on" if on else "off")
        return {"ok": True}
