"""callDial"""

from typing import Any

import graphene

from hotline.kernel.errors import Invalid
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import AGENT_REFUSALS, OUTWARD_REFUSALS, GatewayDown, SeatUnreachable, TargetUnavailable
from hotline_api.desk.telephone import asker, desk_after, give
from hotline_api.desk.types import Desk
from telephony.contracts import commands

PURPOSES = ("CALLBACK", "OUTBOUND", "INTERNAL")
#: as the books keep it: a case number, or the id of a missed call
MOST_REFERENCE = 32


class CallDial(
    Mutation,
    permission=Permission.CALL_CONTROL,
    arguments={
        "number": graphene.String(required=True),
        "purpose": graphene.String(required=True),
        "case_number": graphene.String(),
    },
    gives={"call_id": graphene.String, "desk": Desk},
    refusals=(*AGENT_REFUSALS, SeatUnreachable, GatewayDown, *OUTWARD_REFUSALS, TargetUnavailable, Invalid),
):
    """Call from one's seat. ``purpose``: CALLBACK (of a case, with its number, or of a missed call), OUTBOUND, or
    INTERNAL with a colleague's agent key as ``number``."""

    @staticmethod
    def perform(context: Context, number: str, purpose: str, case_number: str | None = None) -> dict[str, Any]:
        actor = asker(context)
        if purpose not in PURPOSES or (purpose == "INTERNAL") != (":" in number):
            raise Invalid("purpose")
        if len(case_number or "") > MOST_REFERENCE:
            raise Invalid("case_number")
        reply = give(actor, commands.Dial, number=number, purpose=purpose, reference=case_number or None)
        return {"call_id": reply.call_id, "desk": desk_after(actor)}
