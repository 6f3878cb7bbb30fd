"""A recording leaves the gateway only after the object store has given the same bytes back; both sides are on it."""

import hashlib
import io
import wave
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO

import av
import numpy as np
import numpy.typing as npt
import pytest
from django.utils import timezone

from hotline import tenancy
from hotline.objectstore import ObjectMissing
from hotline.objectstore.memory import MemoryStore
from tenants.local.recordings import actions
from tenants.local.recordings.errors import RecordingDamaged, RecordingMissing
from tenants.local.recordings.models import Recording, Waveform

pytestmark = pytest.mark.django_db

RATE = 8000
Samples = npt.NDArray[np.int16]


def tone(hz: float, seconds: float, loudness: int = 8000) -> Samples:
    at = np.arange(int(seconds * RATE)) / RATE
    return (loudness * np.sin(2 * np.pi * hz * at)).astype(np.int16)


def wav(samples: Samples) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.astype("<i2").tobytes())
    return file.getvalue()


def stored(store: MemoryStore, recording: Recording) -> Samples:
    """(channels, n) of what is kept."""
    with store.open(recording.object_key) as content, av.open(io.BytesIO(content.read()), "r", format="flac") as file:
        pieces = [frame.to_ndarray().reshape(-1, recording.channels).T for frame in file.decode(audio=0)]
    return np.concatenate(pieces, axis=1)


CITIZEN, AGENT = tone(440, 12.0), tone(880, 11.96, 16000)


def both(name: str = "talk") -> dict[str, bytes]:
    return {f"{name}.in": wav(CITIZEN), f"{name}.out": wav(AGENT)}


class Spool:
    """A gateway's spool in memory."""

    def __init__(self, files: dict[str, bytes]) -> None:
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


def test_given_two_tracks_when_stored_then_citizen_left_agent_right_and_the_spool_forgets_them(
    recording: Recording,
) -> None:
    spool, store = Spool(both()), MemoryStore()
    actions.do_store(recording, "east", spool, store)
    recording.refresh_from_db()
    assert (recording.state, recording.media_type, recording.channels) == ("STORED", "audio/flac", 2)
    assert recording.object_key.startswith("east/recordings/") and recording.object_key.endswith(".flac")
    kept = store.open(recording.object_key).read()
    assert (recording.sha256, recording.size) == (hashlib.sha256(kept).hexdigest(), len(kept))
    assert recording.seconds == 12.0
    left, right = stored(store, recording)
    assert np.array_equal(left, CITIZEN)
    assert np.array_equal(right[: len(AGENT)], AGENT) and not right[len(AGENT) :].any()
    assert spool.files == {}


def test_given_a_stored_recording_then_its_picture_shows_each_side_where_it_is_loud(recording: Recording) -> None:
    said = CITIZEN.copy()
    said[RATE * 6 :] = 0
    actions.do_store(recording, "east", Spool({"talk.in": wav(said), "talk.out": wav(AGENT)}), MemoryStore())
    peaks = bytes(Waveform.objects.get(recording=recording).peaks)
    left, right = np.frombuffer(peaks, np.uint8).reshape(2, -1)
    assert len(left) == len(right) == 1200
    assert set(left[:600]) == {62} and set(left[600:]) == {0}  # 8000 of 32768
    assert set(right[:1190]) <= {123, 124} and right[-1] == 0


def test_given_one_track_only_when_stored_then_the_other_side_is_silent(recording: Recording) -> None:
    store = MemoryStore()
    actions.do_store(recording, "east", Spool({"talk.out": wav(AGENT)}), store)
    left, right = stored(store, recording)
    assert not left.any() and np.array_equal(right, AGENT)


def test_given_a_recording_of_an_earlier_version_when_stored_then_its_one_track_is_kept(recording: Recording) -> None:
    spool, store = Spool({"talk": wav(CITIZEN)}), MemoryStore()
    actions.do_store(recording, "east", spool, store)
    assert (recording.channels, spool.files) == (1, {})
    assert np.array_equal(stored(store, recording)[0], CITIZEN)


