"""Recordings of conversations and voice messages."""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.paging import page_type
from hotline_api.core.permissions import GuardedType


class Recording(GuardedType):
    """``url`` plays it for who holds the permission; each playback is in the audit log. ``state``: RECORDING, SPOOLED
    (being stored) or STORED."""

    class Meta:
        permission = Permission.RECORDING_PLAY

    id = graphene.ID(required=True)
    number = graphene.String(required=True)
    kind = graphene.String(required=True)
    started_at = graphene.DateTime(required=True)
    seconds = graphene.Float(required=True)
    agent_number = graphene.String()
    call_id = graphene.String(required=True)
    seat = graphene.String(required=True)
    state = graphene.String(required=True)
    url = graphene.String(required=True)

    @staticmethod
    def resolve_agent_number(root: Any, _info: Any) -> str | None:
        return root.agent_number or None

    @staticmethod
    def resolve_url(root: Any, _info: Any) -> str:
        return f"/recordings/{root.id}/audio"


class FoundRecording(GuardedType):
    """A recording in a search, with the numbers of its call."""

    class Meta:
        permission = Permission.RECORDING_PLAY

    id = graphene.ID(required=True)
    recording = graphene.Field(Recording, required=True)
    caller = graphene.String(required=True)
    called = graphene.String(required=True)


FoundRecordingPage = page_type("FoundRecording", FoundRecording)
