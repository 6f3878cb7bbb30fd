"""Searching recordings."""

from datetime import datetime
from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.cases.view import recording_view
from hotline_api.core.paging import bounds, page, page_arguments
from hotline_api.core.permissions import Field
from tenants.local.contacts import queries as contacts
from tenants.local.recordings import queries

from .types import FoundRecordingPage

MOST_CALLS = 2000


def _resolve_recordings(
    _root: Any,
    info: Any,
    text: str | None = None,
    agent_number: str | None = None,
    seat: str | None = None,
    kind: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    first: int = 20,
    offset: int = 0,
) -> dict[str, Any]:
    text = (text or "").strip()
    calls = contacts.contacts(text).values_list("call_id", flat=True)[:MOST_CALLS] if text else None
    search = queries.Search(
        text=text,
        agent_number=(agent_number or "").strip(),
        seat=(seat or "").strip(),
        kind=kind or "",
        since=since,
        until=until,
        calls=None if calls is None else list(calls),
    )
    result = page(queries.found(search), bounds(first, offset, info.context.locale))
    numbers = contacts.numbers_of([row.call_id for row in result["items"]])
    items = [
        {
            "id": row.pk,
            "recording": recording_view(row),
            "caller": numbers.get(row.call_id, ("", ""))[0],
            "called": numbers.get(row.call_id, ("", ""))[1],
        }
        for row in result["items"]
    ]
    return {**result, "items": items}


class RecordingQueries:
    """Root fields."""

    recordings = Field(
        FoundRecordingPage,
        required=True,
        permission=Permission.RECORDING_PLAY,
        args=page_arguments(
            text=graphene.String(description="Part of a recording's number, or of a telephone number of its call."),
            agent_number=graphene.String(),
            seat=graphene.String(),
            kind=graphene.String(description="CONVERSATION or VOICEMAIL."),
            since=graphene.DateTime(),
            until=graphene.DateTime(),
        ),
        resolver=_resolve_recordings,
        description="Newest first.",
    )
