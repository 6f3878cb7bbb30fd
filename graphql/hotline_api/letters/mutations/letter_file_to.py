"""letterFileTo"""

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


class LetterFileTo(
    Mutation,
    permission=Permission.LETTER_VIEW,
    arguments={"id": graphene.ID(required=True), "case_number": graphene.String(required=True)},
    gives={"letter": Letter},
    refusals=(NotFound, LetterClosed),
):
    """Keep a letter with a case."""

    @staticmethod
    def perform(context: Context, id: str, case_number: str) -> dict[str, Any]:
        actor, pk = acting_on(context, id)
        inbox.do_file(actor, pk, case_number)
        row = queries.letter(pk)
        assert row is not None
        return {"letter": letter_view(row)}
