"""helpAsk"""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import CALL_REFUSALS
from hotline_api.desk.telephone import asker, desk_after, give
from hotline_api.desk.types import Desk
from hotline_api.supervision.reach import helpers_elsewhere
from telephony.contracts import commands


class HelpAsk(
    Mutation,
    permission=Permission.CALL_CONTROL,
    arguments={"call_id": graphene.String(required=True), "note": graphene.String(default_value="")},
    gives={"desk": Desk},
    refusals=CALL_REFUSALS,
):
    """Ask for a supervisor in the call I am in; asked again, the note is replaced. While nobody who supervises is on
    duty in my county, the city's supervisors are asked too."""

    @staticmethod
    def perform(context: Context, call_id: str, note: str = "") -> dict[str, Any]:
        actor = asker(context)
        give(actor, commands.AskHelp, call_id=call_id, note=note.strip(), also=helpers_elsewhere(actor))
        return {"desk": desk_after(actor)}
