"""The inbox of voice messages, one of them, and how many there are."""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.paging import bounds, page, page_arguments
from hotline_api.core.permissions import Field
from tenants.local.contacts import voice_messages

from .types import Voicemail, VoicemailBox, VoicemailCounts, VoicemailPage
from .view import views


def _resolve_voicemails(
    _root: Any, info: Any, box: Any = None, text: str | None = None, first: int = 20, offset: int = 0
) -> dict[str, Any]:
    actor = info.context.actor
    rows = voice_messages.messages(box.value if box else "OPEN", text or "", actor.agent_number)
    found = page(rows, bounds(first, offset, info.context.locale))
    return {**found, "items": views(actor, found["items"])}


def _resolve_voicemail(_root: Any, info: Any, call_id: str) -> dict[str, Any] | None:
    row = voice_messages.message(call_id)
    return views(info.context.actor, [row])[0] if row else None


def _resolve_counts(_root: Any, info: Any) -> dict[str, int]:
    return voice_messages.counts(info.context.actor.agent_number)


class VoicemailQueries:
    """Root fields."""

    voicemails = Field(
        VoicemailPage,
        required=True,
        permission=Permission.VOICEMAIL_HANDLE,
        args=page_arguments(box=graphene.Argument(VoicemailBox), text=graphene.String()),
        resolver=_resolve_voicemails,
        description="Open ones oldest first, done ones newest first.",
    )
    voicemail = Field(
        Voicemail,
        permission=Permission.VOICEMAIL_HANDLE,
        call_id=graphene.String(required=True),
        resolver=_resolve_voicemail,
    )
    voicemail_counts = Field(
        VoicemailCounts, required=True, permission=Permission.VOICEMAIL_HANDLE, resolver=_resolve_counts
    )
