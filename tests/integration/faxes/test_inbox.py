"""Received faxes: told twice they come once, leave the gateway only when the store has them, and are worked on."""

import io
from datetime import timedelta
from typing import BinaryIO

import pytest
from django.utils import timezone

from hotline import tenancy
from hotline.audit.journal import entries
from hotline.kernel.errors import Invalid, NotFound
from hotline.objectstore import ObjectMissing
from hotline.objectstore.memory import MemoryStore
from telephony.contracts.fax import FaxReceived
from tenants.local.cases.models import Case
from tenants.local.contacts.models import Contact
from tenants.local.faxes import handlers, inbox, queries
from tenants.local.faxes.errors import FaxClosed, FaxDamaged, FaxMissing, FaxTaken
from tenants.local.faxes.models import ReceivedFax
from tests.factories import faxes
from tests.factories.people import actor

pytestmark = pytest.mark.django_db
CALLER = "+861065123456"


def came(name: str = "fax-1", *, pages: int = 2, ok: bool = True, error: str = "") -> ReceivedFax:
    """A fax in east, told twice."""
    for _ in range(2):
        handlers.handle(
            FaxReceived(
                seq=1, at=timezone.now().timestamp(), tenant="east", call_id=f"call-{name}", name=name, gateway="gw1",
                pages=pages, remote_id="65123456 ", caller=CALLER, called="12349", ok=ok, error=error,
            )
        )  # fmt: skip
    return ReceivedFax.objects.get(name=name)


def test_a_fax_comes_once_and_is_a_contact() -> None:
    with tenancy.entered("east"):
        row = came()
        assert (row.state, row.file_state, row.pages, row.remote_id) == ("NEW", "SPOOLED", 2, "65123456")
        contact = Contact.objects.get(call_id="call-fax-1")
        assert (contact.medium, contact.caller) == ("FAX", CALLER)


def test_a_fax_without_a_page_is_on_record_and_in_no_ones_way() -> None:
    with tenancy.entered("east"):
        row = came(pages=0, ok=False, error="FAX_FAILED")
        assert (row.file_state, row.complete, row.error) == ("FAILED", False, "FAX_FAILED")
        assert [each.pk for each in queries.received("OPEN")] == []
        assert [each.pk for each in queries.received("FAILED")] == [row.pk]


def test_it_is_stored_verified_and_leaves_the_gateway() -> None:
    content, store = faxes.tiff(2), MemoryStore()
    spool = faxes.Spool({"fax-1": content})
    with tenancy.entered("east"):
        row = came()
        inbox.do_store(row, "east", spool, store)
        assert (row.file_state, row.pages, row.size) == ("STORED", 2, len(content))
        with store.open(f"{row.folder}/fax.tif") as file:
            assert file.read() == content
        assert store.size(f"{row.folder}/page-2.png") > 0
        assert store.size(f"{row.folder}/fax.pdf") > 0
        assert spool.files == {}
        inbox.do_store(row, "east", spool, store)  # again: nothing to do


class Liar(MemoryStore):
    """Gives back something else for PDFs."""

    def put(self, key: str, content: BinaryIO, content_type: str) -> None:
        super().put(key, io.BytesIO(b"other") if key.endswith(".pdf") else content, content_type)


def test_what_the_store_changed_stays_on_the_gateway() -> None:
    spool = faxes.Spool({"fax-1": faxes.tiff(1)})
    with tenancy.entered("east"):
        row = came()
        with pytest.raises(FaxDamaged):
            inbox.do_store(row, "east", spool, Liar())
        row.refresh_from_db()
        assert (row.file_state, list(spool.files)) == ("SPOOLED", ["fax-1"])
        with pytest.raises(FaxMissing):
            inbox.do_store(row, "east", faxes.Spool({}), MemoryStore())
        assert [each.pk for each in queries.spooled()] == [row.pk]


def test_what_is_no_tiff_has_failed_and_nothing_is_stored() -> None:
    store = MemoryStore()
    with tenancy.entered("east"):
        row = came()
        inbox.do_store(row, "east", faxes.Spool({"fax-1": b"rubbish"}), store)
        row.refresh_from_db()
        assert (row.file_state, row.error) == ("FAILED", "NOT_A_DOCUMENT")
        with pytest.raises(ObjectMissing):
            store.size(f"east/faxes/received/{row.pk}/fax.tif")


def test_taken_filed_and_opened_again_with_every_step_on_record() -> None:
    me, other = actor(name="Li"), actor(name="Wu", user_id=2)
    with tenancy.entered("east"):
        number, row = faxes.case(me), came()
        assert inbox.do_take(me, row.pk).state == "TAKEN"
        with pytest.raises(FaxTaken):
            inbox.do_take(other, row.pk)
        assert [each.pk for each in queries.received("MINE", taker="Li")] == [row.pk]
        before = Case.objects.get(number=number).version
        for _ in range(2):
            filed = inbox.do_file(me, row.pk, number)
            assert (filed.state, filed.case_number, filed.done_by) == ("FILED", number, "Li")
        case = Case.objects.get(number=number)
        assert [event.action for event in case.events.all()] == ["REGISTER", "FAX_RECEIVED"]
        assert case.version == before  # nobody who is typing is disturbed
        with pytest.raises(FaxClosed):
            inbox.do_dismiss(other, row.pk, "SPAM")
        assert inbox.do_reopen(me, row.pk).state == "TAKEN"
        assert queries.of_case(number) == ([], [])
        assert [event.action for event in case.events.all()][-1] == "FAX_TAKEN_OUT"
        inbox.do_file(me, row.pk, number)
        history = [event.action for event in case.events.all()]
        assert history == ["REGISTER", "FAX_RECEIVED", "FAX_TAKEN_OUT", "FAX_RECEIVED"]
        told = [entry.action for entry in entries(f"fax {row.pk}")]
        assert told == ["fax.filed", "fax.reopened", "fax.filed", "fax.taken"]


def test_dismissed_with_a_reason_and_refused_without() -> None:
    me = actor()
    with tenancy.entered("east"):
        row = came()
        with pytest.raises(Invalid):
            inbox.do_dismiss(me, row.pk, "BECAUSE")
        with pytest.raises(NotFound):
            inbox.do_file(me, row.pk, "02209901010001")
        row.refresh_from_db()
        assert (row.state, row.done_at) == ("NEW", None)
        inbox.do_dismiss(me, row.pk, "SPAM", " 广告 ")
        row.refresh_from_db()
        assert (row.state, row.reason, row.note) == ("DISMISSED", "SPAM", "广告")


def test_after_a_day_it_is_overdue_and_it_is_found_by_number() -> None:
    with tenancy.entered("east"):
        row = came()
        assert [each.pk for each in queries.received("OVERDUE")] == []
        ReceivedFax.objects.update(received_at=timezone.now() - timedelta(hours=24, seconds=1))
        assert [each.pk for each in queries.received("OVERDUE")] == [row.pk]
        assert [each.pk for each in queries.received("OPEN", "010 6512 3456")] == [row.pk]
        assert [each.pk for each in queries.received("OPEN", "139")] == []
