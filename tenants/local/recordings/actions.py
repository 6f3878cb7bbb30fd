"""Beginning, end and storing of recordings. Every step is idempotent on the recording's name."""

import hashlib
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import BinaryIO, Protocol, cast

from django.db import transaction
from django.utils import timezone

from hotline.objectstore import ObjectStore

from . import rules
from .errors import RecordingDamaged
from .models import Recording, RecordingCounter, RecordingState

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
    """Fetch from the gateway, put into the object store, read back and compare, then forget the spool.

    Raises RecordingMissing or RecordingDamaged; the recording stays SPOOLED and the next sweep tries again.
    """
    if recording.state != RecordingState.SPOOLED:
        return
    key = rules.object_key(tenant, timezone.localdate(recording.started_at), recording.number)
    with tempfile.TemporaryFile() as spool:
        digest, size = _copy(source.read(recording.gateway, recording.name), cast(BinaryIO, spool))
        spool.seek(0)
        store.put(key, cast(BinaryIO, spool), "audio/wav")
    if _digest(store, key) != digest:
        raise RecordingDamaged(recording.number)
    recording.state, recording.object_key = RecordingState.STORED, key
    recording.sha256, recording.size = digest, size
    recording.save(update_fields=["state", "object_key", "sha256", "size"])
    source.delete(recording.gateway, recording.name)


def _copy(chunks: Iterator[bytes], into: BinaryIO) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        into.write(chunk)
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def _digest(store: ObjectStore, key: str) -> str:
    digest = hashlib.sha256()
    with store.open(key) as stored:
        while chunk := stored.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
