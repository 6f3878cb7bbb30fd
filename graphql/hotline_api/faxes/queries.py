"""The inbox, the outbox, one fax, what is kept with a case."""

from datetime import datetime
from typing import Any
from uuid import UUID

import graphene

from hotline.kernel.actor import Actor
from hotline.kernel.permissions import Permission
from hotline_api.core.ids import row_id
from hotline_api.core.paging import bounds, page, page_arguments
from hotline_api.core.permissions import Field
from tenants.local.cases import queries as cases
from tenants.local.faxes import queries
from tenants.local.worklist.queries import worker

from .types import CaseFaxes, Fax, FaxCounts, FaxInbox, FaxOutbox, FaxPage, SentFax, SentFaxPage
from .view import received_views, sent_view

V = Permission.FAX_VIEW


def _taker(actor: Actor) -> str:
    return worker(actor.agent_number, actor.name)


def _resolve_faxes(
    _root: Any,
    info: Any,
    box: Any = None,
    text: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    first: int = 20,
    offset: int = 0,
) -> dict[str, Any]:
    rows = queries.received(box.value if box else "OPEN", text or "", _taker(info.context.actor), since, until)
    found = page(rows, bounds(first, offset, info.context.locale))
    return {**found, "items": received_views(found["items"])}


def _resolve_sent_faxes(
    _root: Any,
    info: Any,
    box: Any = None,
    text: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    first: int = 20,
    offset: int = 0,
) -> dict[str, Any]:
    rows = queries.sent(box.value if box else "ALL", text or "", since, until)
    found = page(rows, bounds(first, offset, info.context.locale))
    return {**found, "items": [sent_view(row) for row in found["items"]]}


def _resolve_fax(_root: Any, _info: Any, id: str) -> dict[str, Any] | None:
    pk = row_id(id)
    row = queries.received_one(pk) if pk else None
    return received_views([row], replies=True)[0] if row else None


def uuid_of(text: str) -> UUID | None:
    """The key that an ID names; None for what cannot be one."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _resolve_sent_fax(_root: Any, _info: Any, id: str) -> dict[str, Any] | None:
    key = uuid_of(id)
    row = queries.sent_one(key) if key else None
    return sent_view(row) if row else None


def _resolve_case_faxes(_root: Any, info: Any, case_number: str) -> dict[str, Any] | None:
    if cases.case(info.context.actor, case_number) is None:
        return None
    received, sent = queries.of_case(case_number)
    return {"received": received_views(received), "sent": [sent_view(row) for row in sent]}


def _period(box: Any) -> dict[str, Any]:
    return page_arguments(
        box=graphene.Argument(box),
        text=graphene.String(),
        since=graphene.DateTime(),
        until=graphene.DateTime(description="Before this moment."),
    )


class FaxQueries:
    """Root fields."""

    faxes = Field(
        FaxPage,
        required=True,
        permission=V,
        args=_period(FaxInbox),
        resolver=_resolve_faxes,
        description="Received ones of a box (OPEN unless named): open ones oldest first, others newest first.",
    )
    fax = Field(Fax, permission=V, id=graphene.ID(required=True), resolver=_resolve_fax)
    sent_faxes = Field(
        SentFaxPage,
        required=True,
        permission=V,
        args=_period(FaxOutbox),
        resolver=_resolve_sent_faxes,
        description="Newest first.",
    )
    sent_fax = Field(SentFax, permission=V, id=graphene.ID(required=True), resolver=_resolve_sent_fax)
    fax_counts = Field(
        FaxCounts,
        required=True,
        permission=V,
        resolver=lambda _root, info: queries.counts(_taker(info.context.actor)),
    )
    case_faxes = Field(
        CaseFaxes,
        permission=V,
        case_number=graphene.String(required=True),
        resolver=_resolve_case_faxes,
        description="Null when the case is not here, or not for the reader.",
    )
