"""``/recordings/<id>/audio``: the sound, in ranges, for those who may hear it; each playback is audited.

A player asks for many ranges of one playback: what follows an audited beginning is not audited again.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from typing import BinaryIO

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.permissions import Permission
from hotline.objectstore import ObjectMissing, current_store
from hotline_api.core.context import context_of
from hotline_api.core.errors import FORBIDDEN, UNAUTHENTICATED, message
from hotline_api.voicemail.subscriptions import push_voicemail
from tenants.local.contacts import actions as contacts
from tenants.local.recordings import queries
from tenants.local.recordings.models import Recording, RecordingState

CHUNK = 1 << 16
RANGE = re.compile(r"bytes=(\d*)-(\d*)")
CONTENT_TYPE = "audio/wav"
#: ranges asked for within this time belong to the playback that was audited
ONE_PLAYBACK = timedelta(minutes=10)


@require_safe
def recording_audio(request: HttpRequest, recording_id: int) -> HttpResponseBase:
    """200 or 206 with the sound; 401, 403, 404 (also for another tenant's), 409 while it is being stored, 416."""
    context = context_of(request.session, request.headers.get("Accept-Language", ""))
    actor = context.actor
    if actor is None:
        return _refusal(401, message(UNAUTHENTICATED, context.locale))
    if not (actor.may(Permission.RECORDING_PLAY) or actor.may(Permission.VOICEMAIL_HANDLE)):
        return _refusal(403, message(FORBIDDEN, context.locale))
    with tenancy.entered(actor.tenant):
        recording = queries.by_id(recording_id)
        if recording is None:
            return _refusal(404, message("NOT_FOUND", context.locale))
        if recording.kind != "VOICEMAIL" and not actor.may(Permission.RECORDING_PLAY):
            return _refusal(403, message(FORBIDDEN, context.locale))
        if recording.state != RecordingState.STORED:
            return _refusal(409, recording.state)
        return _play(request, actor, recording)


def _play(request: HttpRequest, actor: Actor, recording: Recording) -> HttpResponseBase:
    store = current_store()
    try:
        size = store.size(recording.object_key)
        part = _part(request.headers.get("Range", ""), size)
        if part is None:
            response: HttpResponseBase = _refusal(416, "")
            response["Content-Range"] = f"bytes */{size}"
            return response
        start, end = part
        ranged = (start, end) != (0, size) or bool(RANGE.fullmatch(request.headers.get("Range", "").strip()))
        sound = store.open(recording.object_key, start, end - start) if request.method == "GET" else None
    except ObjectMissing:
        return _refusal(404, "")
    if sound is None:
        response = HttpResponse(content_type=recording.media_type)
    else:
        chunks = _chunks_async(sound) if isinstance(request, ASGIRequest) else _chunks(sound)
        response = StreamingHttpResponse(chunks, content_type=recording.media_type)
        _note(actor, recording, begins=start == 0)
    if ranged:
        response.status_code = 206
        response["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    response["Content-Length"] = str(end - start)
    response["Accept-Ranges"] = "bytes"
    response["Content-Disposition"] = f'inline; filename="{recording.number}.{recording.media_type.rpartition("/")[2]}"'
    patch_cache_control(response, private=True, no_store=True)
    return response


def _note(actor: Actor, recording: Recording, *, begins: bool) -> None:
    """Audit a playback: at its first byte, and at any other when this person began none in the last minutes."""
    thing = f"recording {recording.number}"
    if not begins and audit.recorded_since(actor, "recording.play", thing, timezone.now() - ONE_PLAYBACK):
        return
    audit.record(actor, "recording.play", thing, recording.call_id)
    if recording.kind == "VOICEMAIL" and contacts.do_mark_listened(
        recording.call_id, actor.agent_number or actor.name[:16]
    ):
        push_voicemail(actor.tenant, recording.call_id)


def _part(header: str, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last (RFC 9110 section 14); None when the range cannot be had."""
    if not header:
        return 0, size
    found = RANGE.fullmatch(header.strip())
    if found is None:
        return 0, size  # several ranges, other units: the whole is allowed as an answer, and ours
    first, last = found.groups()
    if not first and not last:
        return None
    if not first:
        return (max(0, size - int(last)), size) if int(last) else None
    start, end = int(first), min(int(last) + 1 if last else size, size)
    return (start, end) if start < end else None


def _chunks(sound: BinaryIO) -> Iterator[bytes]:
    with sound:
        while chunk := sound.read(CHUNK):
            yield chunk


async def _chunks_async(sound: BinaryIO) -> AsyncIterator[bytes]:
    try:
        while chunk := await asyncio.to_thread(sound.read, CHUNK):
            yield chunk
    finally:
        sound.close()


def _refusal(status: int, text: str) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
