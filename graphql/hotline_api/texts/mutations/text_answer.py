"""textAnswer"""

from typing import Any

import graphene

from hotline.kernel.errors import NotFound, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context, acting_on
from hotline_api.core.mutation import Mutation
from hotline_api.texts.types import TextConversation
from hotline_api.texts.view import whole_view
from tenants.local.texts import answering, queries
from tenants.local.texts.errors import AnswerKeyReused, NotAnswerable, TextsStopped


class TextAnswer(
    Mutation,
    permission=Permission.TEXT_SEND,
    arguments={
        "id": graphene.ID(required=True),
        "body": graphene.String(required=True, description="At most 300 characters."),
        "finish": graphene.Boolean(description="What waits is dealt with by this (true unless said)."),
        "key": graphene.String(required=True, description="The same key again gives the same message."),
    },
    gives={"text": TextConversation},
    refusals=(
        NotFound,
        Required,
        TooLong,
        NotAnswerable,
        TextsStopped,
        AnswerKeyReused,
    ),
):
    """Write to the citizen, from the number that they wrote to."""

    @staticmethod
    def perform(context: Context, id: str, body: str, key: str, finish: bool = True) -> dict[str, Any]:
        actor, pk = acting_on(context, id)
        answering.do_answer(actor, pk, body=body, finish=finish, key=key)
        row = queries.conversation(pk)
        if row is None:
            raise NotFound("id")
        return {"text": whole_view(actor, row)}
