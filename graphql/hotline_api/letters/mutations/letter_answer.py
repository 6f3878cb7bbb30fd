"""letterAnswer"""

from typing import Any
from uuid import UUID

import graphene

from hotline.kernel.errors import NotFound, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context, acting_on
from hotline_api.core.mutation import Mutation
from hotline_api.letters.types import Letter
from hotline_api.letters.view import letter_view
from tenants.local.letters import outbox, queries
from tenants.local.letters.errors import EnclosuresTooBig, KeyReused, NoAnswerTo, NoSenderAddress


def _keys(ids: list[str]) -> list[UUID]:
    try:
        return [UUID(each) for each in ids]
    except ValueError:
        raise NotFound("files") from None


class LetterAnswer(
    Mutation,
    permission=Permission.LETTER_SEND,
    arguments={
        "id": graphene.ID(required=True),
        "body": graphene.String(required=True, description="As it goes out, greeting and closing included."),
        "subject": graphene.String(description="As the letter's own when not given."),
        "quote": graphene.Boolean(description="What is answered stands below; true unless said otherwise."),
        "finish": graphene.Boolean(description="The letter is dealt with by this; true unless said otherwise."),
        "case_number": graphene.String(description="The answer is kept with this case, and names it."),
        "files": graphene.List(
            graphene.NonNull(graphene.ID), description="Ids that POST /letter-files/upload gave; in this order."
        ),
        "key": graphene.String(required=True, description="The same key again gives the same answer."),
    },
    gives={"letter": Letter},
    refusals=(NotFound, Required, TooLong, NoAnswerTo, NoSenderAddress, KeyReused, EnclosuresTooBig),
):
    """Answer a letter, with a case or without."""

    @staticmethod
    def perform(
        context: Context,
        id: str,
        body: str,
        key: str,
        subject: str | None = None,
        quote: bool | None = None,
        finish: bool | None = None,
        case_number: str | None = None,
        files: list[str] | None = None,
    ) -> dict[str, Any]:
        actor, pk = acting_on(context, id)
        outbox.do_answer(
            actor,
            pk,
            body=body,
            subject=subject or "",
            quote=quote is not False,
            finish=finish is not False,
            case_number=case_number or "",
            files=_keys(files or []),
            key=key,
        )
        row = queries.letter(pk)
        assert row is not None
        return {"letter": letter_view(row)}