def test_given_a_gateway_that_was_killed_when_stored_then_all_that_was_written_is_kept(recording: Recording) -> None:
    headless = bytearray(wav(CITIZEN))
    headless[4:8] = headless[40:44] = b"\0\0\0\0"
    store = MemoryStore()
    actions.do_store(recording, "east", Spool({"talk.in": bytes(headless)}), store)
    assert np.array_equal(stored(store, recording)[0], CITIZEN)


@pytest.mark.parametrize(
    "broken", [wav(CITIZEN)[:-100], b"", b"RIFF" + bytes(300), wav(CITIZEN)[:20] + b"\2" + wav(CITIZEN)[21:]]
)
def test_given_a_broken_track_when_stored_then_refused_and_the_spool_keeps_it(
    recording: Recording, broken: bytes
) -> None:
    spool, store = Spool({"talk.in": broken, "talk.out": wav(AGENT)}), MemoryStore()
    with pytest.raises(RecordingDamaged):
        actions.do_store(recording, "east", spool, store)
    recording.refresh_from_db()
    assert recording.state == "SPOOLED"
    assert set(spool.files) == {"talk.in", "talk.out"}


def test_given_tracks_without_a_sample_when_stored_then_it_has_failed(recording: Recording) -> None:
    spool, store = Spool({"talk.in": wav(CITIZEN[:0]), "talk.out": wav(CITIZEN[:0])}), MemoryStore()
    actions.do_store(recording, "east", spool, store)
    recording.refresh_from_db()
    assert (recording.state, recording.object_key, spool.files) == ("FAILED", "", {})


def test_given_a_store_that_damages_when_stored_then_refused_and_the_spool_keeps_it(recording: Recording) -> None:
    class Damaging(MemoryStore):
        def put(self, key: str, content: BinaryIO, content_type: str) -> None:
            super().put(key, BytesIO(content.read()[:-1]), content_type)

    spool = Spool(both())
    with pytest.raises(RecordingDamaged):
        actions.do_store(recording, "east", spool, Damaging())
    recording.refresh_from_db()
    assert (recording.state, recording.object_key) == ("SPOOLED", "")
    assert spool.files == both()


def test_given_a_recording_that_is_gone_when_stored_then_it_says_so_and_stays_spooled(recording: Recording) -> None:
    with pytest.raises(RecordingMissing):
        actions.do_store(recording, "east", Spool({}), MemoryStore())
    recording.refresh_from_db()
    assert recording.state == "SPOOLED"


def test_given_a_stored_recording_when_stored_again_then_nothing_is_fetched(recording: Recording) -> None:
    store = MemoryStore()
    actions.do_store(recording, "east", Spool(both()), store)
    actions.do_store(recording, "east", Spool({}), store)
    assert recording.state == "STORED"


def test_given_a_retention_rule_that_is_quicker_when_stored_then_the_sound_does_not_come_back(
    recording: Recording,
) -> None:
    class Late(MemoryStore):
        def put(self, key: str, content: BinaryIO, content_type: str) -> None:
            super().put(key, content, content_type)
            Recording.objects.filter(pk=recording.pk).update(state="DELETED")
            self.key = key

    store = Late()
    actions.do_store(recording, "east", Spool(both()), store)
    recording.refresh_from_db()
    assert (recording.state, recording.object_key) == ("DELETED", "")
    with pytest.raises(ObjectMissing):
        store.size(store.key)
    assert not Waveform.objects.exists()


def test_given_pauses_when_told_then_the_recording_knows_when_nothing_was_recorded(recording: Recording) -> None:
    for at, paused in ((100.0, True), (100.0, True), (107.5, False), (107.5, False), (120.0, True)):
        actions.do_mark_gap("c", "8101", at, paused=paused)
    recording.refresh_from_db()
    assert recording.gaps == [{"from": 100.0, "until": 107.5}, {"from": 120.0, "until": None}]
    actions.do_mark_gap("c", "8102", 130.0, paused=False)
    actions.do_mark_gap("other", "8101", 130.0, paused=False)
    recording.refresh_from_db()
    assert recording.gaps[-1]["until"] is None


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
