"""Citizens' text messages: from Twilio to the right centre's work, answered by Twilio, stopped and started."""

import dataclasses
import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from PIL import Image
from twilio.request_validator import RequestValidator

from hotline import objectstore, outbox, tenancy
from hotline.audit.journal import entries
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Forbidden, Invalid, NotFound, Required, TooLong
from hotline.kernel.permissions import Role
from hotline.main import effects
from hotline.notify import messages, twilio
from hotline.notify.models import OutgoingMessage
from hotline.notify.twilio import TwilioGateway
from hotline.objectstore.files import FileStore
from hotline.objectstore.memory import MemoryStore
from hotline.outbox.models import OutboxRow
from telephony.contracts.plan import ListKind
from tenants.local.cases import actions as cases
from tenants.local.cases.models import Case
from tenants.local.texts import answering, queries, working
from tenants.local.texts.errors import AnswerKeyReused, NotAnswerable, TextsClosed, TextsStopped, TextsTaken
from tenants.local.texts.models import Conversation, IncomingText, TextFile
from tenants.local.voice import actions as voice
from tenants.local.worklist.models import MediumRule, WorkItem
from tenants.shared.addresses import actions as addressing
from tenants.shared.addresses.actions import AddressInput
from tenants.shared.addresses.rules import AddressKind
from tenants.shared.numbering.models import CalledNumber, ListedNumber
from tenants.shared.textstops.models import TextStop
from tests.factories.people import actor
from tests.integration.notify.twilio_peer import ACCOUNT, SENDER, TOKEN, Peer, ToPeer, comes, running

pytestmark = pytest.mark.django_db

HOOK = "/hooks/twilio/sms"
CITIZEN, EAST_NUMBER = "+8613800001111", "+861065001111"


@pytest.fixture
def peer() -> Iterator[Peer]:
    """Twilio, and a house that sends by it."""
    with running() as made:
        messages.wire(TwilioGateway(ACCOUNT, TOKEN, SENDER, f"https://12345.example{HOOK}", ToPeer(made.url)))
        yield made
        messages.wire(effects.gateway())
        assert made.wrongs == []


