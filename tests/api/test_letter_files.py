"""Files that go with an answer to a letter: uploaded, sent by a real mail server, shown, taken away; refusals."""

import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from hotline import objectstore, outbox, tenancy
from hotline.audit.journal import entries
from hotline.kernel.permissions import Role
from hotline.main import mailing
from hotline.notify.mail import SmtpMail
from hotline.objectstore.files import FileStore
from hotline.objectstore.memory import MemoryStore
from hotline.outbox.models import OutboxRow
from tenants.local.letters import enclosing, intake, rules
from tenants.local.letters.models import Enclosure, SentLetter
from tests.api.conftest import Browser
from tests.factories import letters
from tests.factories.letters import WANG

pytestmark = pytest.mark.django_db
People = Callable[..., Browser]
UPLOAD = "/letter-files/upload"
ANSWER = """mutation($i: ID!, $k: String!, $f: [ID!]) { letterAnswer(id: $i, body: "见附件", key: $k, files: $f) {
  letter { answers { id files { number name size url } } } errors { code field message } } }"""


@pytest.fixture
def store() -> Iterator[MemoryStore]:
    """Objects in memory during a test."""
    double = MemoryStore()
    objectstore.wire(double)
    yield double
    objectstore.wire(FileStore(settings.HOTLINE_HOME / "objects"))


@pytest.fixture
def mails() -> Iterator[list[EmailMessage]]:
    """What a mail server on a port of the loopback has taken."""
    taken: list[EmailMessage] = []

    class Sink:
        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
            taken.append(message_from_bytes(envelope.content, policy=policy.default))
            return "250 OK"

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(Sink(), hostname="127.0.0.1", port=port, data_size_limit=40 * 1024 * 1024)
    server.start()
    mailing.wire(SmtpMail(f"smtp://127.0.0.1:{port}"))
    yield taken
    mailing.wire()
    server.stop()


@pytest.fixture
def came(store: MemoryStore) -> str:
    """A mail in east."""
    own = letters.address()
    with tenancy.entered("east"):
        return str(intake.do_take_in(letters.mail().as_bytes(), WANG, own, "east", store)[0].pk)


def upload(seen: Client, name: str, content: bytes = b"%PDF-1.7") -> Any:
    """Upload a file as the console does."""
    return seen.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})


def test_it_arrives_with_its_files_and_they_can_be_seen_and_taken_away(
    browser: People, came: str, mails: list[EmailMessage]
) -> None:
    seen = browser("east", Role.AGENT)
    first, second = upload(seen.client, "办理 结果.pdf"), upload(seen.client, "灯.png", bytes(range(256)))
    assert (first.status_code, first.json()["name"], first.json()["size"]) == (201, "办理 结果.pdf", 8)
    keys = [second.json()["id"], first.json()["id"]]
    for _ in range(2):
        done = seen.data(ANSWER, i=came, k="k1", f=keys)["letterAnswer"]
        assert done["errors"] == []
    (answer,) = done["letter"]["answers"]
    where = f"/letter-files/sent/{answer['id']}"
    assert answer["files"] == [
        {"number": 1, "name": "灯.png", "size": 256, "url": f"{where}/1"},
        {"number": 2, "name": "办理 结果.pdf", "size": 8, "url": f"{where}/2"},
    ]
    OutboxRow.objects.update(due_at=timezone.now())
    outbox.drain()
    (mail,) = mails
    body = mail.get_body()
    assert body is not None and body.get_content().startswith("见附件")
    assert [(part.get_filename(), part.get_content_type(), part.get_content()) for part in mail.iter_attachments()] == [
        ("灯.png", "application/octet-stream", bytes(range(256))),
        ("办理 结果.pdf", "application/octet-stream", b"%PDF-1.7"),
    ]
    taken = seen.client.get(f"{where}/2")
    assert (taken.content, taken["Content-Type"]) == (b"%PDF-1.7", "application/octet-stream")
    assert taken["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E5%8A%9E")
    assert [seen.client.get(f"{where}/{number}").status_code for number in (0, 3, 99_999)] == [404] * 3
    assert browser("west", Role.AGENT).client.get(f"{where}/1").status_code == 404
    assert Client().get(f"{where}/1").status_code == 401
    with tenancy.entered("east"):
        found = [(entry.action, entry.detail) for entry in entries(f"letter out {answer['id']}")]
        assert found == [("letter.download", "办理 结果.pdf")]
        assert entries(f"letter {came}")[0].detail == f"{WANG} +2"


def test_refused_without_anything_changed(browser: People, came: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen, other = browser("east", Role.AGENT), browser("east", Role.AGENT)
    for name, content, code in (("run.exe", b"MZ", "ENCLOSURE_TYPE"), ("a.pdf", b"", "ENCLOSURE_TYPE"),
                                ("noending", b"x", "ENCLOSURE_TYPE")):  # fmt: skip
        told = upload(seen.client, name, content)
        assert (told.status_code, told.json()["code"]) == (400, code)
    monkeypatch.setattr(rules, "MOST_ENCLOSED", 10)
    assert upload(seen.client, "a.pdf", b"x" * 11).json()["code"] == "ENCLOSURES_TOO_BIG"
    assert (Client().post(UPLOAD).status_code, browser("east", Role.ASSESSOR).client.post(UPLOAD).status_code) == (
        401, 403,
    )  # fmt: skip
    mine, more = (upload(seen.client, f"{n}.pdf").json()["id"] for n in (1, 2))
    for who, files, code in (
        (other, [mine], "NOT_FOUND"), (seen, [str(uuid4())], "NOT_FOUND"), (seen, ["x"], "NOT_FOUND"),
        (seen, [mine, more], "ENCLOSURES_TOO_BIG"),
    ):  # fmt: skip
        (error,) = who.data(ANSWER, i=came, k="k", f=files)["letterAnswer"]["errors"]
        assert (error["code"], error["field"]) == (code, "files")
    with tenancy.entered("east"):
        assert SentLetter.objects.count() == 0
        assert Enclosure.objects.filter(sent=None).count() == 2
    assert seen.data(ANSWER, i=came, k="k", f=[mine])["letterAnswer"]["errors"] == []
    (error,) = seen.data(ANSWER, i=came, k="k2", f=[mine])["letterAnswer"]["errors"]
    assert error["code"] == "NOT_FOUND"  # it went with another already


def test_what_is_not_sent_within_a_day_is_dropped(browser: People, came: str, store: MemoryStore) -> None:
    seen = browser("east", Role.AGENT)
    upload(seen.client, "1.pdf")
    with tenancy.entered("east"):
        old = Enclosure.objects.get()
        Enclosure.objects.update(uploaded_at=timezone.now() - timedelta(days=1, seconds=1))
    upload(seen.client, "2.pdf")
    with tenancy.entered("east"):
        assert [row.name for row in Enclosure.objects.all()] == ["2.pdf"]
    with pytest.raises(objectstore.ObjectMissing):
        enclosing.read(store, old)


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\temp\\a.pdf", "a.pdf"),
        ('a\r\n"b<c>.pdf', "a_b_c_.pdf"),
        ("gpj\u202efdp.exe.pdf", "gpj_fdp.exe.pdf"),
        ("长" * 200 + ".docx", "长" * 115 + ".docx"),
        (" .pdf. ", "pdf"),
    ],
)
def test_names_are_safe(given: str, safe: str) -> None:
    assert enclosing.safe_name(given) == safe
