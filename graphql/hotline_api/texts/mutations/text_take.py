"""textTake"""

from typing import Any

import graphene

from hotline.kernel.errors import NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context, acting_on
from hotline_api.core.mutation import Mutation
from hotline_api.texts.types import TextConversation
from hotline_api.texts.view import whole_view
from tenants.local.texts import working
from tenants.local.texts.errors import TextsClosed, TextsTaken


class TextTake(
    Mutation,
    permission=Permission.TEXT_VIEW,
    arguments={"id": graphene.ID(required=True)},
    gives={"text": TextConversation},
    refusals=(
        NotFound,
        TextsClosed,
        TextsTaken,
    ),
):
    """Work on a conversation."""

    @staticmethod
    def perform(context: Context, id: str) -> dict[str, Any]:
        actor, pk = acting_on(context, id)
        row = working.do_take(actor, pk)
        return {"text": whole_view(actor, row)}
