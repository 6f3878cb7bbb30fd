"""Citizens' text messages by the API: boxes, one conversation, answers, cases, who may, who is told."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from PIL import Image

from hotline import objectstore, tenancy
from hotline.audit.journal import entries
from hotline.kernel.permissions import Role
from hotline.main import effects
from hotline.notify import messages
from hotline.notify.memory import MemoryGateway
from hotline.notify.models import OutgoingMessage
from hotline.objectstore.files import FileStore
from hotline.objectstore.memory import MemoryStore
from tenants.local.campaigns.models import DoNotCall
from tenants.local.cases import actions as cases
from tenants.local.citizens import actions as citizens
from tenants.local.texts import files, receiving, working
from tenants.local.texts.models import Conversation, TextFile
from tests.api.conftest import Browser
from tests.factories.people import actor

People = Callable[..., Browser]
CITIZEN = "+8613800001111"
BOX = """query($b: TextBox, $t: String) { texts(box: $b, text: $t) {
  total items { id numberLocal lastText state messages { id } operations { id } citizen { name } } }
  textCounts { open new overdue mine } }"""
ONE = """query($i: ID!) { text(id: $i) { state stoppedAt notCalled answerable
  messages { body kind state error writtenBy files { mediaType state isPicture url } }
  proposals { number why } operations { caseNumber } } }"""
STEP = "mutation($i: ID!) { %s(id: $i) { text { state takenBy } errors { code } } }"
ANSWER = """mutation($i: ID!, $b: String!, $k: String!, $f: Boolean) {
  textAnswer(id: $i, body: $b, key: $k, finish: $f) {
  text { state messages { body state writtenBy } } errors { code field message } } }"""
FILE = """mutation($i: ID!, $c: String!, $f: Boolean) { textFile(id: $i, caseNumber: $c, finish: $f) {
  text { state caseNumber } errors { code field } } }"""
DISMISS = """mutation($i: ID!, $r: TextDismissReason!) { textDismiss(id: $i, reason: $r, note: "广告") {
  text { state reason note } errors { code field } } }"""
OF_CASE = "query($c: String!) { caseTexts(caseNumber: $c) { conversation numberLocal body } }"


@pytest.fixture(autouse=True)
def _carrier(db: None) -> Iterator[None]:
    messages.wire(MemoryGateway())
    yield
    messages.wire(effects.gateway())


def came(body: str = "路灯不亮", sid: str = "SM1", files: tuple[tuple[str, str], ...] = ()) -> str:
    """A message in east; the id of its conversation."""
    told = receiving.Came(sid, CITIZEN, "+861065001111", body, timezone.now(), files=files)
    with tenancy.entered("east"):
        return str(receiving.do_receive(told).pk)


def box(seen: Browser, name: str, text: str = "") -> list[str]:
    """The conversations of a box."""
    return [row["id"] for row in seen.data(BOX, b=name, t=text)["texts"]["items"]]


def test_taken_given_back_dismissed_and_opened_again(browser: People) -> None:
    pk, seen, other = came(), browser("east", Role.AGENT), browser("east", Role.AGENT)
    number = seen.data("{ viewer { agentNumber } }")["viewer"]["agentNumber"]
    assert seen.data(STEP % "textTake", i=pk)["textTake"]["text"] == {"state": "TAKEN", "takenBy": number}
    assert other.data(STEP % "textTake", i=pk)["textTake"]["errors"] == [{"code": "TEXTS_TAKEN"}]
    assert (box(seen, "MINE"), box(other, "MINE"), box(seen, "NEW")) == ([pk], [], [])
    found = seen.data(BOX, b="OPEN")
    assert found["textCounts"] == {"open": 1, "new": 0, "overdue": 0, "mine": 1}
    assert found["texts"]["items"][0] == {
        "id": pk, "numberLocal": "138 0000 1111", "lastText": "路灯不亮", "state": "TAKEN", "messages": [],
        "operations": None, "citizen": None,
    }  # fmt: skip
    given = seen.data(STEP % "textGiveBack", i=pk)["textGiveBack"]["text"]
    assert given == {"state": "NEW", "takenBy": ""}
    done = seen.data(DISMISS, i=pk, r="SPAM")["textDismiss"]
    assert done == {"text": {"state": "DISMISSED", "reason": "SPAM", "note": "广告"}, "errors": []}
    assert other.data(DISMISS, i=pk, r="NOTHING")["textDismiss"]["errors"] == [{"code": "TEXTS_CLOSED", "field": "id"}]
    assert (box(seen, "OPEN"), box(seen, "DISMISSED", "广告"), box(seen, "ALL", "138 0000 1111")) == ([], [pk], [pk])
    assert seen.data(STEP % "textReopen", i=pk)["textReopen"]["text"]["state"] == "NEW"
    assert box(other, "NEW", "不亮") == [pk]


def test_answered_in_the_conversation(browser: People) -> None:
    pk, seen = came(), browser("east", Role.AGENT)
    name = seen.data("{ viewer { displayName } }")["viewer"]["displayName"]
    for _ in range(2):
        answer = seen.data(ANSWER, i=pk, b="明天修好。", k="k1", f=True)["textAnswer"]
        assert answer["errors"] == []
        assert answer["text"] == {
            "state": "ANSWERED",
            "messages": [
                {"body": "路灯不亮", "state": None, "writtenBy": ""},
                {"body": "【12345】明天修好。", "state": "QUEUED", "writtenBy": name},
            ],
        }
    with tenancy.entered("east"):
        sent = OutgoingMessage.objects.get()
        assert (sent.to, sent.sender, sent.template) == (CITIZEN, "+861065001111", "answer")
    (error,) = seen.data(ANSWER, i=pk, b="另一条", k="k1", f=True)["textAnswer"]["errors"]
    assert error["code"] == "KEY_REUSED"
    for body, code in ((" ", "REQUIRED"), ("长" * 301, "TOO_LONG")):
        (error,) = seen.data(ANSWER, i=pk, b=body, k="k2")["textAnswer"]["errors"]
        assert (error["code"], error["field"]) == (code, "body")


def test_who_wants_none_is_not_written_to_and_a_number_not_to_be_called_is_marked(browser: People) -> None:
    pk, seen = came(), browser("east", Role.AGENT)
    came("STOP", sid="SM2")
    with tenancy.entered("east"):
        DoNotCall.objects.create(number=CITIZEN, reason="x", added_by="x")
    told = seen.data(ONE, i=pk)["text"]
    assert (told["stoppedAt"] is not None, told["notCalled"], told["answerable"]) == (True, True, True)
    assert [(each["kind"], each["files"]) for each in told["messages"]] == [("TEXT", []), ("STOP", [])]
    (error,) = seen.data(ANSWER, i=pk, b="x", k="k")["textAnswer"]["errors"]
    assert (error["code"], error["message"][-1]) == ("TEXTS_STOPPED", "。")
    with tenancy.entered("east"):
        assert OutgoingMessage.objects.count() == 0
    allow = "mutation($i: ID!) { textAllow(id: $i) { text { stoppedAt } errors { code } } }"
    assert browser("east", Role.ASSESSOR).code(allow, i=pk) == "FORBIDDEN"
    for _ in range(2):  # they said so on the telephone
        assert seen.data(allow, i=pk)["textAllow"] == {"text": {"stoppedAt": None}, "errors": []}
    assert seen.data(ANSWER, i=pk, b="x", k="k")["textAnswer"]["errors"] == []
    with tenancy.entered("east"):
        told_of = [entry.action for entry in entries(f"texts {pk}")]
        assert told_of == ["texts.answered", "texts.allowed", "texts.view", "texts.stopped"]


def test_how_it_is_known_that_none_are_wanted(browser: People) -> None:
    pk, seen = came(), browser("east", Role.AGENT)
    asked = "query($i: ID!) { text(id: $i) { stopOrigin } }"
    assert seen.data(asked, i=pk)["text"] == {"stopOrigin": None}
    with tenancy.entered("east"):
        receiving.note_carrier_stop(CITIZEN, "")
    assert seen.data(asked, i=pk)["text"] == {"stopOrigin": "CARRIER"}
    who = seen.data("query($n: String!) { textRecipient(number: $n) { stopOrigin stoppedAt } }", n=CITIZEN)
    assert (who["textRecipient"]["stopOrigin"], who["textRecipient"]["stoppedAt"] is None) == ("CARRIER", False)
    allow = "mutation($i: ID!) { textAllow(id: $i) { text { stopOrigin } errors { code } } }"
    assert seen.data(allow, i=pk)["textAllow"] == {"text": {"stopOrigin": None}, "errors": []}
    came("STOP", sid="SM2")
    assert seen.data(asked, i=pk)["text"] == {"stopOrigin": "WROTE"}


def test_filed_to_a_case_of_the_number_and_seen_there(browser: People) -> None:
    seen, reader = browser("east", Role.AGENT), browser("east", Role.ASSESSOR)
    given = cases.CaseInput(kind="COMPLAINT", title="路灯不亮", content="三天不亮。", reporter_phone=CITIZEN)
    with tenancy.entered("east"):
        citizens.do_remember_citizen("李先生", CITIZEN)
        number = cases.do_register(actor("east"), given, "k").number
    pk = came("还没修")
    told = seen.data(ONE, i=pk)["text"]
    assert told["proposals"] == [{"number": number, "why": "ANSWERS"}]  # its number was told by SMS
    assert [each["caseNumber"] for each in told["operations"]] == [number]
    assert seen.data(BOX, b="OPEN")["texts"]["items"][0]["citizen"] == {"name": "李先生"}
    wrong = seen.data(FILE, i=pk, c="02209901010001")["textFile"]["errors"]
    assert wrong == [{"code": "NOT_FOUND", "field": "caseNumber"}]
    kept = seen.data(FILE, i=pk, c=number, f=False)["textFile"]["text"]
    assert kept == {"state": "NEW", "caseNumber": number}
    assert seen.data(FILE, i=pk, c=number)["textFile"]["text"] == {"state": "FILED", "caseNumber": number}
    assert seen.data(OF_CASE, c=number)["caseTexts"] == [
        {"conversation": pk, "numberLocal": "138 0000 1111", "body": "还没修"}
    ]
    assert seen.data(OF_CASE, c="02209901010001")["caseTexts"] is None
    assert reader.code(OF_CASE, c=number) == "FORBIDDEN"


def test_reading_is_on_record_once_a_viewing_and_stays_in_its_centre(browser: People) -> None:
    pk, seen = came(), browser("east", Role.AGENT)
    for _ in range(2):
        seen.data(ONE, i=pk)
    assert browser("west", Role.AGENT).data(ONE, i=pk)["text"] is None
    assert seen.data(ONE, i="x")["text"] is None
    with tenancy.entered("east"):
        assert [entry.action for entry in entries(f"texts {pk}")] == ["texts.view"]


def test_files_are_shown_and_taken_away_with_audit(browser: People) -> None:
    store = MemoryStore()
    objectstore.wire(store)
    picture = io.BytesIO()
    Image.new("RGB", (4, 3)).save(picture, "PNG")
    pk = came("", files=(("image/png", "u1"), ("text/html", "u2"), ("image/jpeg", "u3")))
    with tenancy.entered("east"):
        first, second, _ = TextFile.objects.order_by("number")
        files.do_keep(first.pk, picture.getvalue(), store)
        files.do_keep(second.pk, b"<script>", store)
    seen = browser("east", Role.AGENT)
    told = seen.data(ONE, i=pk)["text"]["messages"][0]["files"]
    where = f"/text-files/{first.text_id}"
    assert told == [
        {"mediaType": "image/png", "state": "KEPT", "isPicture": True, "url": f"{where}/1"},
        {"mediaType": "text/html", "state": "KEPT", "isPicture": False, "url": f"{where}/2"},
        {"mediaType": "image/jpeg", "state": "WAITS", "isPicture": False, "url": None},
    ]
    shown = seen.client.get(f"{where}/1?inline")
    assert (shown.content, shown["Content-Type"], "Content-Disposition" in shown) == (
        picture.getvalue(), "image/png", False,
    )  # fmt: skip
    taken = seen.client.get(f"{where}/2?inline")
    assert (taken["Content-Type"], taken["Content-Disposition"]) == (
        "application/octet-stream", f'attachment; filename="sms-{first.text_id}-2.bin"',
    )  # fmt: skip
    assert "sandbox" in taken["Content-Security-Policy"]
    assert [seen.client.get(f"{where}/{name}").status_code for name in (3, 4, 99999)] == [404] * 3
    assert browser("west", Role.AGENT).client.get(f"{where}/1").status_code == 404
    assert browser("east", Role.ASSESSOR).client.get(f"{where}/1").status_code == 403
    assert Client().get(f"{where}/1").status_code == 401
    with tenancy.entered("east"):
        assert [entry.action for entry in entries(f"texts {pk}")] == ["texts.download", "texts.view"]
    objectstore.wire(FileStore(settings.HOTLINE_HOME / "objects"))


def test_phrases_in_the_citizens_language(browser: People) -> None:
    seen = browser("east", Role.AGENT)
    asked = "query($l: String) { textPhrases(locale: $l) { key text } }"
    english, chinese = (seen.data(asked, l=locale)["textPhrases"] for locale in ("en", "zh-Hans"))
    assert [each["key"] for each in english] == [each["key"] for each in chinese] == [
        "received", "more", "call", "thanks",
    ]  # fmt: skip
    assert (english[3]["text"][:9], chinese[3]["text"][:2]) == ("Thank you", "感谢")


def test_browsers_are_told_after_the_commit(
    browser: People, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    heard: list[tuple[str, int]] = []
    monkeypatch.setattr(working, "_listeners", [lambda tenant, pk: heard.append((tenant, pk))])
    with django_capture_on_commit_callbacks(execute=True):
        pk = came()
    assert set(heard) == {("east", int(pk))}
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert came() == pk  # the same again
    assert heard == []
    with tenancy.entered("east"):
        assert Conversation.objects.count() == 1
