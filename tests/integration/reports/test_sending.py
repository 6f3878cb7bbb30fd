"""Statistics on their way to a superior department: a real HTTP server that takes, refuses, fails and forwards."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from django.utils import timezone

from hotline import outbox, tenancy
from hotline.audit.journal import entries
from hotline.kernel.errors import NotFound
from hotline.outbox.models import OutboxRow
from tenants.local.reports import actions, recipients
from tenants.local.reports.errors import AddressRefused, IsWaiting, NothingToSend, NotYetOver
from tenants.local.reports.models import Delivery, Recipient
from tenants.local.reports.rules import Every, Subject
from tenants.shared.alarms.models import Alarm
from tests.factories.people import actor

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
ZONE = timezone.get_default_timezone()


class Department(HTTPServer):
    """The superior department's house."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Door)
        self.answers: list[int] = []
        self.taken: list[tuple[dict[str, str], bytes]] = []
        self.url = f"http://127.0.0.1:{self.server_port}/in?centre=1"


class Door(BaseHTTPRequestHandler):
    """Who answers there."""

    server: Department

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append(({name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(self.server.answers.pop(0) if self.server.answers else 204)
        self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def department() -> Iterator[Department]:
    with Department() as server:
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def in_city() -> Iterator[None]:
    with tenancy.entered("city"):
        yield


def keep(url: str, *subjects: Subject, every: Every = Every.DAY) -> tuple[Recipient, str]:
    given = actions.RecipientInput("省热线办", url, subjects or (Subject.CENTRE,), every)
    return actions.do_keep_recipient(actor("city"), given)


def due_now() -> None:
    """The pause after a try is over."""
    with tenancy.entered_public():
        OutboxRow.objects.filter(kind=actions.KIND).update(due_at=timezone.now())


def only() -> Delivery:
    return Delivery.objects.get()


def alarms() -> list[tuple[str, str]]:
    with tenancy.entered_public():
        return list(Alarm.objects.filter(kind="REPORT_UNSENT").values_list("tenant", "subject"))


def test_given_a_recipient_when_sent_then_the_document_is_signed_kept_and_known_by_its_key(
    department: Department,
) -> None:
    recipient, secret = keep(department.url, Subject.CENTRE, Subject.HOUR)
    made = actions.do_send(actor("city"), recipient.pk, DAY, DAY)
    assert outbox.drain() == 2
    assert len(department.taken) == 2
    for row, (headers, body) in zip(made, department.taken, strict=True):
        row.refresh_from_db()
        assert (row.state, row.problem) == ("SENT", "")
        assert (headers["idempotency-key"], headers["content-type"]) == (str(row.key), "application/json")
        told, code = (part.partition("=")[2] for part in headers["hotline-signature"].split(","))
        signed = hmac.new(secret.encode(), f"{told}.".encode() + body, hashlib.sha256).hexdigest()
        assert hmac.compare_digest(code, signed)
        assert hashlib.sha256(body).hexdigest() == row.digest
        assert recipients.document(row.pk) == body.decode()
    document = json.loads(department.taken[0][1])
    assert (document["centre"], document["subject"], document["begin"]) == ("city", "CENTRE", "2026-03-02")
    assert document["columns"][0] == {"key": "arrived", "unit": "COUNT", "norm": None}
    assert [row["key"] for row in document["rows"]] == ["city", "east", "west", "north"]
    assert ("report.send", "省热线办") in [(entry.action, entry.object) for entry in entries()]


def test_given_a_department_that_fails_when_tried_again_then_it_has_it_once_under_one_key(
    department: Department,
) -> None:
    recipient, _ = keep(department.url)
    actions.do_send(actor("city"), recipient.pk, DAY, DAY)
    department.answers = [500, 429]
    for problem in ("HTTP 500", "HTTP 429"):
        outbox.drain()
        assert (only().state, only().problem) == ("WAITING", problem)
        due_now()
    outbox.drain()
    assert (only().state, only().problem) == ("SENT", "")
    due_now()
    assert outbox.drain() == 0
    assert len({headers["idempotency-key"] for headers, _ in department.taken}) == 1
    assert alarms() == []


@pytest.mark.parametrize("status", [302, 403, 404])
def test_given_a_department_that_refuses_or_leads_elsewhere_when_sent_then_given_up_and_an_alarm(
    department: Department, status: int
) -> None:
    recipient, _ = keep(department.url)
    actions.do_send(actor("city"), recipient.pk, DAY, DAY)
    department.answers = [status]
    outbox.drain()
    assert (only().state, only().problem) == ("FAILED", f"HTTP {status}")
    assert alarms() == [("city", "city/省热线办")]
    # when somebody has it sent again, it is the same document under the same key
    actions.do_send_again(actor("city"), only().pk)
    with pytest.raises(IsWaiting):
        actions.do_send_again(actor("city"), only().pk)
    outbox.drain()
    assert only().state == "SENT"
    (first, one), (second, other) = department.taken
    assert (one, first["idempotency-key"]) == (other, second["idempotency-key"])


def test_given_nobody_there_when_sent_then_tried_again_later(department: Department) -> None:
    recipient, _ = keep("http://127.0.0.1:9/in")
    actions.do_send(actor("city"), recipient.pk, DAY, DAY)
    outbox.drain()
    assert only().state == "WAITING"
    assert "refused" in only().problem.lower()


def test_given_a_worker_killed_while_sending_when_settled_then_sent_under_the_same_key(department: Department) -> None:
    recipient, _ = keep(department.url)
    (row,) = actions.do_send(actor("city"), recipient.pk, DAY, DAY)
    with tenancy.entered_public():  # it was begun, and nobody knows how it ended
        OutboxRow.objects.filter(kind=actions.KIND).update(state="UNKNOWN", attempts=1)
    outbox.drain()
    assert [headers["idempotency-key"] for headers, _ in department.taken] == [str(row.key)]
    assert only().state == "SENT"


def test_given_a_name_that_stands_for_this_machine_when_a_county_sends_then_nothing_leaves(
    department: Department, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("127.0.0.1", department.server_port))])
    with tenancy.entered_public(), tenancy.entered("east"):
        given = actions.RecipientInput("x", "https://province.example/in", (Subject.DAY,), Every.DAY)
        recipient, _ = actions.do_keep_recipient(actor("east"), given)
        actions.do_send(actor("east"), recipient.pk, DAY, DAY)
        outbox.drain()
        row = Delivery.objects.get()
        assert (row.state, row.problem) == ("FAILED", "NotThere: province.example: 127.0.0.1")
    assert department.taken == []


def test_given_a_schedule_when_its_hour_comes_then_each_table_is_made_once(department: Department) -> None:
    recipient, _ = keep(department.url, Subject.CENTRE, Subject.QUEUE)
    Recipient.objects.update(made_at=datetime(2026, 3, 2, 12, tzinfo=ZONE))
    assert actions.do_send_due(datetime(2026, 3, 3, 5, 59, tzinfo=ZONE)) == 0
    assert actions.do_send_due(datetime(2026, 3, 3, 6, tzinfo=ZONE)) == 2
    assert actions.do_send_due(datetime(2026, 3, 3, 6, 5, tzinfo=ZONE)) == 0
    assert actions.do_send_due(datetime(2026, 3, 4, 6, tzinfo=ZONE)) == 2
    found = Delivery.objects.order_by("id").values_list("subject", "begin", "by")
    assert list(found) == [(s, d, "") for d in (DAY, DAY + timedelta(days=1)) for s in ("CENTRE", "QUEUE")]
    # removed, or closed: nothing more
    actions.do_remove_recipient(actor("city"), recipient.pk)
    assert actions.do_send_due(datetime(2026, 3, 5, 6, tzinfo=ZONE)) == 0
    outbox.drain()
    assert department.taken == []


def test_given_what_cannot_be_when_set_up_or_sent_then_refused_and_nothing_changed(department: Department) -> None:
    recipient, _ = keep(department.url)
    before = Recipient.objects.values().get()
    for given, error in (
        (actions.RecipientInput("a", "https://127.0.0.2:x/", (Subject.DAY,), Every.DAY), AddressRefused),
        (actions.RecipientInput("a", department.url, (), Every.DAY), NothingToSend),
    ):
        with pytest.raises(error):
            actions.do_keep_recipient(actor("city"), given, recipient.pk)
    with pytest.raises(NotFound):
        keep_other = actions.RecipientInput("a", department.url, (Subject.DAY,), Every.DAY)
        actions.do_keep_recipient(actor("city"), keep_other, recipient.pk + 1)
    with pytest.raises(NotYetOver):
        actions.do_send(actor("city"), recipient.pk, DAY, timezone.localdate())
    assert Recipient.objects.values().get() == before
    assert Delivery.objects.count() == 0


def test_given_a_renewed_secret_when_sent_then_signed_with_the_new_one(department: Department) -> None:
    recipient, old = keep(department.url)
    new = actions.do_renew_secret(actor("city"), recipient.pk)
    assert new != old
    actions.do_send(actor("city"), recipient.pk, DAY, DAY)
    outbox.drain()
    ((headers, body),) = department.taken
    told, code = (part.partition("=")[2] for part in headers["hotline-signature"].split(","))
    assert code == hmac.new(new.encode(), f"{told}.".encode() + body, hashlib.sha256).hexdigest()
    assert new not in Recipient.objects.get().secret
