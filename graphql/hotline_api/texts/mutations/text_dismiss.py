"""textDismiss"""

from typing import Any

import graphene

from hotline.kernel.errors import Invalid, NotFound, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context, acting_on
from hotline_api.core.mutation import Mutation
from hotline_api.texts.types import TextConversation, TextDismissReason
from hotline_api.texts.view import whole_view
from tenants.local.texts import working
from tenants.local.texts.errors import TextsClosed


class TextDismiss(
    Mutation,
    permission=Permission.TEXT_VIEW,
    arguments={
        "id": graphene.ID(required=True),
        "reason": graphene.Argument(TextDismissReason, required=True),
        "note": graphene.String(),
    },
    gives={"text": TextConversation},
    refusals=(
        NotFound,
        TextsClosed,
        Invalid,
        TooLong,
    ),
):
    """Nothing comes of what waits in a conversation."""

    @staticmethod
    def perform(context: Context, id: str, reason: Any, note: str = "") -> dict[str, Any]:
        actor, pk = acting_on(context, id)
        row = working.do_dismiss(actor, pk, reason.value, note or "")
        return {"text": whole_view(actor, row)}
