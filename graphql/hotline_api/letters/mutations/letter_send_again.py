"""letterSendAgain"""

from typing import Any
from uuid import UUID

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.letters.types import SentLetter
from hotline_api.letters.view import sent_view
from tenants.local.letters import outbox


class LetterSendAgain(
    Mutation,
    permission=Permission.LETTER_SEND,
    arguments={"id": graphene.ID(required=True)},
    gives={"letter": SentLetter},
    refusals=(NotFound,),
):
    """What was written and did not arrive is sent once more. One that has not failed is left as it is."""

    @staticmethod
    def perform(context: Context, id: str) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        try:
            key = UUID(id)
        except ValueError:
            raise NotFound("id") from None
        return {"letter": sent_view(outbox.do_send_again(context.actor, key))}
