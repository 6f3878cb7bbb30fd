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
    queue = graphene.String(required=True, description="The queue's key; empty for a call of no queue.")
    gateway = graphene.String(required=True, description="The node on which it was recorded.")
    trunk = graphene.String(required=True, description="By which the citizen's side went; empty for web lines.")
    held = graphene.Boolean(required=True, description="A legal hold keeps it from being deleted.")


class RecordingGap(GuardedType):
    """Seconds from the beginning between which nothing was to be recorded."""

    class Meta:
        permission = Permission.RECORDING_PLAY

    begins = graphene.Float(required=True)
    ends = graphene.Float(required=True)


class RecordingPicture(GuardedType):
    """What a player draws. ``peaks``: for each channel (citizen, then agent; a voice message has one) base64 of bytes,
    each the loudest sample (0 to 255) of an equal stretch of the time."""

    class Meta:
        permission = Permission.RECORDING_PLAY

    id = graphene.ID(required=True)
    peaks = graphene.List(graphene.NonNull(graphene.String), required=True)
    gaps = graphene.List(graphene.NonNull(RecordingGap), required=True)


FoundRecordingPage = page_type("FoundRecording", FoundRecording)
