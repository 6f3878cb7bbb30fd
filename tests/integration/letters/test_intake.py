"""Mail in a centre: once however often it comes, with its files, for the right queue, about the right case."""

import io
from typing import BinaryIO

import pytest
from PIL import Image

from hotline import tenancy
from hotline.audit.journal import entries
from hotline.kernel.errors import Invalid, NotFound
from hotline.objectstore.memory import MemoryStore
from hotline.outbox.models import OutboxRow
from tenants.local.cases.models import CaseEvent
from tenants.local.letters import inbox, intake, outbox, queries
from tenants.local.letters.errors import KeyReused, LetterClosed, LetterTaken, NoAnswerTo, NoSenderAddress
from tenants.local.letters.models import Letter, SentLetter
from tenants.local.worklist.models import MediumRule, WorkItem
from tenants.shared.addresses import actions as addresses
from tenants.shared.addresses import queries as known
from tenants.shared.addresses.actions import AddressInput
from tenants.shared.addresses.errors import AddressTaken, NotAnAddress
from tenants.shared.addresses.models import ServiceAddress
from tenants.shared.addresses.rules import AddressKind
from tests.factories import faxes, letters
from tests.factories.letters import EAST, WANG
from tests.factories.people import actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def own() -> ServiceAddress:
    """East's address."""
    return letters.address()


def take(own: ServiceAddress, made: object = None, store: MemoryStore | None = None, sender: str = WANG) -> Letter:
    """A mail comes to east."""
    content = (made or letters.mail()).as_bytes()  # type: ignore[attr-defined]
    return intake.do_take_in(content, sender, own, "east", store or MemoryStore())[0]


def test_a_mail_comes_once_with_its_files(own: ServiceAddress) -> None:
    made, store, dots = letters.mail(), MemoryStore(), io.BytesIO()
    Image.new("RGB", (4, 4)).save(dots, "PNG")
    made.add_attachment(dots.getvalue(), maintype="image", subtype="png", filename="灯.png")
    made.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="run.exe")
    made.add_attachment(b"<script>", maintype="image", subtype="png", filename="not.png")
    with tenancy.entered("east"):
        row, fresh = intake.do_take_in(made.as_bytes(), WANG, own, "east", store)
        again = intake.do_take_in(made.as_bytes(), WANG, own, "east", store)
        assert (fresh, again) == (True, (row, False)) and Letter.objects.count() == 1
        assert (row.sender, row.sender_name, row.subject, row.address) == (WANG, "王女士", "路灯不亮", EAST)
        assert (row.state, row.body, row.automatic) == ("NEW", "滨河路 18 号的路灯三天不亮了。", False)
        files = [(file.number, file.name, file.media_type, file.not_kept) for file in row.attachments.all()]
    assert files == [
        (1, "灯.png", "image/png", ""),
        (2, "run.exe", "application/octet-stream", "TYPE"),
        (3, "not.png", "application/octet-stream", ""),
    ]
    with store.open(intake.mail_key(row.folder)) as file:
        assert file.read() == made.as_bytes()
    with store.open(intake.file_key(row.folder, 1)) as file:
        assert file.read() == dots.getvalue()


class Broken(MemoryStore):
    """Takes a file and gives back another."""

    def open(self, key: str, start: int = 0, length: int | None = None) -> BinaryIO:
        return io.BytesIO(b"?")


def test_what_the_store_does_not_keep_is_not_taken_and_comes_whole_the_next_time(own: ServiceAddress) -> None:
    with tenancy.entered("east"):
        with pytest.raises(intake.LetterDamaged):
            take(own, store=Broken())
        assert Letter.objects.count() == 0 and WorkItem.objects.count() == 0
        assert take(own).state == "NEW"


