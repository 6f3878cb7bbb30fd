"""Work on received faxes: they come, are stored, taken, filed to a case or dismissed, opened again."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hotline import audit
from hotline.kernel.actor import Actor
from hotline.kernel.errors import NotFound
from hotline.kernel.phone import local_form
from hotline.objectstore import ObjectStore
from telephony.contracts.work import WorkMedium
from tenants.local.cases import actions as cases
from tenants.local.cases import queries as case_queries
from tenants.local.worklist import actions as worklist
from tenants.local.worklist.life import Life
from tenants.local.worklist.media import Arrival

from . import keeping, pages, queries, rules
from .errors import FaxClosed, FaxTaken, NotADocument
from .models import ReceivedFax
from .rules import DismissReason, FileState, InboxState
from .source import FaxSource


class Faxes(Life[ReceivedFax]):
    """The life of received faxes."""

    model, name, page = ReceivedFax, "fax", "/faxes/"
    closed, held, reasons = FaxClosed, FaxTaken, frozenset(DismissReason)

    def medium(self, row: ReceivedFax) -> WorkMedium:
        return WorkMedium.FAX

    def arrival(self, row: ReceivedFax) -> Arrival:
        return Arrival(str(row.pk), row.received_at, sender=row.caller or row.remote_id)

    def who(self, row: ReceivedFax) -> str:
        return row.caller

    def new(self) -> QuerySet[ReceivedFax]:
        return queries.received("NEW")

    def take_out(self, actor: Actor, row: ReceivedFax) -> None:
        if row.case_number:
            key = self.passage("out", row)
            cases.do_note_correspondence(actor, row.case_number, "FAX_TAKEN_OUT", _described(row), key)


WORK = Faxes()
do_take, do_give_back, do_dismiss, do_reopen = WORK.do_take, WORK.do_give_back, WORK.do_dismiss, WORK.do_reopen


# ---------------------------------------------------------------------------------------------- they come


@transaction.atomic
def do_receive(
    *,
    name: str,
    gateway: str,
    call_id: str,
    caller: str,
    called: str,
    remote_id: str,
    pages: int,
    complete: bool,
    error: str,
    at: datetime,
) -> ReceivedFax:
    """A fax came; the same ``name`` again changes nothing. Without a page it is only on record."""
    came = bool(pages)
    row, made = ReceivedFax.objects.get_or_create(
        name=name,
        defaults={
            "gateway": gateway,
            "call_id": call_id,
            "caller": caller,
            "called": called,
            "remote_id": remote_id.strip()[:64],
            "received_at": at,
            "pages": pages,
            "complete": complete,
            "error": error[:80],
            "file_state": FileState.SPOOLED if came else FileState.FAILED,
        },
    )
    if made and came:
        WORK.do_hand_in(row)
    return row


def do_store(fax: ReceivedFax, tenant: str, source: FaxSource, store: ObjectStore) -> None:
    """Fetch from the gateway, make PDF and pictures, put all into the object store, read back and compare, then forget
    the gateway's.

    Raises FaxMissing or FaxDamaged; the fax stays SPOOLED and the next sweep tries again. What is no TIFF is FAILED.
    """
    if fax.file_state != FileState.SPOOLED:
        return
    content = b"".join(source.read(fax.gateway, fax.name))
    try:
        sheets = pages.of_tiff(content)
    except NotADocument:
        ReceivedFax.objects.filter(pk=fax.pk).update(file_state=FileState.FAILED, error="NOT_A_DOCUMENT")
        worklist.do_close(WorkMedium.FAX, str(fax.pk), "FAILED")
        return
    folder = rules.folder(tenant, "received", timezone.localdate(fax.received_at), f"{fax.pk}")
    kept = keeping.keep(store, folder, content, sheets)
    ReceivedFax.objects.filter(pk=fax.pk, file_state=FileState.SPOOLED).update(
        file_state=FileState.STORED, folder=folder, sha256=kept.sha256, size=kept.size, pages=kept.pages
    )
    source.delete(fax.gateway, fax.name)
    fax.refresh_from_db()


# ------------------------------------------------------------------------------------------- what people do


@transaction.atomic
def do_file(actor: Actor, pk: int, case_number: str) -> ReceivedFax:
    """Keep a fax with a case that ``actor`` may see; filed to the same case again, nothing changes.

    Raises NotFound("id" | "case_number"), FaxClosed."""
    row, number = WORK.locked(pk), case_number.strip()
    if (row.state, row.case_number) == (InboxState.FILED, number):
        return row
    WORK.check_open(row)
    if case_queries.case(actor, number) is None:
        raise NotFound("case_number")
    row.case_number = number
    WORK.done(actor, row, InboxState.FILED)
    cases.do_note_correspondence(actor, number, "FAX_RECEIVED", _described(row), WORK.passage("in", row))
    audit.record(actor, "fax.filed", WORK.thing(row), number)
    return row


@transaction.atomic
def do_note_answered(actor: Actor, pk: int) -> ReceivedFax:
    """It was answered by fax, and that is all; one that is dealt with already stays as it is. Raises NotFound."""
    row = WORK.locked(pk)
    if row.done_at is None:
        WORK.done(actor, row, InboxState.ANSWERED)
        audit.record(actor, "fax.answered", WORK.thing(row), row.caller)
    return row


def note_seen(actor: Actor, row: ReceivedFax) -> bool:
    """Write down that ``actor`` looks at a fax, once a viewing; whether it was the first viewing of all."""
    unseen = ReceivedFax.objects.filter(pk=row.pk, seen_at=None)
    return WORK.viewed(actor, row) and unseen.update(seen_at=timezone.now(), seen_by=actor.name[:80]) == 1


def note_downloaded(actor: Actor, row: ReceivedFax) -> None:
    """Write down that ``actor`` took a fax away."""
    audit.record(actor, "fax.download", WORK.thing(row), row.caller)


def _described(row: ReceivedFax) -> str:
    return f"#{row.pk} {local_form(row.caller) or row.remote_id} {row.pages}P"
