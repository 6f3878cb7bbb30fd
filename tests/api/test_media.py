"""``/recordings/<id>/audio``: ranges, permission, another county, the audit log."""

import io
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.utils import timezone

from hotline import objectstore, tenancy
from hotline.audit.models import AuditEntry
from hotline.kernel.permissions import Role
from hotline.objectstore.memory import MemoryStore
from tenants.local.contacts.models import Contact
from tenants.local.recordings.models import Recording
from tests.api.conftest import Browser

People = Callable[..., Browser]
SOUND = bytes(range(256)) * 4
URL, FILE = "/recordings/900001/audio", "/recordings/900001/file"


@pytest.fixture
def recording(db: None) -> Iterator[Recording]:
    """A stored recording of east whose sound is SOUND."""
    before = objectstore.current_store()
    store = MemoryStore()
    objectstore.wire(store)
    store.put("east/recordings/1.flac", io.BytesIO(SOUND), "audio/flac")
    with tenancy.entered("east"):
        row = Recording.objects.create(
            pk=900_001,
            number="02-20260704-00001",
            name="r",
            gateway="a",
            call_id="call",
            kind="CONVERSATION",
            started_at=timezone.now(),
            seconds=1,
            state="STORED",
            object_key="east/recordings/1.flac",
            media_type="audio/flac",
        )
    yield row
    objectstore.wire(before)


def played() -> list[tuple[str, str]]:
    """(action, object) of playbacks in east's audit log."""
    with tenancy.entered("east"):
        return list(AuditEntry.objects.filter(action="recording.play").values_list("action", "object"))


def body(answer: object) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_given_an_inspector_when_played_then_the_sound_and_one_audit_entry(
    recording: Recording, browser: People
) -> None:
    answer = browser("east", Role.QUALITY_INSPECTOR).client.get(URL)
    assert (answer.status_code, body(answer)) == (200, SOUND)
    assert (answer["Content-Type"], answer["Accept-Ranges"], answer["Content-Length"]) == (
        "audio/flac",
        "bytes",
        "1024",
    )
    assert "no-store" in answer["Cache-Control"]
    assert played() == [("recording.play", "recording 02-20260704-00001")]


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-", 0, 1024),
        ("bytes=10-19", 10, 20),
        ("bytes=1000-", 1000, 1024),
        ("bytes=-24", 1000, 1024),
        ("bytes=1000-9999", 1000, 1024),
        ("bytes=-9999", 0, 1024),
    ],
)
def test_given_a_range_when_asked_then_just_that(
    recording: Recording, browser: People, asked: str, start: int, end: int
) -> None:
    answer = browser("east", Role.QUALITY_INSPECTOR).client.get(URL, headers={"Range": asked})
    assert (answer.status_code, body(answer)) == (206, SOUND[start:end])
    assert answer["Content-Range"] == f"bytes {start}-{end - 1}/1024"
    assert len(played()) == 1


@pytest.mark.parametrize("asked", ["bytes=1024-", "bytes=5-4", "bytes=-0", "bytes=-"])
def test_given_a_range_that_is_not_there_when_asked_then_416_and_not_audited(
    recording: Recording, browser: People, asked: str
) -> None:
    answer = browser("east", Role.QUALITY_INSPECTOR).client.get(URL, headers={"Range": asked})
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */1024")
    assert played() == []


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "lines=1-2", "bytes=x-y"])
def test_given_a_range_of_another_kind_when_asked_then_the_whole(
    recording: Recording, browser: People, asked: str
) -> None:
    answer = browser("east", Role.QUALITY_INSPECTOR).client.get(URL, headers={"Range": asked})
    assert (answer.status_code, body(answer)) == (200, SOUND)


def test_given_a_player_that_asks_in_parts_when_played_then_audited_once_and_skipping_the_start_does_not_help(
    recording: Recording, browser: People
) -> None:
    client = browser("east", Role.QUALITY_INSPECTOR).client
    for asked in ("bytes=500-", "bytes=100-200", "bytes=600-700"):
        body(client.get(URL, headers={"Range": asked}))
    assert len(played()) == 1


def test_given_a_head_when_asked_then_the_size_and_no_playback(recording: Recording, browser: People) -> None:
    answer = browser("east", Role.QUALITY_INSPECTOR).client.head(URL)
    assert (answer.status_code, answer["Content-Length"], answer.content) == (200, "1024", b"")
    assert played() == []


def test_given_nobody_signed_in_when_asked_then_401(recording: Recording) -> None:
    assert Client().get(URL).status_code == 401
    assert played() == []


def test_given_no_permission_when_asked_then_403(recording: Recording, browser: People) -> None:
    assert browser("east", Role.AGENT).client.get(URL).status_code == 403
    assert played() == []


@pytest.mark.parametrize("tenant", ["west", "city"])
def test_given_another_tenant_when_asked_then_404(recording: Recording, browser: People, tenant: str) -> None:
    assert browser(tenant, *Role).client.get(URL).status_code == 404
    assert played() == []


def test_given_a_recording_on_its_way_to_the_store_when_asked_then_409(recording: Recording, browser: People) -> None:
    with tenancy.entered("east"):
        Recording.objects.update(state="SPOOLED")
    assert browser("east", Role.QUALITY_INSPECTOR).client.get(URL).status_code == 409


def test_given_a_voice_message_when_played_then_marked_as_heard(recording: Recording, browser: People) -> None:
    with tenancy.entered("east"):
        Recording.objects.update(kind="VOICEMAIL")
        Contact.objects.create(call_id="call", medium="VOICEMAIL", arrived_at=timezone.now())
    seen = browser("east", Role.SHIFT_SUPERVISOR)
    query = '{ contact(callId: "call") { listened recordings { url } } }'
    assert seen.data(query)["contact"] == {"listened": False, "recordings": [{"url": URL}]}
    body(seen.client.get(URL))
    assert seen.data(query)["contact"]["listened"] is True


def test_given_a_reason_when_taken_away_then_the_file_by_its_number_and_the_reason_on_record(
    recording: Recording, browser: People
) -> None:
    answer = browser("east", Role.QUALITY_INSPECTOR).client.get(FILE, {"reason": "行政复议 12 号"})
    assert (answer.status_code, body(answer), answer["Content-Length"]) == (200, SOUND, "1024")
    assert answer["Content-Disposition"] == 'attachment; filename="02-20260704-00001.flac"'
    with tenancy.entered("east"):
        [entry] = AuditEntry.objects.filter(action="recording.download")
    assert (entry.object, entry.detail) == ("recording 02-20260704-00001", "行政复议 12 号")


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201])
def test_given_no_usable_reason_when_taken_away_then_400_and_nothing_on_record(
    recording: Recording, browser: People, reason: str
) -> None:
    answer = browser("east", Role.QUALITY_INSPECTOR).client.get(FILE, {"reason": reason})
    assert (answer.status_code, answer.content) == (400, b"reason")
    with tenancy.entered("east"):
        assert not AuditEntry.objects.filter(action="recording.download").exists()


def test_given_people_who_may_not_when_taken_away_then_refused(recording: Recording, browser: People) -> None:
    for tenant, role, status in (("east", Role.DEPARTMENT_HANDLER, 403), ("west", Role.QUALITY_INSPECTOR, 404)):
        assert browser(tenant, role).client.get(FILE, {"reason": "x"}).status_code == status
    with tenancy.entered("east"):
        assert not AuditEntry.objects.filter(action="recording.download").exists()
