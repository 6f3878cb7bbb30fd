"""The inbox, what was written, one letter, what is kept with a case, the addresses."""

from datetime import datetime
from typing import Any

import graphene

from hotline.kernel.actor import Actor
from hotline.kernel.permissions import Permission
from hotline_api.core.ids import row_id
from hotline_api.core.paging import bounds, page, page_arguments
from hotline_api.core.permissions import Field
from tenants.local.cases import queries as cases
from tenants.local.letters import inbox, queries
from tenants.local.worklist.queries import worker
from tenants.shared.addresses import queries as addresses

from .types import (
    CaseLetters,
    Letter,
    LetterCounts,
    LetterInbox,
    LetterOutbox,
    LetterPage,
    SentLetterPage,
    ServiceAddress,
)
from .view import letter_view, letter_views, sent_view

V = Permission.LETTER_VIEW


def _taker(actor: Actor) -> str:
    return worker(actor.agent_number, actor.name)


def _resolve_letters(
    _root: Any,
    info: Any,
    box: Any = None,
    text: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    first: int = 20,
    offset: int = 0,
) -> dict[str, Any]:
    taker = _taker(info.context.actor)
    rows = queries.received(box.value if box else "OPEN", "", text or "", taker, since, until)
    found = page(rows, bounds(first, offset, info.context.locale))
    return {**found, "items": letter_views(found["items"])}


def _resolve_letter(_root: Any, info: Any, id: str) -> dict[str, Any] | None:
    pk = row_id(id)
    row = queries.letter(pk) if pk else None
    if row is None:
        return None
    inbox.note_seen(info.context.actor, row)
    return letter_view(row)


def _resolve_sent(
    _root: Any,
    info: Any,
    box: Any = None,
    text: str | None = None,
    first: int = 20,
    offset: int = 0,
) -> dict[str, Any]:
    rows = queries.sent(box.value if box else "ALL", "", text or "")
    found = page(rows, bounds(first, offset, info.context.locale))
    return {**found, "items": [sent_view(row) for row in found["items"]]}


def _resolve_of_case(_root: Any, info: Any, case_number: str) -> dict[str, Any] | None:
    if cases.case(info.context.actor, case_number) is None:
        return None
    received, sent = queries.of_case(case_number)
    return {"received": letter_views(received), "sent": [sent_view(row) for row in sent]}


class LetterQueries:
    """Root fields."""

    letters = Field(
        LetterPage,
        required=True,
        permission=V,
        args=page_arguments(
            box=graphene.Argument(LetterInbox),
            text=graphene.String(),
            since=graphene.DateTime(),
            until=graphene.DateTime(description="Before this moment."),
        ),
        resolver=_resolve_letters,
        description="Received ones of a box (OPEN unless named): open ones oldest first, others newest first.",
    )
    letter = Field(Letter, permission=V, id=graphene.ID(required=True), resolver=_resolve_letter)
    sent_letters = Field(
        SentLetterPage,
        required=True,
        permission=V,
        args=page_arguments(box=graphene.Argument(LetterOutbox), text=graphene.String()),
        resolver=_resolve_sent,
        description="Newest first.",
    )
    letter_counts = Field(
        LetterCounts,
        required=True,
        permission=V,
        resolver=lambda _root, info: queries.counts(_taker(info.context.actor)),
    )
    case_letters = Field(
        CaseLetters,
        permission=V,
        case_number=graphene.String(required=True),
        resolver=_resolve_of_case,
        description="Null when the case is not here, or not for the reader.",
    )
    service_addresses = Field(
        graphene.NonNull(graphene.List(graphene.NonNull(ServiceAddress))),
        permission=Permission.ADMIN_ROUTING,
        resolver=lambda _root, info: addresses.of_tenant(info.context.actor.tenant),
        description="What citizens write to here.",
    )
