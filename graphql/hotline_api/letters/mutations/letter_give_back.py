"""letterGiveBack"""

from typing import Any

import graphene

from hotline.kernel.errors import NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context, acting_on
from hotline_api.core.mutation import Mutation
from hotline_api.letters.types import Letter
from hotline_api.letters.view import letter_view
from tenants.local.letters import inbox, queries
from tenants.local.letters.errors import LetterClosed


class LetterGiveBack(
    Mutation,
    permission=Permission.LETTER_VIEW,
    arguments={"id": graphene.ID(required=True)},
    gives={"letter": Letter},
    refusals=(NotFound, LetterClosed),
):
    """Nobody works on it any more: it is handed out again."""

    @staticmethod
    def perform(context: Context, id: str) -> dict[str, Any]:
        actor, pk = acting_on(context, id)
        inbox.do_give_back(actor, pk)
        row = queries.letter(pk)
        assert row is not None
        return {"letter": letter_view(row)}
