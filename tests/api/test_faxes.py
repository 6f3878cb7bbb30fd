"""Faxes by the API and by their addresses: boxes, filing, letters, sending, pages with their audit, refusals."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from hotline import objectstore, tenancy
from hotline.audit.journal import entries
from hotline.kernel.permissions import Role
from hotline.main import fonts
from hotline.objectstore.files import FileStore
from hotline.objectstore.memory import MemoryStore
from telephony.contracts.fax import SendFax
from tenants.local.faxes import folder, inbox, letter, line
from tenants.local.faxes.models import FaxDocument, ReceivedFax, SentFax
from tests.api.conftest import Browser, Engine
from tests.factories import faxes
from tests.factories.people import actor

People = Callable[..., Browser]
BOX = """query($b: FaxInbox, $t: String) { faxes(box: $b, text: $t) { total items { id } }
  faxCounts { open new overdue mine going } }"""
ONE = """query($i: ID!) { fax(id: $i) { state fileState pages pageUrls pdfUrl caseNumber reason seenBy
  replies { state } } }"""
TAKE = "mutation($i: ID!) { faxTake(id: $i) { fax { state takenBy } errors { code } } }"
GIVE = "mutation($i: ID!) { faxGiveBack(id: $i) { fax { state takenBy } errors { code } } }"
FILE = """mutation($i: ID!, $c: String!) { faxFile(id: $i, caseNumber: $c) {
  fax { state caseNumber } errors { code field } } }"""
DISMISS = """mutation($i: ID!, $r: FaxDismissReason!) { faxDismiss(id: $i, reason: $r, note: "广告") {
  fax { state reason note } errors { code } } }"""
REOPEN = "mutation($i: ID!) { faxReopen(id: $i) { fax { state reason } errors { code } } }"
COMPOSE = """mutation($c: String!, $n: String!, $b: String!) {
  faxCompose(caseNumber: $c, number: $n, body: $b, recipient: "城管局") {
    document { id title pages pageUrls pdfUrl } errors { code field } } }"""
SEND = """mutation($d: ID!, $n: String!, $k: String!, $c: String, $r: ID) {
  faxSend(document: $d, number: $n, key: $k, caseNumber: $c, replyTo: $r) {
    fax { id state numberLocal attempt tries document { pages } attempts { attempt } } errors { code field } } }"""
LETTER = """mutation($s: String, $n: String!, $b: String!) { faxCompose(subject: $s, number: $n, body: $b) {
  document { id title pages } errors { code field } } }"""
REPLY = """mutation($d: ID!, $n: String!, $r: ID!) {
  faxSend(document: $d, number: $n, key: "r1", replyTo: $r, finish: true) { fax { state } errors { code } } }"""
CANCEL = "mutation($i: ID!) { faxCancel(id: $i) { fax { state } errors { code } } }"
AGAIN = "mutation($i: ID!, $k: String!) { faxSendAgain(id: $i, key: $k) { fax { id state } errors { code } } }"
OF_CASE = "query($c: String!) { caseFaxes(caseNumber: $c) { received { id } sent { id state } } }"


@pytest.fixture
def store() -> Iterator[MemoryStore]:
    """Objects in memory during a test."""
    double = MemoryStore()
    objectstore.wire(double)
    yield double
    objectstore.wire(FileStore(settings.HOTLINE_HOME / "objects"))


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Path]:
    """The folder that the gateways see."""
    folder.wire(tmp_path)
    yield tmp_path
    folder.wire(settings.ENV.fax_folder)


@pytest.fixture
def came(db: None, store: MemoryStore) -> str:
    """A stored fax of two pages in east."""
    with tenancy.entered("east"):
        row = inbox.do_receive(
            name="f1", gateway="gw1", call_id="c1", caller="+861065123456", called="12342", remote_id="65123456",
            pages=2, complete=True, error="", at=timezone.now(),
        )  # fmt: skip
        inbox.do_store(row, "east", faxes.Spool({"f1": faxes.tiff(2)}), store)
    return str(row.pk)


def box(seen: Browser, name: str, text: str = "") -> list[str]:
    """The faxes of a box."""
    return [row["id"] for row in seen.data(BOX, b=name, t=text)["faxes"]["items"]]


def test_taken_given_back_dismissed_and_opened_again(browser: People, came: str) -> None:
    seen, other = browser("east", Role.AGENT), browser("east", Role.AGENT)
    number = seen.data("{ viewer { agentNumber } }")["viewer"]["agentNumber"]
    assert seen.data(TAKE, i=came)["faxTake"]["fax"] == {"state": "TAKEN", "takenBy": number}
    assert other.data(TAKE, i=came)["faxTake"]["errors"] == [{"code": "FAX_TAKEN"}]
    assert (box(seen, "MINE"), box(other, "MINE"), box(seen, "NEW")) == ([came], [], [])
    assert seen.data(BOX, b="OPEN")["faxCounts"] == {"open": 1, "new": 0, "overdue": 0, "mine": 1, "going": 0}
    assert seen.data(GIVE, i=came)["faxGiveBack"]["fax"] == {"state": "NEW", "takenBy": ""}
    done = seen.data(DISMISS, i=came, r="SPAM")["faxDismiss"]
    assert done == {"fax": {"state": "DISMISSED", "reason": "SPAM", "note": "广告"}, "errors": []}
    assert other.data(DISMISS, i=came, r="NOTHING")["faxDismiss"]["errors"] == [{"code": "FAX_CLOSED"}]
    assert (box(seen, "OPEN"), box(seen, "DISMISSED", "广告")) == ([], [came])
    assert seen.data(REOPEN, i=came)["faxReopen"]["fax"] == {"state": "NEW", "reason": None}


def test_answered_by_a_letter_without_a_case_and_done(browser: People, came: str, store: MemoryStore) -> None:
    letter.wire(fonts.found())
    seen, number = browser("east", Role.AGENT), "010 6512 3456"
    nameless = seen.data(LETTER, s=" ", n=number, b="已抢修。")["faxCompose"]
    assert nameless["errors"] == [{"code": "REQUIRED", "field": "subject"}] and box(seen, "OPEN") == [came]
    composed = seen.data(LETTER, s="关于积水的答复", n=number, b="已抢修。")["faxCompose"]
    assert (composed["errors"], composed["document"]["title"]) == ([], "关于积水的答复")
    with tenancy.entered("east"):
        document = FaxDocument.objects.get()
        assert (document.case_number, document.source) == ("", "LETTER")
    for _ in range(2):  # a second click
        sent = seen.data(REPLY, d=composed["document"]["id"], n=number, r=came)["faxSend"]
        assert (sent["errors"], sent["fax"]) == ([], {"state": "QUEUED"})
    one = seen.data(ONE, i=came)["fax"]
    assert (one["state"], one["caseNumber"], one["replies"]) == ("ANSWERED", "", [{"state": "QUEUED"}])
    assert (box(seen, "OPEN"), box(seen, "ANSWERED")) == ([], [came])
    with tenancy.entered("east"):
        assert [each.action for each in entries("fax.answered")] == ["fax.answered"]
    assert seen.data(REOPEN, i=came)["faxReopen"]["fax"] == {"state": "NEW", "reason": None}


def test_filed_to_a_case_and_answered_there(
    browser: People, came: str, store: MemoryStore, shared: Path, engine: Engine
) -> None:
    letter.wire(fonts.found())
    seen = browser("east", Role.AGENT)
    with tenancy.entered("east"):
        number = faxes.case(actor("east"))
    assert seen.data(FILE, i=came, c="02209901010001")["faxFile"]["errors"] == [
        {"code": "NOT_FOUND", "field": "caseNumber"}
    ]
    assert seen.data(FILE, i=came, c=number)["faxFile"]["fax"] == {"state": "FILED", "caseNumber": number}
    composed = seen.data(COMPOSE, c=number, n="010 6512 3456", b="已派员处理。")["faxCompose"]
    assert (composed["errors"], composed["document"]["pages"]) == ([], 1)
    document = composed["document"]["id"]
    assert seen.client.get(composed["document"]["pageUrls"][0])["Content-Type"] == "image/png"
    for _ in range(2):
        sent = seen.data(SEND, d=document, n="010 6512 3456", k="k1", c=number, r=came)["faxSend"]
        assert (sent["errors"], sent["fax"]["state"], sent["fax"]["numberLocal"]) == ([], "QUEUED", "010 6512 3456")
    assert seen.data(OF_CASE, c=number)["caseFaxes"] == {
        "received": [{"id": came}], "sent": [{"id": sent["fax"]["id"], "state": "QUEUED"}]
    }  # fmt: skip
    assert seen.data(ONE, i=came)["fax"]["replies"] == [{"state": "QUEUED"}]
    with tenancy.entered("east"):
        assert line.do_send(SentFax.objects.get().key, store)
    assert [each.number for each in engine.commands if isinstance(each, SendFax)] == ["+861065123456"]
    assert seen.data(AGAIN, i=sent["fax"]["id"], k="k2")["faxSendAgain"]["errors"] == [{"code": "FAX_STILL_GOING"}]


def test_pages_are_shown_and_taken_away_with_audit(browser: People, came: str) -> None:
    seen = browser("east", Role.AGENT)
    told = seen.data(ONE, i=came)["fax"]
    assert (told["fileState"], told["pages"], told["seenBy"]) == ("STORED", 2, "")
    assert told["pageUrls"] == [f"/fax-files/received/{came}/page-{n}.png" for n in (1, 2)]
    for url in told["pageUrls"]:
        answer = seen.client.get(url)
        assert (answer.status_code, answer.content[:8]) == (200, b"\x89PNG\r\n\x1a\n")
        assert "no-store" in answer["Cache-Control"]
    answer = seen.client.get(told["pdfUrl"])
    assert (answer.content[:5], answer["Content-Disposition"]) == (b"%PDF-", f'attachment; filename="fax-{came}.pdf"')
    for name in ("page-3.png", "page-0.png", "..", "fax.exe"):
        assert seen.client.get(f"/fax-files/received/{came}/{name}").status_code == 404, name
    with tenancy.entered("east"):
        assert [row.action for row in entries(f"fax {came}")] == ["fax.download", "fax.view"]
        assert ReceivedFax.objects.get().seen_by != ""


def test_those_who_may_not_see_no_page(browser: People, anonymous: Browser, came: str) -> None:
    url = f"/fax-files/received/{came}/page-1.png"
    assert anonymous.client.get(url).status_code == 401
    assert browser("east", Role.ASSESSOR).client.get(url).status_code == 403
    west = browser("west", Role.AGENT)
    assert west.client.get(url).status_code == 404
    assert west.data(ONE, i=came)["fax"] is None
    assert west.data(TAKE, i=came)["faxTake"]["errors"] == [{"code": "NOT_FOUND"}]
    with tenancy.entered("east"):
        assert list(entries("fax.view")) == []


def upload(seen: Browser, content: bytes) -> Any:
    """The response to an uploaded file."""
    return seen.client.post("/fax-files/upload", {"file": SimpleUploadedFile("答复.pdf", content)})


def test_an_uploaded_file_is_sent_and_cancelled(browser: People, store: MemoryStore, shared: Path) -> None:
    seen = browser("east", Role.AGENT)
    answer = upload(seen, faxes.pdf(2))
    assert (answer.status_code, answer.json()["title"], answer.json()["pages"]) == (201, "答复.pdf", 2)
    assert seen.client.get(answer.json()["pageUrls"][1]).status_code == 200
    wrong = seen.data(SEND, d=answer.json()["id"], n="abc", k="k1")["faxSend"]
    assert wrong["errors"] == [{"code": "NO_FAX_NUMBER", "field": "number"}]
    sent = seen.data(SEND, d=answer.json()["id"], n="13800000001", k="k1")["faxSend"]["fax"]
    assert seen.data(CANCEL, i=sent["id"])["faxCancel"] == {"fax": {"state": "CANCELLED"}, "errors": []}
    again = seen.data(AGAIN, i=sent["id"], k="k2")["faxSendAgain"]
    assert (again["errors"], again["fax"]["state"]) == ([], "QUEUED")


def test_a_file_that_is_none_is_refused_in_words_and_nothing_is_kept(
    browser: People, anonymous: Browser, store: MemoryStore
) -> None:
    answer = upload(browser("east", Role.AGENT), b"rubbish")
    assert (answer.status_code, answer.json()["code"]) == (400, "NOT_A_DOCUMENT")
    assert "PDF" in answer.json()["message"]
    assert upload(anonymous, faxes.pdf()).status_code == 401
    assert upload(browser("east", Role.ASSESSOR), faxes.pdf()).status_code == 403
    with tenancy.entered("east"):
        assert FaxDocument.objects.count() == 0


def test_the_page_of_a_fax_can_be_loaded_anew(browser: People) -> None:
    assert browser("east", Role.AGENT).client.get("/faxes/7").status_code in (200, 503)
