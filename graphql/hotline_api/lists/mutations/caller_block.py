"""callerBlock"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Invalid, NotFound, Required
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.contacts import blocking
from tenants.shared.numbering.errors import AlreadyOver, InvalidNumber, NotYourList, UnknownService


class CallerBlock(
    Mutation,
    permission=Permission.CALL_CONTROL,
    arguments={
        "call_id": graphene.String(required=True),
        "reason": graphene.String(required=True),
        "days": graphene.Int(required=True),
    },
    gives={"entry_id": graphene.ID, "proposal_id": graphene.ID},
    refusals=(
        Required,
        Invalid,
        NotFound,
        blocking.NoCallerNumber,
        InvalidNumber,
        AlreadyOver,
        NotYourList,
        UnknownService,
    ),
):
    """Have the caller of one's own call refused: at once by who may keep the lists, else as a proposal."""

    @staticmethod
    def perform(context: Context, call_id: str, reason: str, days: int) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        done = blocking.do_block(context.actor, call_id, reason, days)
        return {
            "entry_id": done.entry.pk if done.entry else None,
            "proposal_id": done.proposal.pk if done.proposal else None,
        }
