"""Conversations that the centre begins: who may be written to, what is refused, to whom the answer goes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from hotline import outbox, tenancy
from hotline.audit.journal import entries
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Forbidden, Invalid, NotFound, Required, TooLong
from hotline.kernel.permissions import Role
from hotline.main import effects
from hotline.notify import messages
from hotline.notify.memory import MemoryGateway
from hotline.notify.models import OutgoingMessage
from hotline.outbox.models import OutboxRow
from tenants.local.campaigns.models import DoNotCall
from tenants.local.cases import actions as cases
from tenants.local.cases.models import Case
from tenants.local.citizens import actions as citizens
from tenants.local.texts import answering, beginning, queries, receiving, working
from tenants.local.texts.errors import AnswerKeyReused, ConsentNeeded, NotATextNumber, TextsStopped
from tenants.local.texts.models import Conversation
from tenants.local.worklist import actions as worklist
from tenants.local.worklist.models import MediumRule, WorkItem
from tenants.shared.addresses import actions as addressing
from tenants.shared.addresses.actions import AddressInput
from tenants.shared.addresses.rules import AddressKind
from tenants.shared.textstops import actions as stopping
from tests.factories.people import actor

pytestmark = pytest.mark.django_db

CITIZEN, OURS = "+8613800001111", "+861065001111"


@pytest.fixture(autouse=True)
def carrier(db: None) -> Iterator[MemoryGateway]:
    """A carrier in memory; the tests are in east."""
    double = MemoryGateway()
    messages.wire(double)
    with tenancy.entered("east"):
        yield double
    messages.wire(effects.gateway())


@pytest.fixture
def me() -> Actor:
    """An agent with a number."""
    return replace(actor("east", Role.AGENT, name="Li"), agent_number="8001")


def begin(me: Actor, number: str = "138 0000 1111", **given: Any) -> Conversation:
    """Write to the citizen, who agreed."""
    return beginning.do_begin(me, number, **{"body": " 请补充地点 ", "key": "k1", "consent": True, **given})


def comes(body: str, sid: str, at: timedelta = timedelta()) -> Conversation:
    """The citizen writes, to the number that was written from."""
    return receiving.do_receive(receiving.Came(sid, CITIZEN, OURS, body, timezone.now() + at))


def test_begun_once_and_sent_from_the_centres_number(me: Actor, carrier: MemoryGateway) -> None:
    addressing.do_keep(actor("east"), AddressInput(kind=AddressKind.SMS, address=OURS))
    for _ in range(2):
        row = begin(me)
    outbox.drain()
    assert [(sms.to, sms.sender, sms.body) for sms in carrier.sent] == [(CITIZEN, OURS, "【12345】请补充地点")]
    row.refresh_from_db()
    assert (row.number, row.ours, row.state, row.done_by, row.begun_by) == (CITIZEN, OURS, "BEGUN", "Li", "8001")
    assert row.last_text == "请补充地点"
    assert [(entry.body, entry.written_by) for entry in queries.entries(row)] == [("【12345】请补充地点", "Li")]
    assert list(queries.conversations("BEGUN")) == [row]
    assert list(queries.conversations("OPEN")) == []
    (entry,) = entries(f"texts {row.pk}")
    assert (entry.action, entry.detail.split(" #")[0]) == ("texts.begun", f"{CITIZEN} consent")


def test_what_they_answer_opens_it_and_goes_to_who_began_it(me: Actor) -> None:
    MediumRule.objects.create(medium="SMS", is_on=True, queue="east.general", weight=1)
    pk = begin(me).pk
    assert WorkItem.objects.count() == 0
    row = comes("东湖路 3 号", "SM1")
    assert (row.pk, row.state, row.done_at, row.taken_by) == (pk, "NEW", None, "")
    item = WorkItem.objects.get()
    sent = worklist.enqueueing(item)
    assert (item.knows, sent.knows, sent.knows_seconds) == ("east:8001", "east:8001", 180.0)
    working.do_take(me, pk)
    working.do_give_back(me, pk)  # whoever gives it back does not have it offered again
    assert WorkItem.objects.order_by("id").last().knows == ""


def test_what_comes_days_later_is_anybodys(me: Actor) -> None:
    MediumRule.objects.create(medium="SMS", is_on=True, queue="east.general", weight=1)
    begin(me)
    comes("你好", "SM1", timedelta(days=3, seconds=1))
    assert WorkItem.objects.get().knows == ""


def test_about_a_case_whose_history_tells_of_it_and_which_is_proposed(me: Actor) -> None:
    given = cases.CaseInput(kind="COMPLAINT", title="路灯不亮", content="三天不亮。", reporter_phone=CITIZEN)
    number = cases.do_register(me, given, "k").number
    row = begin(me, case_number=f" {number} ", consent=False)  # the number of a case is known
    assert row.case_number == number
    told = Case.objects.get(number=number).events.last()
    assert (told.action, told.note) == ("TEXT_SENT", "138 0000 1111 请补充地点")
    row = comes("东湖路", "SM1")
    assert row.case_number == ""
    assert [(each.case.number, each.why) for each in queries.proposals(me, row)] == [(number, "ANSWERS")]


def test_where_something_waits_it_waits_on_with_a_message_more(me: Actor) -> None:
    row = comes("路灯不亮", "SM1")
    other = replace(me, name="Wu", agent_number="8002", user_id=2)
    working.do_take(other, row.pk)
    begun = begin(me, consent=False)  # they wrote: they are known
    assert (begun.pk, begun.state, begun.taken_by, begun.begun_by) == (row.pk, "TAKEN", "8002", "")
    assert [entry.body for entry in queries.entries(begun)] == ["路灯不亮", "【12345】请补充地点"]


def test_refused_without_anything_changed(me: Actor) -> None:
    addressing.do_keep(actor("east"), AddressInput(kind=AddressKind.SMS, address="+8613900009999"))
    refusals: list[tuple[type[Exception], str, dict[str, Any]]] = [
        (Required, "number", {"number": " "}),
        (Invalid, "number", {"number": "12345"}),
        (Invalid, "number", {"number": "139 0000 9999"}),  # ourselves
        (NotATextNumber, "number", {"number": "010 6512 3456"}),
        (NotATextNumber, "number", {"number": "400 810 1234"}),
        (Required, "body", {"body": " "}),
        (TooLong, "body", {"body": "长" * 301}),
        (Required, "key", {"key": ""}),
        (ConsentNeeded, "consent", {"consent": False}),  # nobody knows this number
        (NotFound, "case_number", {"case_number": "02209901010001"}),
    ]
    for refusal, field, given in refusals:
        with pytest.raises(refusal) as raised:
            begin(me, **given)
        assert raised.value.field == field
    with pytest.raises(Forbidden):
        begin(actor("east", Role.ASSESSOR))
    found = (Conversation.objects.count(), OutgoingMessage.objects.count(), OutboxRow.objects.count())
    assert found == (0, 0, 0)
    assert list(entries("texts.begun")) == []


def test_who_said_stop_is_not_written_to_consent_or_not(me: Actor) -> None:
    stopping.do_stop(CITIZEN, "退订", OURS, timezone.now())
    with pytest.raises(TextsStopped):
        begin(me)
    assert (Conversation.objects.count(), OutgoingMessage.objects.count()) == (0, 0)


def test_who_is_not_to_be_approached_only_when_they_agreed(me: Actor) -> None:
    citizens.do_remember_citizen("李先生", CITIZEN)
    assert beginning.recipient(me, CITIZEN).needs_consent is False
    DoNotCall.objects.create(number=CITIZEN, reason="x", added_by="x")
    assert beginning.recipient(me, CITIZEN).needs_consent is True
    with pytest.raises(ConsentNeeded):
        begin(me, consent=False)
    assert begin(me).state == "BEGUN"


def test_a_key_is_for_one_message(me: Actor) -> None:
    begin(me)
    for given in ({"body": "另一条"}, {"number": "13800002222"}):
        with pytest.raises(AnswerKeyReused):
            begin(me, **given)
    assert (Conversation.objects.count(), OutgoingMessage.objects.count()) == (1, 1)
    with pytest.raises(TooLong):
        answering.do_answer(me, 1, body="x", finish=True, key="k" * 101)