def test_it_is_handed_out_by_the_addresss_queue_else_the_mediums_and_not_while_that_is_off() -> None:
    own = letters.address(queue="east.general")
    with tenancy.entered("east"):
        off = take(own)
        assert not WorkItem.objects.exists()
        MediumRule.objects.create(medium="MAIL", is_on=True, queue="east.urgent", priority=1)
        row = take(own, letters.mail("停水", "<m2@citizen.example>"))
        item = WorkItem.objects.get()
        assert (item.medium, item.source, item.queue) == ("MAIL", str(row.pk), "east.general")
        assert (item.title, item.sender) == ("停水", WANG)
        own.queue = "east.gone"
        take(own, letters.mail("三", "<m3@citizen.example>"))
        assert WorkItem.objects.last().queue == "east.urgent"  # type: ignore[union-attr]
        assert next(each.source for each in inbox.WORK.open_arrivals()) == str(off.pk)


def test_a_subject_that_quotes_a_case_is_in_that_cases_history_and_still_work(own: ServiceAddress) -> None:
    with tenancy.entered("east"):
        number = faxes.case(actor("east"))
        row = take(own, letters.mail(f"Re: 关于 {number}"))
        assert (row.quoted_case, row.case_number, row.state) == (number, "", "NEW")
        event = CaseEvent.objects.get(action="MAIL_RECEIVED")
        assert event.note == f"#{row.pk} {WANG} Re: 关于 {number}"
        assert take(own, letters.mail("26070499000018", "<m2@citizen.example>")).quoted_case == ""
        # filed to that case, nothing is told twice; to another, it is
        inbox.do_file(actor("east"), row.pk, number)
        assert CaseEvent.objects.filter(action="MAIL_RECEIVED").count() == 1
        assert queries.of_case(number) == ([row], [])


def test_taken_filed_dismissed_and_opened_again(own: ServiceAddress) -> None:
    me, other = actor("east", name="Li"), actor("east", name="Zhao", user_id=2)
    with tenancy.entered("east"):
        number = faxes.case(me)
        row = take(own)
        assert inbox.do_take(me, row.pk).taken_by == "Li"
        with pytest.raises(LetterTaken):
            inbox.do_take(other, row.pk)
        with pytest.raises(NotFound):
            inbox.do_file(me, row.pk, "26070499000018")
        inbox.do_file(me, row.pk, number)
        for refused in (lambda: inbox.do_take(me, row.pk), lambda: inbox.do_dismiss(me, row.pk, "SPAM")):
            with pytest.raises(LetterClosed):
                refused()
        assert inbox.do_reopen(me, row.pk).state == "TAKEN"
        assert [event.action for event in CaseEvent.objects.filter(action__startswith="MAIL_").order_by("id")] == [
            "MAIL_RECEIVED", "MAIL_TAKEN_OUT",
        ]  # fmt: skip
        assert inbox.do_give_back(me, row.pk).state == "NEW"
        with pytest.raises(Invalid):
            inbox.do_dismiss(me, row.pk, "BORED")
        inbox.do_dismiss(me, row.pk, "SPAM", "广告")
        assert [entry.action for entry in entries() if entry.action.startswith("letter.")] == [
            "letter.dismissed", "letter.given_back", "letter.reopened", "letter.filed", "letter.taken",
        ]  # fmt: skip


def answer(pk: int, key: str = "k1", body: str = "已派人维修。", **more: object) -> SentLetter:
    """East answers."""
    return outbox.do_answer(actor("east"), pk, body=body, key=key, **more)  # type: ignore[arg-type]


def test_an_answer_without_a_case_closes_the_letter_and_goes_out_once(own: ServiceAddress) -> None:
    with tenancy.entered("east"):
        row = take(own, letters.mail(References="<r0@x>"))
        sent = answer(row.pk)
        assert answer(row.pk) == sent and SentLetter.objects.count() == 1
        with pytest.raises(KeyReused):
            answer(row.pk, body="另一封")
        row.refresh_from_db()
        assert (row.state, row.done_by, row.case_number) == ("ANSWERED", "east tester", "")
        assert (sent.address, sent.recipient, sent.subject) == (EAST, WANG, "Re: 路灯不亮")
        assert sent.references == "<m1@citizen.example> <r0@x>" and sent.message_id.endswith("@east.example>")
        assert sent.quoted == "滨河路 18 号的路灯三天不亮了。"
    assert [put.payload for put in OutboxRow.objects.filter(kind="letter")] == [{"letter": str(sent.key)}]


