"""Statistics mailed to a superior department: a real mail server that takes, is away for now, refuses."""

import csv
import hashlib
import io
import socket
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from hotline import outbox, tenancy
from hotline.main import mailing
from hotline.notify.mail import ConsoleMail, SmtpMail
from hotline.outbox.models import OutboxRow
from tenants.local.letters.errors import NoSenderAddress
from tenants.local.reports import actions, recipients
from tenants.local.reports.models import Delivery, Recipient
from tenants.local.reports.rules import Every, Subject
from tenants.local.reports.words import Language
from tenants.shared.alarms.models import Alarm
from tests.factories import letters
from tests.factories.people import actor

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
BUREAU = "tongji@province.example"


class Office:
    """The department's mail server."""

    def __init__(self) -> None:
        self.answers: list[str] = []
        self.taken: list[tuple[list[str], EmailMessage]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            self.taken.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return answer


@pytest.fixture
def office() -> Iterator[Office]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    handler = Office()
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    mailing.wire(SmtpMail(f"smtp://127.0.0.1:{port}"))
    yield handler
    mailing.wire()
    server.stop()


@pytest.fixture(autouse=True)
def in_east() -> Iterator[None]:
    with tenancy.entered("east"):
        yield


def keep(language: Language = Language.ZH_HANS, *subjects: Subject) -> tuple[Recipient, str]:
    given = actions.RecipientInput(
        "省统计处", f" {BUREAU.upper()} ", subjects or (Subject.HOUR,), Every.DAY, language=language
    )
    return actions.do_keep_recipient(actor("east"), given)


def send(recipient: Recipient) -> Delivery:
    (row,) = actions.do_send(actor("east"), recipient.pk, DAY, DAY)
    outbox.drain()
    row.refresh_from_db()
    return row


def due_now() -> None:
    """The pause after a try is over."""
    with tenancy.entered_public():
        OutboxRow.objects.filter(kind=actions.KIND).update(due_at=timezone.now())


def alarmed() -> int:
    with tenancy.entered_public():
        return Alarm.objects.filter(kind="REPORT_UNSENT", tenant="east").count()


def test_given_a_mail_address_when_sent_then_sheet_page_and_document_arrive_as_kept(office: Office) -> None:
    letters.address()
    recipient, secret = keep()
    assert (recipient.url, secret) == (f"mailto:{BUREAU}", "")
    row = send(recipient)
    assert (row.state, row.problem) == ("SENT", "")
    ((to, made),) = office.taken
    assert (to, made["From"]) == ([BUREAU], f"东区分中心 <{letters.EAST}>")
    assert made["Subject"].endswith("按时段 2026-03-02")
    assert (made["Auto-Submitted"], made["Message-ID"].split("@")[0]) == ("auto-generated", f"<{row.key}.report")
    files = {part.get_filename(): part.get_payload(decode=True) for part in made.iter_attachments()}
    assert list(files) == [f"hour-2026-03-02-2026-03-02.{kind}" for kind in ("csv", "html", "json")]
    sheet, page, document = files.values()
    table = list(csv.reader(io.StringIO(sheet.decode("utf-8-sig"))))
    assert (table[0][:2], table[1][:2], table[-1][:2]) == (["按时段", "来电"], ["00:00–01:00", "0"], ["合计", "0"])
    assert (len(table), len(table[0])) == (26, 21)
    assert page.decode() == recipients.page(row.pk)
    assert document.decode() == recipients.document(row.pk)
    assert hashlib.sha256(document).hexdigest() == row.digest
    assert row.digest in made.get_body(("plain",)).get_content()


def test_given_every_table_and_language_when_made_then_every_word_is_known(office: Office) -> None:
    letters.address()
    for language in Language:
        recipient, _ = keep(language, *Subject)
        actions.do_send(actor("east"), recipient.pk, DAY, DAY)
    outbox.drain()
    assert [len(office.taken), Delivery.objects.filter(state="SENT").count()] == [3 * len(Subject)] * 2


def test_given_a_server_that_is_away_when_tried_again_then_one_mail_under_one_id(office: Office) -> None:
    letters.address()
    office.answers = ["451 later"]
    row = send(keep()[0])
    assert (row.state, row.problem) == ("WAITING", "451 later")
    due_now()
    outbox.drain()
    due_now()
    assert outbox.drain() == 0
    row.refresh_from_db()
    assert (row.state, row.problem, len(office.taken), alarmed()) == ("SENT", "", 1, 0)


def test_given_a_server_that_refuses_when_sent_then_given_up_and_an_alarm_until_sent_again(office: Office) -> None:
    letters.address()
    office.answers = ["550 no such user"]
    row = send(keep()[0])
    assert (row.state, row.problem, alarmed()) == ("FAILED", "550 no such user", 1)
    actions.do_send_again(actor("east"), row.pk)
    outbox.drain()
    ((_, made),) = office.taken
    assert made["Message-ID"].startswith(f"<{row.key}.report@")


def test_given_a_worker_killed_while_mailing_when_settled_then_the_same_message_id(office: Office) -> None:
    letters.address()
    (row,) = actions.do_send(actor("east"), keep()[0].pk, DAY, DAY)
    with tenancy.entered_public():  # it was begun, and nobody knows how it ended
        OutboxRow.objects.filter(kind=actions.KIND).update(state="UNKNOWN", attempts=1)
    outbox.drain()
    assert [made["Message-ID"].split(".report@")[0] for _, made in office.taken] == [f"<{row.key}"]


def test_given_a_house_without_mail_server_when_sent_then_it_does_not_claim_so(office: Office) -> None:
    letters.address()
    mailing.wire(ConsoleMail())
    row = send(keep()[0])
    assert (row.state, row.problem, alarmed()) == ("FAILED", "MAIL_SERVER_URL is not set", 1)


def test_given_no_address_of_ours_when_set_up_then_refused_and_nothing_kept(office: Office) -> None:
    with pytest.raises(NoSenderAddress):
        keep()
    assert Recipient.objects.count() == 0


def test_given_a_mail_recipient_when_changed_to_https_then_it_gets_a_secret_once(office: Office) -> None:
    letters.address()
    recipient, _ = keep()
    given = actions.RecipientInput("省统计处", "https://province.example/in", (Subject.HOUR,), Every.DAY)
    changed, secret = actions.do_keep_recipient(actor("east"), given, recipient.pk)
    assert (len(secret), actions.secret_of(changed)) == (43, secret)
    assert actions.do_keep_recipient(actor("east"), given, recipient.pk)[1] == ""
