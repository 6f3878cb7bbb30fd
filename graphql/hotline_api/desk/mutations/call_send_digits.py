"""callSendDigits"""

import re
from typing import Any

import graphene

from hotline.kernel.errors import Invalid
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import CALL_REFUSALS
from hotline_api.desk.telephone import asker, desk_after, give
from hotline_api.desk.types import Desk
from telephony.contracts import commands

DIGITS = re.compile(r"[0-9*#]{1,32}")


class CallSendDigits(
    Mutation,
    permission=Permission.CALL_CONTROL,
    arguments={"call_id": graphene.String(required=True), "digits": graphene.String(required=True)},
    gives={"desk": Desk},
    refusals=(*CALL_REFUSALS, Invalid),
):
    """Send tones to the other party; digits of 0-9 * #."""

    @staticmethod
    def perform(context: Context, call_id: str, digits: str) -> dict[str, Any]:
        actor = asker(context)
        if not DIGITS.fullmatch(digits):
            raise Invalid("digits")
        give(actor, commands.SendDigits, call_id=call_id, digits=digits)
        return {"desk": desk_after(actor)}
