"""promptRecordAtSeat"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Invalid, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.voice import takes


class PromptRecordAtSeat(
    Mutation,
    permission=Permission.ADMIN_PROMPTS,
    arguments={
        "key": graphene.String(required=True),
        "language": graphene.String(required=True),
        "seat": graphene.String(required=True),
    },
    gives={"call_id": graphene.String},
    refusals=(NotFound, Invalid, takes.SeatBusy),
):
    """Ring a seat; who answers speaks the prompt after the beep and hears it back. It becomes a draft version."""

    @staticmethod
    def perform(context: Context, key: str, language: str, seat: str) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        return {"call_id": takes.do_ask(context.actor, key, language, seat)}
