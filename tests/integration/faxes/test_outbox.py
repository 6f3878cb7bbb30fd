"""Faxes that go out: dialled once an attempt however often told, tried three times, cancelled, sent again."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import timezone

from hotline import tenancy
from hotline.kernel.errors import NotFound, Required
from hotline.objectstore import ObjectMissing
from hotline.objectstore.memory import MemoryStore
from telephony import facade
from telephony.contracts.commands import RefusalCode, Reply
from telephony.contracts.fax import CancelFax, FaxSent, SendFax
from telephony.contracts.outreach import ReachOutcome
from telephony.facade.memory import MemoryBus
from tenants.local.cases.models import Case
from tenants.local.faxes import folder, handlers, line, outbox, queries
from tenants.local.faxes.errors import FaxNotCancellable, FaxStillGoing, KeyReused, NoFaxNumber
from tenants.local.faxes.models import FaxDocument, SentFax
from tests.factories import faxes
from tests.factories.people import actor

pytestmark = pytest.mark.django_db
ME = actor(name="Li")
NUMBER = "010 6512 3456"


class Switchboard(MemoryBus):
    """Takes faxes on, or refuses with ``refusal``."""

    def __init__(self) -> None:
        super().__init__(lambda command: Reply(command_id=command.command_id, refusal=self.refusal))
        self.refusal: RefusalCode | None = None

    def dialled(self) -> list[str]:
        """The attempts that it was told of."""
        return [each.fax.rpartition(":")[2] for each in self.commands if isinstance(each, SendFax)]


@pytest.fixture
def switchboard() -> Iterator[Switchboard]:
    double = Switchboard()
    facade.plug(double)
    yield double
    facade.configure(settings.REDIS_URL)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture(autouse=True)
def shared(tmp_path: Path) -> Iterator[Path]:
    """The folder that the gateways see."""
    folder.wire(tmp_path)
    yield tmp_path
    folder.wire(settings.ENV.fax_folder)


def queued(store: MemoryStore, case_number: str = "", key: str = "k1") -> SentFax:
    document = outbox.do_take_file(ME, store, faxes.pdf(2), "答复.pdf")
    return outbox.do_send(
        ME, document=document.key, number=NUMBER, recipient="城管局", case_number=case_number, key=key
    )


def told(row: SentFax, attempt: int, outcome: str = "COMPLETED", error: str = "") -> None:
    """The switchboard reports an attempt."""
    handlers.handle(
        FaxSent(
            seq=1, at=timezone.now().timestamp(), tenant="east", call_id=f"c{attempt}", fax=f"east:{row.key}:{attempt}",
            number="+861065123456", outcome=ReachOutcome(outcome), pages=2 if outcome == "COMPLETED" else 0,
            error=error, remote_id="", cause=16,
        )
    )  # fmt: skip


def state(row: SentFax) -> tuple[str, int, str]:
    row.refresh_from_db()
    return row.state, row.attempt, row.error


def now_due(row: SentFax) -> None:
    SentFax.objects.filter(pk=row.pk).update(next_at=timezone.now() - timedelta(seconds=1))


def test_sent_once_and_told_in_the_case(switchboard: Switchboard, store: MemoryStore, shared: Path) -> None:
    with tenancy.entered("east"):
        number = faxes.case(ME)
        row = queued(store, number)
        assert line.do_send(row.key, store)
        assert not line.do_send(row.key, store)  # it is on the line
        (order,) = [each for each in switchboard.commands if isinstance(each, SendFax)]
        assert (order.number, order.tenant, order.header) == ("+861065123456", "east", "12345 East District")
        assert order.station == "12342"
        assert (shared / f"{order.name}.tif").read_bytes()[:4] == b"II*\0"
        assert state(row) == ("SENDING", 1, "")
        for _ in range(2):
            told(row, 1)
        assert state(row) == ("SENT", 1, "")
        assert row.pages_sent == 2
        history = [event.action for event in Case.objects.get(number=number).events.all()]
        assert history == ["REGISTER", "FAX_QUEUED", "FAX_SENT"]
        assert [each.key for each in queries.of_case(number)[1]] == [row.key]
        assert folder.tidy("east", queries.going_documents()) == 1
        assert list(shared.iterdir()) == []


def test_busy_three_times_then_failed(switchboard: Switchboard, store: MemoryStore) -> None:
    with tenancy.entered("east"):
        row = queued(store)
        for attempt in (1, 2, 3):
            now_due(row)
            line.do_send(row.key, store)
            before = timezone.now()
            told(row, attempt, "BUSY")
            if attempt < 3:
                assert state(row) == ("QUEUED", attempt, "BUSY")
                assert row.next_at is not None
                assert timedelta(minutes=4) < row.next_at - before < timedelta(minutes=6)
        assert state(row) == ("FAILED", 3, "BUSY")
        assert switchboard.dialled() == ["1", "2", "3"]
        told(row, 1)  # a late word of an attempt that is over
        assert state(row) == ("FAILED", 3, "BUSY")
        assert [(each.ok, each.error) for each in row.attempts.all()] == [(False, "BUSY")] * 3


def test_a_switchboard_that_does_not_answer_is_asked_again_for_the_same_attempt(
    switchboard: Switchboard, store: MemoryStore
) -> None:
    with tenancy.entered("east"):
        row = queued(store)
        switchboard.refusal = RefusalCode.ENGINE_AWAY
        assert not line.do_send(row.key, store)
        assert state(row) == ("SENDING", 1, "")
        now_due(row)
        switchboard.refusal = None
        assert line.do_send(row.key, store)
        assert switchboard.dialled() == ["1", "1"]
        assert state(row) == ("SENDING", 1, "")


def test_without_a_channel_no_try_is_counted(switchboard: Switchboard, store: MemoryStore) -> None:
    with tenancy.entered("east"):
        row = queued(store)
        switchboard.refusal = RefusalCode.NO_CHANNEL
        line.do_send(row.key, store)
        assert state(row) == ("QUEUED", 0, "NO_CHANNEL")
        switchboard.refusal = RefusalCode.TOLL_FORBIDDEN
        now_due(row)
        line.do_send(row.key, store)
        assert state(row) == ("FAILED", 1, "TOLL_FORBIDDEN")


def test_an_attempt_that_nothing_is_heard_of_has_failed(switchboard: Switchboard, store: MemoryStore) -> None:
    with tenancy.entered("east"):
        row = queued(store)
        line.do_send(row.key, store)
        now_due(row)
        assert not line.do_send(row.key, store)
        assert state(row) == ("QUEUED", 1, "NO_REPORT")
        told(row, 1)  # it went out after all
        assert state(row) == ("SENT", 1, "")


def test_cancelled_on_the_line_it_is_broken_off_and_not_dialled_again(
    switchboard: Switchboard, store: MemoryStore, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with tenancy.entered("east"):
        row = queued(store)
        line.do_send(row.key, store)
        with django_capture_on_commit_callbacks(execute=True):
            outbox.do_cancel(ME, row.key)
        (order,) = [each for each in switchboard.commands if isinstance(each, CancelFax)]
        assert order.fax == f"east:{row.key}:1"
        assert state(row) == ("SENDING", 1, "")
        told(row, 1, "BROKEN_OFF", "CANCELLED")
        assert state(row) == ("CANCELLED", 1, "BROKEN_OFF")
        with pytest.raises(FaxNotCancellable):
            done = queued(store, key="k4")
            line.do_send(done.key, store)
            told(done, 1)
            outbox.do_cancel(ME, done.key)


def test_cancelled_while_it_waits_and_sent_again(switchboard: Switchboard, store: MemoryStore) -> None:
    with tenancy.entered("east"):
        row = queued(store)
        with pytest.raises(FaxStillGoing):
            outbox.do_send_again(ME, row.key, "k2")
        for _ in range(2):
            assert outbox.do_cancel(ME, row.key).state == "CANCELLED"
        assert not line.do_send(row.key, store)
        assert switchboard.dialled() == []
        again = outbox.do_send_again(ME, row.key, "k2")
        assert (again.state, again.document_id, again.again_of_id) == ("QUEUED", row.document_id, row.pk)


def test_the_same_key_is_the_same_fax(switchboard: Switchboard, store: MemoryStore) -> None:
    with tenancy.entered("east"):
        row = queued(store)
        again = outbox.do_send(
            ME, document=row.document.key, number=NUMBER, recipient="城管局", case_number="", key="k1"
        )
        assert again.pk == row.pk
        with pytest.raises(KeyReused):
            queued(store)  # another document
        for wrong, error in (("", Required), ("abc", NoFaxNumber), ("12", NoFaxNumber)):
            with pytest.raises(error):
                outbox.check_number(wrong)
        with pytest.raises(NotFound):
            outbox.do_send(ME, document=uuid4(), number=NUMBER, recipient="", case_number="", key="k9")
        assert SentFax.objects.count() == 1


def test_documents_that_nobody_sent_are_dropped_after_a_day(switchboard: Switchboard, store: MemoryStore) -> None:
    with tenancy.entered("east"):
        row = queued(store)
        unused = outbox.do_take_file(ME, store, faxes.pdf(1), "x.pdf")
        tomorrow: datetime = timezone.now() + timedelta(days=1, minutes=1)
        assert (outbox.do_drop_unused(store, timezone.now()), outbox.do_drop_unused(store, tomorrow)) == (0, 1)
        assert [each.pk for each in FaxDocument.objects.all()] == [row.document_id]
        with pytest.raises(ObjectMissing):
            store.size(f"{unused.folder}/fax.tif")


def test_a_letter_about_a_case(switchboard: Switchboard, store: MemoryStore) -> None:
    with tenancy.entered("east"):
        number = faxes.case(ME)
        given = {"body": "请处理。", "recipient": "城管局", "number": NUMBER, "locale": "zh-Hans"}
        document = outbox.do_compose(ME, store, case_number=number, with_content=True, **given)
        assert (document.pages, document.case_number, document.source) == (1, number, "CASE")
        with pytest.raises(NotFound):
            outbox.do_compose(ME, store, case_number="02209901010001", with_content=False, **given)
