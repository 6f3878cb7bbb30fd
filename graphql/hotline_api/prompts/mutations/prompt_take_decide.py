"""promptTakeDecide"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.enums import api_enum
from hotline_api.core.mutation import Mutation
from telephony.contracts.takes import TakeChoice
from tenants.local.voice import takes

PromptTakeChoice = api_enum("PromptTakeChoice", TakeChoice)


class PromptTakeDecide(
    Mutation,
    permission=Permission.ADMIN_PROMPTS,
    arguments={
        "call_id": graphene.String(required=True),
        "choice": graphene.Argument(PromptTakeChoice, required=True),
    },
    gives={"ok": graphene.Boolean},
    refusals=(NotFound, takes.TakeNotOpen, takes.SeatBusy),
):
    """Keep what was recorded, record again or play it once more; as keys 1, 2, 3 at the telephone."""

    @staticmethod
    def perform(context: Context, call_id: str, choice: Any) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        takes.do_decide(call_id, TakeChoice(getattr(choice, "value", choice)))
        return {"ok": True}
