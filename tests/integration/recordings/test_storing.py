"""A recording leaves the gateway only after the object store has given the same bytes back."""

import hashlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO

import pytest
from django.utils import timezone

from hotline import tenancy
from hotline.objectstore.memory import MemoryStore
from tenants.local.recordings import actions
from tenants.local.recordings.errors import RecordingDamaged, RecordingMissing
from tenants.local.recordings.models import Recording

pytestmark = pytest.mark.django_db

SOUND = b"RIFF" + bytes(range(256)) * 300


class Spool:
    """A gateway's spool in memory."""

    def __init__(self, **files: bytes) -> None:
        self.files = files

    def read(self, gateway: str, name: str) -> Iterator[bytes]:
        if name not in self.files:
            raise RecordingMissing(name)
        yield self.files[name][:1000]
        yield self.files[name][1000:]

    def delete(self, gateway: str, name: str) -> None:
        self.files.pop(name, None)


@pytest.fixture
def recording() -> Any:
    with tenancy.entered("east"):
        row = actions.do_begin(
            name="talk",
            gateway="gw1",
            call_id="c",
            kind="CONVERSATION",
            agent_number="8101",
            seat="east-01",
            at=timezone.now(),
            tenant_code="02",
        )
        actions.do_finish(row, seconds=12.0, seat="east-01")
        yield row


def test_given_a_spooled_recording_when_stored_then_it_is_verified_and_the_spool_forgets_it(
    recording: Recording,
) -> None:
    spool, store = Spool(talk=SOUND), MemoryStore()
    actions.do_store(recording, "east", spool, store)
    recording.refresh_from_db()
    assert recording.state == "STORED"
    assert recording.sha256 == hashlib.sha256(SOUND).hexdigest()
    assert recording.size == len(SOUND)
    assert recording.object_key.startswith("east/recordings/")
    assert store.open(recording.object_key).read() == SOUND
    assert spool.files == {}


def test_given_a_store_that_damages_when_stored_then_refused_and_the_spool_keeps_it(recording: Recording) -> None:
    class Damaging(MemoryStore):
        def put(self, key: str, content: BinaryIO, content_type: str) -> None:
            super().put(key, BytesIO(content.read()[:-1]), content_type)

    spool = Spool(talk=SOUND)
    with pytest.raises(RecordingDamaged):
        actions.do_store(recording, "east", spool, Damaging())
    recording.refresh_from_db()
    assert (recording.state, recording.object_key) == ("SPOOLED", "")
    assert spool.files == {"talk": SOUND}


def test_given_a_recording_that_is_gone_when_stored_then_it_says_so_and_stays_spooled(recording: Recording) -> None:
    with pytest.raises(RecordingMissing):
        actions.do_store(recording, "east", Spool(), MemoryStore())
    recording.refresh_from_db()
    assert recording.state == "SPOOLED"


def test_given_a_stored_recording_when_stored_again_then_nothing_is_fetched(recording: Recording) -> None:
    store = MemoryStore()
    actions.do_store(recording, "east", Spool(talk=SOUND), store)
    actions.do_store(recording, "east", Spool(), store)
    assert recording.state == "STORED"


def test_given_two_recordings_of_a_day_when_begun_then_their_numbers_follow_on(recording: Recording) -> None:
    second = actions.do_begin(
        name="talk2",
        gateway="gw1",
        call_id="c2",
        kind="VOICEMAIL",
        agent_number="",
        seat="",
        at=recording.started_at,
        tenant_code="02",
    )
    assert int(second.number[-5:]) == int(recording.number[-5:]) + 1
