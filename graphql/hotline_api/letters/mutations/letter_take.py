"""letterTake"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from hotline_api.letters.types import Letter
from hotline_api.letters.view import letter_view
from tenants.local.letters import inbox, queries
from tenants.local.letters.errors import LetterClosed, LetterTaken


class LetterTake(
    Mutation,
    permission=Permission.LETTER_VIEW,
    arguments={"id": graphene.ID(required=True)},
    gives={"letter": Letter},
    refusals=(NotFound, LetterClosed, LetterTaken),
):
    """Work on a letter."""

    @staticmethod
    def perform(context: Context, id: str) -> dict[str, Any]:
        actor, pk = context.actor, row_id(id)
        if actor is None:
            raise Forbidden
        if pk is None:
            raise NotFound("id")
        inbox.do_take(actor, pk)
        row = queries.letter(pk)
        assert row is not None
        return {"letter": letter_view(row)}
