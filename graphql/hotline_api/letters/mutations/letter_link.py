"""letterLink"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Invalid, NotFound, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from hotline_api.letters.types import Letter
from hotline_api.letters.view import letter_view
from tenants.local.letters import inbox, queries


class LetterLink(
    Mutation,
    permission=Permission.CITIZEN_EDIT,
    arguments={"id": graphene.ID(required=True), "citizen": graphene.ID(required=True)},
    gives={"letter": Letter},
    refusals=(NotFound, Invalid, TooLong),
):
    """The sender's address is this citizen's: kept with them, so that the next letter finds them."""

    @staticmethod
    def perform(context: Context, id: str, citizen: str) -> dict[str, Any]:
        actor, pk, person = context.actor, row_id(id), row_id(citizen)
        if actor is None:
            raise Forbidden
        if pk is None or person is None:
            raise NotFound("id" if pk is None else "citizen")
        inbox.do_link(actor, pk, person)
        row = queries.letter(pk)
        assert row is not None
        return {"letter": letter_view(row)}
