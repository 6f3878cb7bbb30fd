"""Searching recordings, and what a player draws of one."""

import base64
from datetime import datetime
from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.cases.view import recording_view
from hotline_api.core.ids import row_id
from hotline_api.core.paging import bounds, page, page_arguments
from hotline_api.core.permissions import Field
from tenants.local.recordings import holding, queries, retention
from tenants.local.recordings.models import HoldSubject, Recording

from .types import FoundRecordingPage, RecordingPicture


def _resolve_recordings(
    _root: Any,
    info: Any,
    since: datetime | None = None,
    until: datetime | None = None,
    shortest: float | None = None,
    longest: float | None = None,
    held: bool | None = None,
    case_number: str | None = None,
    citizen: str | None = None,
    first: int = 20,
    offset: int = 0,
    **words: str | None,
) -> dict[str, Any]:
    subjects = ((HoldSubject.CASE, case_number), (HoldSubject.CITIZEN, citizen))
    search = queries.Search(
        **{name: (word or "").strip() for name, word in words.items()},
        since=since,
        until=until,
        shortest=shortest,
        longest=longest,
        of=tuple(holding.belongings(subject, said.strip()) for subject, said in subjects if said),
    )
    rows, kept = queries.found(search), retention.held()
    if held is not None:
        rows = rows.filter(kept) if held else rows.exclude(kept)
    result = page(rows, bounds(first, offset, info.context.locale))
    shown = [row.pk for row in result["items"]]
    spared = set(Recording.objects.filter(kept, pk__in=shown).values_list("pk", flat=True))
    return {**result, "items": [_found(row, row.pk in spared) for row in result["items"]]}


def _found(row: Recording, held: bool) -> dict[str, Any]:
    facts = {"caller": row.caller, "called": row.called, "queue": row.queue, "gateway": row.gateway, "trunk": row.trunk}
    return {"id": row.pk, "recording": recording_view(row), "held": held, **facts}


def _resolve_picture(_root: Any, _info: Any, id: str) -> dict[str, Any] | None:
    pk = row_id(id)
    found = queries.picture(pk) if pk else None
    if found is None:
        return None
    row, peaks = found
    length = len(peaks) // row.channels
    starts = range(0, len(peaks), length) if length else ()
    begun = row.started_at.timestamp()
    return {
        "id": row.pk,
        "peaks": [base64.b64encode(peaks[start : start + length]).decode() for start in starts],
        "gaps": [
            {
                "begins": max(0.0, gap["from"] - begun),
                "ends": min(row.seconds, gap["until"] - begun) if gap["until"] else row.seconds,
            }
            for gap in row.gaps
        ],
    }


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
            queue=graphene.String(description="A queue's key."),
            gateway=graphene.String(description="The node on which it was recorded."),
            trunk=graphene.String(description='A trunk\'s key; "_gateway": the one that a gateway has of itself.'),
            case_number=graphene.String(description="Only the calls in which this case was raised or spoken about."),
            citizen=graphene.String(description="A citizen's id: only calls from or to their numbers."),
            shortest=graphene.Float(description="Seconds."),
            longest=graphene.Float(description="Seconds."),
            held=graphene.Boolean(description="Under a legal hold, or not."),
            since=graphene.DateTime(),
            until=graphene.DateTime(),
        ),
        resolver=_resolve_recordings,
        description="Newest first.",
    )
    recording_picture = Field(
        RecordingPicture,
        permission=Permission.RECORDING_PLAY,
        args={"id": graphene.ID(required=True)},
        resolver=_resolve_picture,
        description="Null when there is no such recording here.",
    )