@pytest.fixture(autouse=True)
def _account(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(
        settings, "ENV", dataclasses.replace(settings.ENV, twilio_account_sid=ACCOUNT, twilio_auth_token=TOKEN)
    )
    CalledNumber.objects.create(number="010 6500 1111", flow="main", tenant="east")


@pytest.fixture
def store() -> Iterator[MemoryStore]:
    """Objects in memory during a test."""
    double = MemoryStore()
    objectstore.wire(double)
    yield double
    objectstore.wire(FileStore(settings.HOTLINE_HOME / "objects"))


def post(form: dict[str, str], token: str = TOKEN) -> int:
    """Twilio calls the hook."""
    signature = RequestValidator(token).compute_signature(f"{settings.PUBLIC_URL}{HOOK}", form)
    answer = Client(raise_request_exception=False).post(HOOK, form, headers={"X-Twilio-Signature": signature})
    if answer.status_code == 200:
        assert (answer["Content-Type"], b"<Response/>" in answer.content) == ("text/xml", True)
    return answer.status_code


def text(body: str, sid: str = "SM1", to: str = EAST_NUMBER, sender: str = CITIZEN, **more: Any) -> None:
    """A citizen writes."""
    assert post(comes(sid, sender, to, body, **more)) == 200


def here() -> dict[str, list[str]]:
    """Tenant -> what came to it."""
    found = {}
    for tenant in ("city", "east", "west"):
        with tenancy.entered(tenant):
            found[tenant] = list(IncomingText.objects.order_by("id").values_list("body", flat=True))
    return found


def east() -> Conversation:
    """The only conversation of east."""
    with tenancy.entered("east"):
        return Conversation.objects.get()


def hand_out(tenant: str = "east") -> None:
    """Text messages are handed out there."""
    with tenancy.entered(tenant):
        MediumRule.objects.create(medium="SMS", is_on=True, queue=f"{tenant}.general", weight=1)


def a_case(me: Actor, title: str = "路灯不亮", phone: str = CITIZEN) -> str:
    """A registered case's number."""
    given = cases.CaseInput(kind="COMPLAINT", title=title, content="中山路路灯三天不亮。", reporter_phone=phone)
    return cases.do_register(me, given, f"texts-{title}").number


# ---------------------------------------------------------------------------------------------- they come


def test_a_message_comes_once_to_the_county_whose_number_it_is_and_is_work() -> None:
    hand_out()
    for _ in range(3):
        text("中山路路灯不亮", sid="SM7")
    text("就在12号门口", sid="SM8")
    assert here() == {"city": [], "east": ["中山路路灯不亮", "就在12号门口"], "west": []}
    row = east()
    assert (row.number, row.ours, row.state, row.last_text) == (CITIZEN, EAST_NUMBER, "NEW", "就在12号门口")
    with tenancy.entered("east"):
        (item,) = WorkItem.objects.all()
        assert (item.medium, item.source, item.sender, item.title, item.state) == (
            "SMS", str(row.pk), CITIZEN, "中山路路灯不亮", "WAITING",
        )  # fmt: skip


def test_nobodys_number_is_the_citys() -> None:
    text("你好", to="+861099998888")
    assert here() == {"city": ["你好"], "east": [], "west": []}


def test_a_reply_to_the_number_that_all_write_from_goes_to_whom_it_answers(peer: Peer) -> None:
    me = actor("west")
    with tenancy.entered("west"):
        number = a_case(me)
    outbox.drain()
    assert [(sent["To"], sent["From"]) for sent in peer.messages] == [(CITIZEN, SENDER)]
    text("还是不亮", to=SENDER)
    assert here() == {"city": [], "east": [], "west": ["还是不亮"]}
    with tenancy.entered("west"):
        found = queries.proposals(me, Conversation.objects.get())
        assert [(each.case.number, each.why) for each in found] == [(number, "ANSWERS")]
        OutgoingMessage.objects.update(created_at=timezone.now() - timedelta(days=31))
    text("过了很久", to=SENDER, sid="SM2")
    assert here()["city"] == ["过了很久"]


def test_only_twilio_may_bring_messages() -> None:
    assert post(comes("SM1", CITIZEN, EAST_NUMBER, "x"), token="forged") == 403
    assert post(comes("", CITIZEN, EAST_NUMBER, "x")) == 400
    assert post(comes("SM1", "", EAST_NUMBER, "x")) == 400
    assert here() == {"city": [], "east": [], "west": []}


def test_what_is_not_kept_is_told_as_an_error_and_comes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    form = comes("SM1", CITIZEN, EAST_NUMBER, "你好")
    with monkeypatch.context() as broken:
        broken.setattr(working, "do_hand_in", lambda row: 1 // 0)
        assert post(form) == 500
    assert here()["east"] == []
    assert post(form) == 200
    assert here()["east"] == ["你好"]


def files_of_east() -> list[tuple[str, str, str, int]]:
    """Type, state, what it was found to be, size."""
    with tenancy.entered("east"):
        (entry,) = queries.entries(Conversation.objects.get())
        return [(file.media_type, file.state, file.picture, file.size) for file in entry.files]


def come_round() -> None:
    """The clock comes by when everything is due."""
    OutboxRow.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    outbox.drain()


def test_pictures_are_fetched_from_twilio_and_kept(
    peer: Peer, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "TWILIO_API", peer.url)
    picture = io.BytesIO()
    Image.new("RGB", (4, 3)).save(picture, "JPEG")
    for _ in range(2):
        text("", media=("image/jpeg", "video/3gpp", "image/png"))
    come_round()  # not there yet
    assert {state for _, state, _, _ in files_of_east()} == {"WAITS"}
    first, second, third = (f"ME{place:032x}" for place in range(3))
    peer.media = {first: picture.getvalue(), second: b"\x00" * 70_000, third: b"<script>"}
    come_round()
    assert files_of_east() == [
        ("image/jpeg", "KEPT", "image/jpeg", len(picture.getvalue())),
        ("video/3gpp", "KEPT", "", 70_000),
        ("image/png", "KEPT", "", 8),
    ]
    with tenancy.entered("east"):
        (file, _, _) = TextFile.objects.all()
    with store.open(file.key) as kept:
        assert kept.read() == picture.getvalue()
    peer.media = {}
    come_round()
    assert [state for _, state, _, _ in files_of_east()] == ["KEPT"] * 3


def test_what_is_no_file_of_this_account_is_not_asked_for(
    peer: Peer, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "TWILIO_API", peer.url)
    text("x", NumMedia="1", MediaContentType0="image/png", MediaUrl0="https://evil.example/x")
    come_round()
    assert files_of_east() == [("image/png", "FAILED", "", 0)]
    monkeypatch.setattr(twilio, "MOST_MEDIA", 10)
    text("", sid="SM2", sender="+8613800002222", media=("video/mp4",))
    peer.media = {f"ME{0:032x}": b"x" * 11}
    come_round()
    with tenancy.entered("east"):
        assert [(file.state, file.error) for file in TextFile.objects.order_by("id")] == [
            ("FAILED", "not an address of this account"), ("FAILED", "too big"),
        ]  # fmt: skip


def test_a_sender_without_a_number_cannot_be_answered() -> None:
    text("你的验证码", sender="BANK")
    row = east()
    with tenancy.entered("east"):
        assert row.number == "BANK"
        with pytest.raises(NotAnswerable):
            answering.do_answer(actor(), row.pk, body="x", finish=True, key="k")
        assert queries.proposals(actor(), row) == []


def test_the_black_list_is_kept_out_of_the_work_but_not_lost() -> None:
    hand_out()
    ListedNumber.objects.create(number=CITIZEN, kind=ListKind.BLACK, reason="骚扰")
    text("广告")
    row = east()
    assert (row.state, row.reason, row.done_at is not None) == ("DISMISSED", "BLOCKED", True)
    with tenancy.entered("east"):
        assert WorkItem.objects.count() == 0
        assert working.do_reopen(actor(), row.pk).state == "NEW"
        assert WorkItem.objects.count() == 1


def test_a_listed_number_of_one_service_is_let_in() -> None:
    ListedNumber.objects.create(number=CITIZEN, kind=ListKind.BLACK, reason="骚扰", services=["12345"])
    text("你好")
    assert east().state == "NEW"


# ------------------------------------------------------------------------------------------- stop and start


def test_who_says_stop_gets_nothing_from_any_centre_until_start(peer: Peer) -> None:
    hand_out()
    me = actor()
    text("路灯不亮")
    text("退订", sid="SM2")
    row = east()
    with tenancy.entered("east"):
        assert WorkItem.objects.count() == 1  # what waited before goes on
        with pytest.raises(TextsStopped):
            answering.do_answer(me, row.pk, body="收到", finish=True, key="k")
        assert OutgoingMessage.objects.count() == 0
        number = a_case(me)
    with tenancy.entered("west"):
        a_case(actor("west"))
    outbox.drain()
    assert peer.messages == []
    for tenant in ("east", "west"):
        with tenancy.entered(tenant):
            assert [(sent.state, sent.error) for sent in OutgoingMessage.objects.all()] == [("FAILED", "STOPPED")]
    text("恢复", sid="SM3")
    assert TextStop.objects.count() == 0
    with tenancy.entered("east"):
        answering.do_answer(me, row.pk, body="收到", finish=True, key="k")
        told = [entry.action for entry in entries(f"texts {row.pk}")]
        assert told == ["texts.answered", "texts.started", "texts.stopped"]
        assert Case.objects.filter(number=number).exists()
    outbox.drain()
    assert [sent["Body"] for sent in peer.messages] == ["【12345】收到"]


def test_stop_alone_is_no_work_and_yes_is_an_answer() -> None:
    hand_out()
    text("STOP", to=EAST_NUMBER)
    assert (east().done_at is not None, TextStop.objects.count()) == (True, 1)
    with tenancy.entered("east"):
        assert WorkItem.objects.count() == 0
    text("YES", sid="SM2")
    assert (TextStop.objects.count(), east().done_at is not None) == (0, True)
    text("yes", sid="SM3")
    assert east().state == "NEW"


def test_whom_twilio_knows_to_have_stopped_is_not_tried_again_by_any_centre(peer: Peer) -> None:
    me = actor()
    text("路灯不亮")
    row = east()
    peer.behaviours = ["stopped"]
    with tenancy.entered("east"):
        answering.do_answer(me, row.pk, body="收到", finish=True, key="k")
    outbox.drain()
    stop = TextStop.objects.get()
    assert (stop.number, stop.origin, stop.word, stop.said_to) == (CITIZEN, "CARRIER", "", EAST_NUMBER)
    with tenancy.entered("east"):
        assert [(sent.state, sent.error) for sent in OutgoingMessage.objects.all()] == [("FAILED", "STOPPED")]
        with pytest.raises(TextsStopped):
            answering.do_answer(me, row.pk, body="再试", finish=True, key="k2")
        last = entries(f"texts {row.pk}").first()
        assert last is not None
        assert (last.action, last.detail, last.actor_id) == ("texts.stopped", f"{CITIZEN} CARRIER", None)
    with tenancy.entered("west"):
        a_case(actor("west"))
    outbox.drain()
    assert (peer.messages, peer.behaviours) == ([], [])  # Twilio was not asked again
    text("START", sid="SM2")
    assert TextStop.objects.count() == 0


def test_a_report_that_says_so_counts_once_and_a_later_start_stands(peer: Peer) -> None:
    me = actor()
    text("路灯不亮")
    with tenancy.entered("east"):
        sent = answering.do_answer(me, east().pk, body="收到", finish=True, key="k")
    outbox.drain()
    reference = peer.messages[0]["StatusCallback"].partition("?")[2]
    form = {"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": "21610"}
    signature = RequestValidator(TOKEN).compute_signature(f"{settings.PUBLIC_URL}{HOOK}?{reference}", form)

    def report() -> int:
        return Client().post(f"{HOOK}?{reference}", form, headers={"X-Twilio-Signature": signature}).status_code

    assert (report(), TextStop.objects.get().origin) == (204, "CARRIER")
    with tenancy.entered("east"):
        sent.refresh_from_db()
        assert (sent.state, sent.error) == ("FAILED", "STOPPED")
    text("START", sid="SM2")
    assert (report(), TextStop.objects.count()) == (204, 0)  # the same report, late


# ------------------------------------------------------------------------------------------- what people do


def test_answered_from_the_number_that_was_written_to_with_its_way_to_be_seen(peer: Peer) -> None:
    hand_out()
    me = actor(name="Li")
    text("什么时候修路灯？")
    row = east()
    with tenancy.entered("east"):
        working.do_take(me, row.pk)
        for _ in range(2):
            answering.do_answer(me, row.pk, body=" 明天上午 ", finish=True, key="k1")
        with pytest.raises(AnswerKeyReused):
            answering.do_answer(me, row.pk, body="后天", finish=True, key="k1")
    outbox.drain()
    assert [(sent["From"], sent["To"], sent["Body"]) for sent in peer.messages] == [
        (EAST_NUMBER, CITIZEN, "【12345】明天上午")
    ]
    reference = peer.messages[0]["StatusCallback"].partition("?")[2]
    form = {"MessageSid": "SM1", "MessageStatus": "delivered", "SmsStatus": "delivered"}
    signature = RequestValidator(TOKEN).compute_signature(f"{settings.PUBLIC_URL}{HOOK}?{reference}", form)
    assert Client().post(f"{HOOK}?{reference}", form, headers={"X-Twilio-Signature": signature}).status_code == 204
    with tenancy.entered("east"):
        row.refresh_from_db()
        assert (row.state, row.done_by) == ("ANSWERED", "Li")
        shown = [(entry.body, entry.state, entry.written_by) for entry in queries.entries(row)]
        assert shown == [("什么时候修路灯？", None, ""), ("【12345】明天上午", "DELIVERED", "Li")]
        assert [item.state for item in WorkItem.objects.all()] == ["DONE"]
    text("谢谢", sid="SM2")
    with tenancy.entered("east"):
        row.refresh_from_db()
        assert (row.state, row.taken_by, row.case_number) == ("NEW", "", "")
        assert [item.state for item in WorkItem.objects.order_by("id")] == ["DONE", "WAITING"]
    with tenancy.entered("east"):
        assert queries.counts("Li") == {"open": 1, "new": 1, "overdue": 0, "mine": 0}


def test_filed_to_the_case_it_is_about_answered_there_and_taken_out_again(peer: Peer) -> None:
    me, other = actor(name="Li"), actor(name="Wu", user_id=2)
    with tenancy.entered("east"):
        number, another = a_case(me), a_case(me, "井盖缺失", phone="+8613900002222")
    text(f"我的工单{number}怎么样了", to=SENDER)
    row = east()
    with tenancy.entered("east"):
        assert [(each.case.number, each.why) for each in queries.proposals(me, row)] == [(number, "NAMED")]
        assert working.do_file(me, row.pk, number, finish=False).state == "NEW"
        answering.do_answer(me, row.pk, body="正在处理", finish=False, key="k1")
        assert working.do_take(me, row.pk).taken_by == "Li"
        with pytest.raises(TextsTaken):
            working.do_take(other, row.pk)
        for _ in range(2):
            filed = working.do_file(me, row.pk, number)
            assert (filed.state, filed.case_number) == ("FILED", number)
        with pytest.raises(TextsClosed):
            working.do_dismiss(other, row.pk, "SPAM")
        case = Case.objects.get(number=number)
        assert [event.action for event in case.events.all()] == ["REGISTER", "TEXT_RECEIVED", "TEXT_SENT"]
        assert [each.body for each in queries.of_case(number)] == [f"我的工单{number}怎么样了"]
        assert working.do_reopen(me, row.pk).case_number == ""
        assert [event.action for event in case.events.all()][-1] == "TEXT_TAKEN_OUT"
        assert queries.of_case(number) == []
        working.do_file(me, row.pk, another)
        assert [each.body for each in queries.of_case(another)] == [f"我的工单{number}怎么样了"]


def test_refused_without_a_reason_a_text_or_a_permission_and_nothing_is_changed() -> None:
    me, reader = actor(), actor("east", Role.ASSESSOR)
    text("你好")
    row = east()
    with tenancy.entered("east"):
        for refused, body, key in ((Required, " ", "k"), (Required, "x", ""), (TooLong, "长" * 301, "k")):
            with pytest.raises(refused):
                answering.do_answer(me, row.pk, body=body, finish=True, key=key)
        with pytest.raises(Forbidden):
            answering.do_answer(reader, row.pk, body="x", finish=True, key="k")
        for reason in ("BECAUSE", "BLOCKED"):
            with pytest.raises(Invalid):
                working.do_dismiss(me, row.pk, reason)
        with pytest.raises(NotFound):
            working.do_file(me, row.pk, "02209901010001")
        with pytest.raises(NotFound):
            working.do_take(me, 999_999)
        assert OutgoingMessage.objects.count() == 0
        assert OutboxRow.objects.count() == 0
        before = row.last_at
        row.refresh_from_db()
        assert (row.state, row.done_at, row.last_at) == ("NEW", None, before)
        assert working.do_dismiss(me, row.pk, "SPAM", " 广告 ").note == "广告"
        assert [each.pk for each in queries.conversations("DISMISSED", "广告")] == [row.pk]


def test_who_looks_is_told_of_every_change(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[str, int]] = []
    text("你好")
    row = east()
    monkeypatch.setattr(working, "_listeners", [lambda tenant, pk: heard.append((tenant, pk))])
    with tenancy.entered("east"):
        sent = messages.compose(CITIZEN, "answer", "en", key="k", reply="x")
        assert sent is not None
    working.message_changed("east", sent.pk)
    working.message_changed("east", 999_999)
    assert heard == [("east", row.pk)]


# ------------------------------------------------------------------------------- numbers that a centre set up


def set_up(number: str, tenant: str = "west", **more: str) -> None:
    """A centre sets up a number for text messages."""
    given = AddressInput(kind=AddressKind.SMS, address=number, **more)
    with tenancy.entered(tenant):
        addressing.do_keep(actor(tenant), given)


def test_a_number_that_a_centre_set_up_is_its_own_with_its_queue_and_its_receipt(peer: Peer) -> None:
    hand_out("west")
    with tenancy.entered("west"):
        voice.do_keep_queue("west.sms", "sms", "短信", call_back=False)
    set_up("010 6500 9999", queue="west.sms", receipt="短信已收到，24小时内答复。")
    text("第一条", to="+861065009999")
    text("第二条", to="+861065009999", sid="SM2")
    assert here() == {"city": [], "east": [], "west": ["第一条", "第二条"]}
    outbox.drain()
    assert [(sent["From"], sent["To"], sent["Body"]) for sent in peer.messages] == [
        ("+861065009999", CITIZEN, "【12345】短信已收到，24小时内答复。")
    ]
    with tenancy.entered("west"):
        assert [item.queue for item in WorkItem.objects.all()] == ["west.sms"]
        row = Conversation.objects.get()
        working.do_dismiss(actor("west"), row.pk, "NOTHING")
    text("第三条", to="+861065009999", sid="SM3")
    outbox.drain()
    assert len(peer.messages) == 1  # a receipt is sent once in twelve hours
    with tenancy.entered("west"):
        assert Conversation.objects.get().state == "NEW"


def test_no_receipt_to_who_wants_none_to_ourselves_or_to_a_name(peer: Peer) -> None:
    set_up(SENDER, receipt="Received.")
    set_up(EAST_NUMBER, receipt="Received.")
    text("STOP", to=SENDER)
    text("你好", to=SENDER, sid="SM2")
    text("Received.", to=EAST_NUMBER, sender=SENDER, sid="SM3")
    text("Your code is 1", to=SENDER, sender="BANK", sid="SM4")
    outbox.drain()
    assert peer.messages == []
