"""Letters by the API and by their addresses: boxes, work, answers, files with their audit, addresses, refusals."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from PIL import Image

from hotline import objectstore, outbox, tenancy
from hotline.audit.journal import entries
from hotline.kernel.permissions import Role
from hotline.main import mailing
from hotline.notify.mail import MailDelayed, MailRejected, MemoryMail
from hotline.objectstore.files import FileStore
from hotline.objectstore.memory import MemoryStore
from hotline.outbox.models import OutboxRow
from tenants.local.citizens import actions as citizens
from tenants.local.letters import intake
from tenants.local.letters.models import Letter, SentLetter
from tests.api.conftest import Browser
from tests.factories import faxes, letters
from tests.factories.letters import EAST, WANG
from tests.factories.people import actor

People = Callable[..., Browser]
BOX = """query($b: LetterInbox, $t: String) { letters(box: $b, text: $t) {
  total items { id subject beginning fileCount sender citizen { name } } }
  letterCounts { open new overdue mine failed } }"""
ONE = """query($i: ID!) { letter(id: $i) { state text seenBy quotedCase draft { recipient subject greeting closing }
  files { name notKept url pictureUrl } answers { state subject } others { subject } citizen { name mails } } }"""
TAKE = "mutation($i: ID!) { letterTake(id: $i) { letter { state takenBy } errors { code } } }"
GIVE = "mutation($i: ID!) { letterGiveBack(id: $i) { letter { state takenBy } errors { code } } }"
FILE = """mutation($i: ID!, $c: String!) { letterFileTo(id: $i, caseNumber: $c) {
  letter { state caseNumber } errors { code field } } }"""
DISMISS = """mutation($i: ID!, $r: LetterDismissReason!) { letterDismiss(id: $i, reason: $r, note: "广告") {
  letter { state reason note } errors { code } } }"""
REOPEN = "mutation($i: ID!) { letterReopen(id: $i) { letter { state reason } errors { code } } }"
ANSWER = """mutation($i: ID!, $b: String!, $k: String!, $c: String) {
  letterAnswer(id: $i, body: $b, key: $k, caseNumber: $c) {
    letter { state answers { id state subject recipient } } errors { code field } } }"""
AGAIN = "mutation($i: ID!) { letterSendAgain(id: $i) { letter { state } errors { code } } }"
LINK = "mutation($i: ID!, $c: ID!) { letterLink(id: $i, citizen: $c) { letter { citizen { name } } errors { code } } }"
OF_CASE = "query($c: String!) { caseLetters(caseNumber: $c) { received { id } sent { state } } }"
ADDRESSES = "{ serviceAddresses { id kind address queue name isOpen } }"
SET = """mutation($i: ID, $a: String!, $q: String) { serviceAddressSet(id: $i, kind: MAIL, address: $a, queue: $q) {
  address { id address queue isOpen } errors { code field } } }"""
DROP = "mutation($i: ID!) { serviceAddressDrop(id: $i) { ok errors { code } } }"


@pytest.fixture
def store() -> Iterator[MemoryStore]:
    """Objects in memory during a test."""
    double = MemoryStore()
    objectstore.wire(double)
    yield double
    objectstore.wire(FileStore(settings.HOTLINE_HOME / "objects"))


@pytest.fixture
def carrier() -> Iterator[MemoryMail]:
    """A mail server in memory."""
    double = MemoryMail()
    mailing.wire(double)
    yield double
    mailing.wire()


@pytest.fixture
def came(db: None, store: MemoryStore) -> str:
    """A mail in east with a picture and a program."""
    made, dots = letters.mail(), io.BytesIO()
    Image.new("RGB", (4, 4)).save(dots, "PNG")
    made.add_attachment(dots.getvalue(), maintype="image", subtype="png", filename="灯.png")
    made.add_attachment(b"MZ", maintype="application", subtype="x-msdownload", filename="run.exe")
    return take(made, store)


def take(made: Any, store: MemoryStore) -> str:
    """A mail comes to east; its id."""
    own = letters.address() if not _known() else _known()[0]
    with tenancy.entered("east"):
        return str(intake.do_take_in(made.as_bytes(), WANG, own, "east", store)[0].pk)


def _known() -> list[Any]:
    from tenants.shared.addresses import queries

    return queries.of_tenant("east")


def box(seen: Browser, name: str, text: str = "") -> list[str]:
    """The letters of a box."""
    return [row["id"] for row in seen.data(BOX, b=name, t=text)["letters"]["items"]]


def test_taken_given_back_dismissed_and_opened_again(browser: People, came: str) -> None:
    seen, other = browser("east", Role.AGENT), browser("east", Role.AGENT)
    number = seen.data("{ viewer { agentNumber } }")["viewer"]["agentNumber"]
    assert seen.data(TAKE, i=came)["letterTake"]["letter"] == {"state": "TAKEN", "takenBy": number}
    assert other.data(TAKE, i=came)["letterTake"]["errors"] == [{"code": "LETTER_TAKEN"}]
    assert (box(seen, "MINE"), box(other, "MINE"), box(seen, "NEW")) == ([came], [], [])
    assert seen.data(BOX, b="OPEN")["letterCounts"] == {"open": 1, "new": 0, "overdue": 0, "mine": 1, "failed": 0}
    assert seen.data(GIVE, i=came)["letterGiveBack"]["letter"] == {"state": "NEW", "takenBy": ""}
    done = seen.data(DISMISS, i=came, r="SPAM")["letterDismiss"]
    assert done == {"letter": {"state": "DISMISSED", "reason": "SPAM", "note": "广告"}, "errors": []}
    assert other.data(DISMISS, i=came, r="NOTHING")["letterDismiss"]["errors"] == [{"code": "LETTER_CLOSED"}]
    assert (box(seen, "OPEN"), box(seen, "DISMISSED", "广告"), box(seen, "ALL", WANG)) == ([], [came], [came])
    assert seen.data(REOPEN, i=came)["letterReopen"]["letter"] == {"state": "NEW", "reason": None}


def test_one_letter_with_its_sender_files_and_the_beginning_of_an_answer(
    browser: People, came: str, store: MemoryStore
) -> None:
    seen = browser("east", Role.AGENT)
    with tenancy.entered("east"):
        citizens.do_save_citizen(actor("east"), name="王芳", phones=[], mails=[WANG.upper()])
    take(letters.mail("谢谢", "<m2@x>"), store)
    found = seen.data(ONE, i=came)["letter"]
    assert (found["state"], found["text"]) == ("NEW", "滨河路 18 号的路灯三天不亮了。")
    assert found["draft"] == {"recipient": WANG, "subject": "Re: 路灯不亮", "greeting": "您好！", "closing": "12345"}
    assert found["others"] == [{"subject": "谢谢"}] and found["citizen"] == {"name": "王芳", "mails": [WANG]}
    picture, program = found["files"]
    assert (program["notKept"], program["url"], program["pictureUrl"]) == ("TYPE", None, None)
    shown, taken = seen.client.get(picture["pictureUrl"]), seen.client.get(picture["url"])
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert (taken["Content-Type"], taken["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
    assert taken["Content-Disposition"] == "attachment; filename*=UTF-8''%E7%81%AF.png"
    assert seen.data(ONE, i=came)["letter"]["seenBy"] != ""
    with tenancy.entered("east"):
        assert entries("letter.view").count() == 1 and entries("letter.download").count() == 1
    assert seen.client.get(f"/letter-files/{came}/2").status_code == 404
    assert browser("west", Role.AGENT).client.get(picture["url"]).status_code == 404
    assert browser("east", Role.ASSESSOR).client.get(picture["url"]).status_code == 403


def carried() -> list[str]:
    """Carry out the outbox; the states of its letters."""
    OutboxRow.objects.update(due_at=timezone.now())
    outbox.drain()
    return list(OutboxRow.objects.filter(kind="letter").order_by("id").values_list("state", flat=True))


def test_answered_without_a_case_and_sent_once(browser: People, came: str, carrier: MemoryMail) -> None:
    seen = browser("east", Role.AGENT)
    assert seen.data(ANSWER, i=came, b=" ", k="k")["letterAnswer"]["errors"] == [{"code": "REQUIRED", "field": "body"}]
    assert carried() == [] and box(seen, "OPEN") == [came]
    for _ in range(2):
        done = seen.data(ANSWER, i=came, b="已派人维修。", k="k1")["letterAnswer"]
        assert (done["errors"], done["letter"]["state"]) == ([], "ANSWERED")
    assert [each["state"] for each in done["letter"]["answers"]] == ["QUEUED"]
    assert (carried(), carried()) == (["DONE"], ["DONE"])
    (mail,) = carrier.sent
    assert (mail.sender, mail.sender_name, mail.to, mail.to_name) == (EAST, "东区分中心", WANG, "王女士")
    assert (mail.subject, mail.body) == ("Re: 路灯不亮", "已派人维修。\n\n> 滨河路 18 号的路灯三天不亮了。")
    assert (mail.references, mail.automatic) == (("<m1@citizen.example>",), False)
    assert seen.data(ONE, i=came)["letter"]["answers"] == [{"state": "SENT", "subject": "Re: 路灯不亮"}]


def test_a_server_that_is_away_is_tried_again_one_that_refuses_is_told(
    browser: People, came: str, carrier: MemoryMail
) -> None:
    seen = browser("east", Role.AGENT)
    with tenancy.entered("east"):
        number = faxes.case(actor("east"))
    seen.data(ANSWER, i=came, b="好", k="k1", c=number)
    carrier.failures = [MailDelayed("away"), MailRejected("550 no such user")]
    assert carried() == ["PENDING"] and carrier.sent == []
    assert carried() == ["DONE"] and carrier.sent == []
    with tenancy.entered("east"):
        row = SentLetter.objects.get()
        assert (row.state, row.error) == ("FAILED", "550 no such user")
    assert seen.data(BOX, b="OPEN")["letterCounts"]["failed"] == 1
    assert seen.data(OF_CASE, c=number)["caseLetters"] == {"received": [], "sent": [{"state": "FAILED"}]}
    assert seen.data(AGAIN, i=str(row.key))["letterSendAgain"]["letter"] == {"state": "QUEUED"}
    assert carried() == ["DONE", "DONE"] and [mail.message_id for mail in carrier.sent] == [row.message_id]


def test_filed_and_linked_to_a_citizen(browser: People, came: str) -> None:
    seen = browser("east", Role.AGENT)
    with tenancy.entered("east"):
        number = faxes.case(actor("east"))
        person = citizens.do_save_citizen(actor("east"), name="王芳", phones=["13800000001"])
    assert seen.data(FILE, i=came, c="1")["letterFileTo"]["errors"] == [{"code": "NOT_FOUND", "field": "caseNumber"}]
    assert seen.data(FILE, i=came, c=number)["letterFileTo"]["letter"] == {"state": "FILED", "caseNumber": number}
    assert seen.data(OF_CASE, c=number)["caseLetters"]["received"] == [{"id": came}]
    for _ in range(2):
        assert seen.data(LINK, i=came, c=str(person.pk))["letterLink"] == {
            "letter": {"citizen": {"name": "王芳"}}, "errors": [],
        }  # fmt: skip
    assert seen.data(LINK, i=came, c="99999")["letterLink"]["errors"] == [{"code": "NOT_FOUND"}]


def test_addresses_are_set_up_by_administrators_of_their_centre(browser: People, db: None) -> None:
    admin = browser("east", Role.ADMINISTRATOR)
    made = admin.data(SET, a="Hotline@East.Example", q="east.general")["serviceAddressSet"]
    assert made["errors"] == [] and made["address"]["address"] == EAST
    assert admin.data(SET, a="x@y.example", q="city.general")["serviceAddressSet"]["errors"] == [
        {"code": "UNKNOWN_QUEUE", "field": "queue"}
    ]
    assert admin.data(SET, a="12345")["serviceAddressSet"]["errors"] == [{"code": "NOT_AN_ADDRESS", "field": "address"}]
    west = browser("west", Role.ADMINISTRATOR)
    assert west.data(SET, a=EAST)["serviceAddressSet"]["errors"] == [{"code": "ADDRESS_TAKEN", "field": "address"}]
    assert west.data(DROP, i=made["address"]["id"])["serviceAddressDrop"] == {
        "ok": False, "errors": [{"code": "NOT_FOUND"}],
    }  # fmt: skip
    assert west.data(ADDRESSES)["serviceAddresses"] == []
    (row,) = admin.data(ADDRESSES)["serviceAddresses"]
    assert (row["kind"], row["address"], row["queue"], row["isOpen"]) == ("MAIL", EAST, "east.general", True)
    assert admin.data(DROP, i=row["id"])["serviceAddressDrop"] == {"ok": True, "errors": []}
    assert browser("east", Role.AGENT).code(ADDRESSES) == "FORBIDDEN"


def test_letters_are_for_those_who_may(browser: People, came: str) -> None:
    other = browser("east", Role.ASSESSOR)
    assert other.code(BOX, b="OPEN") == "FORBIDDEN" and other.code(ANSWER, i=came, b="x", k="k") == "FORBIDDEN"
    assert browser("west", Role.AGENT).data(ONE, i=came)["letter"] is None
    with tenancy.entered("east"):
        assert Letter.objects.get().state == "NEW"
