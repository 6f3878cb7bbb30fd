"""Conversations, one of them, ready phrases, what is kept with a case."""

from typing import Any

import graphene

from hotline.kernel.actor import Actor
from hotline.kernel.errors import Invalid
from hotline.kernel.permissions import Permission
from hotline.kernel.phone import local_form
from hotline.notify import templates
from hotline_api.core.ids import row_id
from hotline_api.core.paging import bounds, page, page_arguments
from hotline_api.core.permissions import Field
from tenants.local.cases import queries as cases
from tenants.local.texts import beginning, queries, working
from tenants.local.worklist.queries import worker

from .types import (
    CaseText,
    TextBox,
    TextConversation,
    TextConversationPage,
    TextCounts,
    TextPhrase,
    TextRecipient,
)
from .view import conversation_views, recipient_view, whole_view

V = Permission.TEXT_VIEW


def _taker(actor: Actor) -> str:
    return worker(actor.agent_number, actor.name)


def _resolve_texts(
    _root: Any, info: Any, box: Any = None, text: str | None = None, first: int = 20, offset: int = 0
) -> dict[str, Any]:
    rows = queries.conversations(box.value if box else "OPEN", text or "", _taker(info.context.actor))
    found = page(rows, bounds(first, offset, info.context.locale))
    return {**found, "items": conversation_views(found["items"])}


def _resolve_text(_root: Any, info: Any, id: str) -> dict[str, Any] | None:
    pk = row_id(id)
    row = queries.conversation(pk) if pk else None
    if row is None:
        return None
    working.note_seen(info.context.actor, row)
    return whole_view(info.context.actor, row)


def _resolve_phrases(_root: Any, info: Any, locale: str | None = None, opening: bool = False) -> list[dict[str, str]]:
    found = templates.phrases(locale or info.context.locale, opening=opening)
    return [{"key": key, "text": text} for key, text in found]


def _resolve_recipient(_root: Any, info: Any, number: str) -> dict[str, Any] | None:
    try:
        return recipient_view(beginning.recipient(info.context.actor, number))
    except Invalid:  # also NotATextNumber, Required
        return None


def _resolve_case_texts(_root: Any, info: Any, case_number: str) -> list[dict[str, Any]] | None:
    if cases.case(info.context.actor, case_number) is None:
        return None
    return [
        {
            "id": row.pk,
            "conversation": row.conversation_id,
            "number_local": local_form(row.conversation.number),
            "at": row.at,
            "body": row.body,
        }
        for row in queries.of_case(case_number)
    ]


class TextQueries:
    """Root fields."""

    texts = Field(
        TextConversationPage,
        required=True,
        permission=V,
        args=page_arguments(box=graphene.Argument(TextBox), text=graphene.String()),
        resolver=_resolve_texts,
        description="Conversations of a box (OPEN unless named): open ones by how long they wait, others newest first.",
    )
    text = Field(
        TextConversation,
        permission=V,
        id=graphene.ID(required=True),
        resolver=_resolve_text,
        description="Reading it is in the audit log.",
    )
    text_counts = Field(
        TextCounts,
        required=True,
        permission=V,
        resolver=lambda _root, info: queries.counts(_taker(info.context.actor)),
    )
    text_phrases = Field(
        graphene.List(graphene.NonNull(TextPhrase)),
        required=True,
        permission=V,
        locale=graphene.String(description="zh-Hans, zh-Hant or en; the reader's unless named."),
        opening=graphene.Boolean(description="For a message to somebody who has not written, not for an answer."),
        resolver=_resolve_phrases,
    )
    text_recipient = Field(
        TextRecipient,
        permission=Permission.TEXT_SEND,
        number=graphene.String(required=True),
        resolver=_resolve_recipient,
        description="Null for what is no number that takes text messages.",
    )
    case_texts = Field(
        graphene.List(graphene.NonNull(CaseText)),
        permission=V,
        case_number=graphene.String(required=True),
        resolver=_resolve_case_texts,
        description="Oldest first. Null when the case is not here, or not for the reader.",
    )
