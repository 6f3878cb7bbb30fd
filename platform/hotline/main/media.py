"""``/recordings/<id>/audio`` and ``/file``: the sound, in ranges or whole, for those who may hear it; each playback and
download is audited.

A player asks for many ranges of one playback: what follows an audited beginning is not audited again.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
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
MOST_REASON = 200
#: ranges asked for within this time belong to the playback that was audited
ONE_PLAYBACK = timedelta(minutes=10)


@require_safe
def recording_audio(request: HttpRequest, recording_id: int) -> HttpResponseBase:
    """200 or 206 with the sound; 401, 403, 404 (also for another tenant's), 409 while it is being stored, 416."""
    return _of_one(request, recording_id, _play)


@require_safe
def recording_file(request: HttpRequest, recording_id: int) -> HttpResponseBase:
    """The whole file to take away, with ``reason`` (1 to 200 characters) for the audit log: 400 without; else as
    recording_audio."""
    return _of_one(request, recording_id, _take)


def _of_one(
    request: HttpRequest, recording_id: int, give: Callable[[HttpRequest, Actor, Recording], HttpResponseBase]
) -> HttpResponseBase:
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
        try:
            return give(request, actor, recording)
        except ObjectMissing:
            return _refusal(404, "")


def _take(request: HttpRequest, actor: Actor, recording: Recording) -> HttpResponseBase:
    reason = request.GET.get("reason", "").strip()
    if not 1 <= len(reason) <= MOST_REASON:
        return _refusal(400, "reason")
    store = current_store()
    size = store.size(recording.object_key)
    if request.method == "GET":
        sound = store.open(recording.object_key)
        response = _stream(request, recording, sound)
        audit.record(actor, "recording.download", f"recording {recording.number}", reason)
    else:
        response = HttpResponse(content_type=recording.media_type)
    response["Content-Length"] = str(size)
    response["Content-Disposition"] = f'attachment; filename="{_file_name(recording)}"'
    patch_cache_control(response, private=True, no_store=True)
    return response


def _play(request: HttpRequest, actor: Actor, recording: Recording) -> HttpResponseBase:
    store = current_store()
    size = store.size(recording.object_key)
    part = _part(request.headers.get("Range", ""), size)
    if part is None:
        response: HttpResponseBase = _refusal(416, "")
        response["Content-Range"] = f"bytes */{size}"
        return response
    start, end = part
    ranged = (start, end) != (0, size) or bool(RANGE.fullmatch(request.headers.get("Range", "").strip()))
    if request.method == "GET":
        response = _stream(request, recording, store.open(recording.object_key, start, end - start))
        _note(actor, recording, begins=start == 0)
    else:
        response = HttpResponse(content_type=recording.media_type)
    if ranged:
        response.status_code = 206
        response["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    response["Content-Length"] = str(end - start)
    response["Accept-Ranges"] = "bytes"
    response["Content-Disposition"] = f'inline; filename="{_file_name(recording)}"'
    patch_cache_control(response, private=True, no_store=True)
    return response


def _stream(request: HttpRequest, recording: Recording, sound: BinaryIO) -> HttpResponseBase:
    chunks = _chunks_async(sound) if isinstance(request, ASGIRequest) else _chunks(sound)
    return StreamingHttpResponse(chunks, content_type=recording.media_type)


def _file_name(recording: Recording) -> str:
    """``01-20260704-00017.flac``"""
    return f"{recording.number}.{recording.media_type.rpartition('/')[2]}"


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
