"""letterDismiss"""

from typing import Any

import graphene

from hotline.kernel.errors import Invalid, NotFound, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context, acting_on
from hotline_api.core.mutation import Mutation
from hotline_api.letters.types import Letter, LetterDismissReason
from hotline_api.letters.view import letter_view
from tenants.local.letters import inbox, queries
from tenants.local.letters.errors import LetterClosed


class LetterDismiss(
    Mutation,
    permission=Permission.LETTER_VIEW,
    arguments={
        "id": graphene.ID(required=True),
        "reason": graphene.Argument(LetterDismissReason, required=True),
        "note": graphene.String(),
    },
    gives={"letter": Letter},
    refusals=(NotFound, LetterClosed, Invalid, TooLong),
):
    """Nothing comes of it."""

    @staticmethod
    def perform(context: Context, id: str, reason: Any, note: str | None = None) -> dict[str, Any]:
        actor, pk = acting_on(context, id)
        inbox.do_dismiss(actor, pk, reason.value, note or "")
        row = queries.letter(pk)
        assert row is not None
        return {"letter": letter_view(row)}
