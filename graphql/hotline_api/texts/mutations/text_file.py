"""textFile"""

from typing import Any

import graphene

from hotline.kernel.errors import NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context, acting_on
from hotline_api.core.mutation import Mutation
from hotline_api.texts.types import TextConversation
from hotline_api.texts.view import whole_view
from tenants.local.texts import working
from tenants.local.texts.errors import TextsClosed


class TextFile(
    Mutation,
    permission=Permission.TEXT_VIEW,
    arguments={
        "id": graphene.ID(required=True),
        "case_number": graphene.String(required=True),
        "finish": graphene.Boolean(description="It is dealt with by this (true unless said)."),
    },
    gives={"text": TextConversation},
    refusals=(
        NotFound,
        TextsClosed,
    ),
):
    """Keep what waits in a conversation with a case."""

    @staticmethod
    def perform(context: Context, id: str, case_number: str, finish: bool = True) -> dict[str, Any]:
        actor, pk = acting_on(context, id)
        row = working.do_file(actor, pk, case_number, finish=finish)
        return {"text": whole_view(actor, row)}
