"""Beginning, end and storing of recordings. Every step is idempotent on the recording's name."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import BinaryIO, Protocol, cast

from django.db import transaction
from django.utils import timezone

from hotline.objectstore import ObjectStore
from telephony.contracts.events import RecordingKind
from telephony.contracts.gateway import TRACKS

from . import rules, tracks
from .errors import RecordingDamaged, RecordingMissing
from .models import Recording, RecordingCounter, RecordingState, Waveform

CHUNK = 1 << 16


class RecordingSource(Protocol):
    """Where finished recordings lie until they are stored: the gateway's spool."""

    def read(self, gateway: str, name: str) -> Iterator[bytes]:
        """The file in chunks. Raises RecordingMissing."""

    def delete(self, gateway: str, name: str) -> None:
        """Forget the file; no error when it is gone."""


def _next_sequence(day: date) -> int:
    RecordingCounter.objects.get_or_create(day=day)
    counter = RecordingCounter.objects.select_for_update().get(day=day)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


@transaction.atomic
def do_begin(
    *,
    name: str,
    gateway: str,
    call_id: str,
    kind: str,
    agent_number: str,
    seat: str,
    at: datetime,
    tenant_code: str,
    queue: str = "",
    caller: str = "",
    called: str = "",
    trunk: str = "",
) -> Recording:
    """Give a recording its number the moment it starts."""
    known = Recording.objects.filter(name=name).first()
    if known:
        return known
    day = timezone.localdate(at)
    return Recording.objects.create(
        number=rules.number(tenant_code, day, _next_sequence(day)),
        name=name,
        gateway=gateway,
        call_id=call_id,
        kind=kind,
        agent_number=agent_number,
        seat=seat,
        queue=queue,
        caller=caller,
        called=called,
        trunk=trunk,
        started_at=at,
    )


def do_finish(recording: Recording, *, seconds: float, seat: str) -> None:
    """The file is complete on the gateway (nothing usable when ``seconds`` is 0)."""
    if recording.state != RecordingState.RECORDING:
        return
    recording.state = RecordingState.SPOOLED if seconds > 0 else RecordingState.FAILED
    recording.seconds, recording.seat = seconds, seat or recording.seat
    recording.save(update_fields=["state", "seconds", "seat"])


def do_store(recording: Recording, tenant: str, source: RecordingSource, store: ObjectStore) -> None:
    """Fetch from the gateway, make one file of the tracks, put it into the object store, read back and compare, then
    forget the gateway's.

    Raises RecordingMissing or RecordingDamaged; the recording stays SPOOLED and the next sweep tries again.
    """
    if recording.state != RecordingState.SPOOLED:
        return
    files = _fetched(recording, source)
    sound = tracks.together(
        [tracks.samples_of(content) if content is not None else tracks.NOTHING for content in files.values()]
    )
    if sound.shape[1]:
        _keep(recording, tenant, sound, store)
    else:  # ended before a sample was written
        Recording.objects.filter(pk=recording.pk, state=RecordingState.SPOOLED).update(state=RecordingState.FAILED)
    for name in files:
        source.delete(recording.gateway, name)
    recording.refresh_from_db()


def files_of(recording: Recording) -> list[str]:
    """The names of all that may lie on the gateway of it."""
    tracks_of = TRACKS if recording.kind == RecordingKind.CONVERSATION else ()
    return [recording.name, *(f"{recording.name}.{track}" for track in tracks_of)]


def _fetched(recording: Recording, source: RecordingSource) -> dict[str, bytes | None]:
    """The gateway's files by name: both tracks, or (a voice message) one; None for a track that is not there."""
    found = dict[str, bytes | None]()
    for name in files_of(recording)[1:]:
        try:
            found[name] = b"".join(source.read(recording.gateway, name))
        except RecordingMissing:
            found[name] = None
    if any(content is not None for content in found.values()):
        return found
    return {recording.name: b"".join(source.read(recording.gateway, recording.name))}


def _keep(recording: Recording, tenant: str, sound: tracks.Samples, store: ObjectStore) -> None:
    key = rules.object_key(tenant, timezone.localdate(recording.started_at), recording.number)
    with tempfile.TemporaryFile() as file:
        whole = cast(BinaryIO, file)
        tracks.write_flac(sound, whole)
        size = whole.seek(0, os.SEEK_END)
        digest = _digest_of(whole)
        whole.seek(0)
        store.put(key, whole, tracks.MEDIA_TYPE)
    with store.open(key) as stored:
        if _digest_of(stored) != digest:
            raise RecordingDamaged(recording.number)
    with transaction.atomic():
        kept = Recording.objects.filter(pk=recording.pk, state=RecordingState.SPOOLED).update(
            state=RecordingState.STORED,
            object_key=key,
            sha256=digest,
            size=size,
            seconds=sound.shape[1] / tracks.RATE,
            media_type=tracks.MEDIA_TYPE,
            channels=len(sound),
        )
        if kept:
            Waveform.objects.update_or_create(recording=recording, defaults={"peaks": tracks.picture(sound)})
    if not kept and not Recording.objects.filter(object_key=key).exists():  # deleted meanwhile, by its retention rule
        store.delete(key)


def _digest_of(file: BinaryIO) -> str:
    if file.seekable():
        file.seek(0)
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def do_mark_gap(call_id: str, agent_number: str, at: float, *, paused: bool) -> None:
    """Nothing of the agent's conversation is recorded from ``at`` (epoch seconds) on, or it is again."""
    with transaction.atomic():
        rows = Recording.objects.select_for_update().filter(call_id=call_id, agent_number=agent_number)
        recording = rows.filter(kind=RecordingKind.CONVERSATION).order_by("-started_at", "-id").first()
        if recording is None:
            return
        open_now = bool(recording.gaps) and recording.gaps[-1]["until"] is None
        if open_now == paused:
            return
        if paused:
            recording.gaps = [*recording.gaps, {"from": at, "until": None}]
        else:
            recording.gaps = [*recording.gaps[:-1], {**recording.gaps[-1], "until": at}]
        recording.save(update_fields=["gaps"])
