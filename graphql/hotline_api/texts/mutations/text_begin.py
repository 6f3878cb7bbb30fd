"""textBegin"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Invalid, NotFound, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.texts.types import TextConversation
from hotline_api.texts.view import whole_view
from tenants.local.texts import beginning
from tenants.local.texts.errors import AnswerKeyReused, ConsentNeeded, NotATextNumber, TextsStopped


class TextBegin(
    Mutation,
    permission=Permission.TEXT_SEND,
    arguments={
        "number": graphene.String(required=True, description="In whatever form."),
        "body": graphene.String(required=True, description="At most 300 characters."),
        "case_number": graphene.String(description="What it is about; its history tells of the message."),
        "consent": graphene.Boolean(description="The citizen agreed to be written to."),
        "key": graphene.String(required=True, description="The same key again changes nothing."),
    },
    gives={"text": TextConversation},
    refusals=(
        Required,
        TooLong,
        Invalid,
        NotFound,
        NotATextNumber,
        TextsStopped,
        ConsentNeeded,
        AnswerKeyReused,
    ),
):
    """Write to a citizen who has not written; their answer opens the conversation and goes to the writer first."""

    @staticmethod
    def perform(
        context: Context, number: str, body: str, key: str, case_number: str = "", consent: bool = False
    ) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        row = beginning.do_begin(
            actor, number, body=body, key=key, case_number=case_number or "", consent=bool(consent)
        )
        return {"text": whole_view(actor, row)}