def test_what_comes_back_finds_its_case(own: ServiceAddress) -> None:
    with tenancy.entered("east"):
        number = faxes.case(actor("east"))
        sent = answer(take(own).pk, case_number=number)
        assert sent.subject == f"Re: 路灯不亮 [{number}]"
        back = take(own, letters.mail("谢谢", "<m2@citizen.example>", In_Reply_To=sent.message_id))
        assert (back.replies_to, back.quoted_case) == (sent, number)
        actions = CaseEvent.objects.filter(action__startswith="MAIL_").order_by("id")
        assert [event.action for event in actions] == ["MAIL_WRITTEN", "MAIL_RECEIVED"]


def test_a_report_that_it_did_not_arrive_is_seen_at_the_letter_and_the_case(own: ServiceAddress) -> None:
    with tenancy.entered("east"):
        number = faxes.case(actor("east"))
        sent = answer(take(own).pk, case_number=number)
        report = (
            "From: MAILER-DAEMON@mx\r\nContent-Type: multipart/report; boundary=b\r\n\r\n--b\r\n"
            "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nAction: failed\r\nStatus: 5.1.1"
            f"\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: {sent.message_id}\r\n\r\nx\r\n--b--\r\n"
        )
        row, _ = intake.do_take_in(report.encode(), "", own, "east", MemoryStore())
        sent.refresh_from_db()
        assert (row.automatic, sent.state, sent.error) == (True, "BOUNCED", "5.1.1")
        assert CaseEvent.objects.filter(action="MAIL_FAILED").count() == 1
        assert outbox.do_send_again(actor("east"), sent.key).state == "QUEUED"
    assert OutboxRow.objects.filter(kind="letter").count() == 2


def test_a_receipt_is_sent_to_people_and_once() -> None:
    own = letters.address(receipt="来信已收到。")
    with tenancy.entered("east"):
        for number, (made, sender) in enumerate(
            [
                (letters.mail(message_id="<1@x>"), WANG),
                (letters.mail(message_id="<2@x>"), WANG),  # at once again
                (letters.mail(message_id="<3@x>", Auto_Submitted="auto-generated"), WANG),
                (letters.mail(message_id="<4@x>", Precedence="bulk"), WANG),
                (letters.mail(message_id="<5@x>"), ""),
            ]
        ):
            take(own, made, sender=sender)
            assert (Letter.objects.count(), SentLetter.objects.count()) == (number + 1, 1)
        sent = SentLetter.objects.get()
        assert (sent.purpose, sent.recipient, sent.body, sent.written_by) == ("RECEIPT", WANG, "来信已收到。", "system")


def test_nobody_to_answer_or_nothing_to_write_from(own: ServiceAddress) -> None:
    with tenancy.entered("east"):
        nameless = letters.mail()
        del nameless["From"]
        row = take(own, nameless, sender="")
        with pytest.raises(NoAnswerTo):
            answer(row.pk)
        other = take(own, letters.mail(message_id="<m2@x>"))
        addresses.do_drop(actor("east"), own.pk)
        with pytest.raises(NoSenderAddress):
            answer(other.pk)
        other.refresh_from_db()
        assert other.state == "NEW" and not SentLetter.objects.exists()


def test_an_address_is_one_centres(own: ServiceAddress) -> None:
    assert known.whose(AddressKind.MAIL, "HOTLINE@east.example") == own
    with tenancy.entered("west"):
        with pytest.raises(AddressTaken):
            addresses.do_keep(actor("west"), AddressInput(AddressKind.MAIL, EAST))
        with pytest.raises(NotAnAddress):
            addresses.do_keep(actor("west"), AddressInput(AddressKind.MAIL, "east"))
        with pytest.raises(NotFound):
            addresses.do_drop(actor("west"), own.pk)
    with tenancy.entered("east"):
        closed = AddressInput(AddressKind.MAIL, EAST, is_open=False)
        addresses.do_keep(actor("east"), closed, own.pk)
        assert entries("address.set").count() == 2
    assert known.whose(AddressKind.MAIL, EAST) is None
