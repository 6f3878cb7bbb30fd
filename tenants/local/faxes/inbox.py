"""Work on received faxes: they come, are stored, taken, filed to a case or dismissed, opened again."""

from datetime import datetime, timedelta
from urllib.parse import quote

from django.db import transaction
from django.utils import timezone

from hotline import audit
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Invalid, NotFound, TooLong
from hotline.kernel.phone import local_form
from hotline.objectstore import ObjectStore
from telephony.contracts.work import WorkMedium
from tenants.local.cases import actions as cases
from tenants.local.cases import queries as case_queries
from tenants.local.worklist import actions as worklist
from tenants.local.worklist.media import Arrival

from . import keeping, pages, queries, rules
from .errors import FaxClosed, FaxTaken, NotADocument
from .models import ReceivedFax
from .rules import DismissReason, FileState, InboxState
from .source import FaxSource

LONGEST_NOTE = 200
MOST_HANDED_IN = 500
"""Open faxes that are handed out when that is switched on; the oldest."""
ONE_VIEWING = timedelta(minutes=10)
"""Pages looked at within this time belong to the viewing that was audited."""


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
        do_hand_in(row)
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
def do_take(actor: Actor, pk: int) -> ReceivedFax:
    """Work on a fax. Raises NotFound, FaxClosed, FaxTaken (somebody else has it)."""
    row, me = _open(pk), queries.worker(actor.agent_number, actor.name)
    if row.taken_by and row.taken_by != me:
        raise FaxTaken("id", agent=row.taken_by)
    if not row.taken_by:
        _taken(row, me)
        audit.record(actor, "fax.taken", _thing(row), row.caller)
        worklist.do_close(WorkMedium.FAX, str(pk), "TAKEN")
    return row


@transaction.atomic
def do_give_back(actor: Actor, pk: int) -> ReceivedFax:
    """Nobody works on it any more. Raises NotFound, FaxClosed."""
    row = _open(pk)
    if row.taken_by:
        audit.record(actor, "fax.given_back", _thing(row), row.taken_by)
        _taken(row, "")
        do_hand_in(row)
    return row


@transaction.atomic
def do_file(actor: Actor, pk: int, case_number: str) -> ReceivedFax:
    """Keep a fax with a case that ``actor`` may see; filed to the same case again, nothing changes.

    Raises NotFound("id" | "case_number"), FaxClosed."""
    row, number = _locked(pk), case_number.strip()
    if (row.state, row.case_number) == (InboxState.FILED, number):
        return row
    _check_open(row)
    if case_queries.case(actor, number) is None:
        raise NotFound("case_number")
    row.case_number = number
    _done(actor, row, InboxState.FILED)
    cases.do_note_correspondence(actor, number, "FAX_RECEIVED", _described(row), _passage("in", row))
    audit.record(actor, "fax.filed", _thing(row), number)
    return row


@transaction.atomic
def do_note_answered(actor: Actor, pk: int) -> ReceivedFax:
    """It was answered by fax, and that is all; one that is dealt with already stays as it is. Raises NotFound."""
    row = _locked(pk)
    if row.done_at is None:
        _done(actor, row, InboxState.ANSWERED)
        audit.record(actor, "fax.answered", _thing(row), row.caller)
    return row


@transaction.atomic
def do_dismiss(actor: Actor, pk: int, reason: str, note: str = "") -> ReceivedFax:
    """Nothing comes of it. Raises NotFound, FaxClosed, Invalid("reason"), TooLong("note")."""
    if reason not in set(DismissReason):
        raise Invalid("reason")
    if len(note.strip()) > LONGEST_NOTE:
        raise TooLong("note", limit=LONGEST_NOTE)
    row = _open(pk)
    row.reason, row.note = reason, note.strip()
    _done(actor, row, InboxState.DISMISSED)
    audit.record(actor, "fax.dismissed", _thing(row), f"{reason} {row.note}".strip())
    return row


@transaction.atomic
def do_reopen(actor: Actor, pk: int) -> ReceivedFax:
    """A fax that was filed or dismissed is to be dealt with again. Raises NotFound."""
    row = _locked(pk)
    if row.done_at is None:
        return row
    if row.case_number:
        note = _described(row)
        cases.do_note_correspondence(actor, row.case_number, "FAX_TAKEN_OUT", note, _passage("out", row))
    audit.record(actor, "fax.reopened", _thing(row), row.case_number or row.reason)
    row.case_number = row.reason = row.note = row.done_by = ""
    row.done_at = None
    row.state = InboxState.TAKEN if row.taken_by else InboxState.NEW
    row.save(update_fields=["case_number", "reason", "note", "done_by", "done_at", "state"])
    if not row.taken_by:
        do_hand_in(row)
    return row


def note_seen(actor: Actor, row: ReceivedFax) -> bool:
    """Write down that ``actor`` looks at a fax, once a viewing; whether it was the first viewing of all."""
    now = timezone.now()
    if audit.recorded_since(actor, "fax.view", _thing(row), now - ONE_VIEWING):
        return False
    audit.record(actor, "fax.view", _thing(row), row.caller)
    unseen = ReceivedFax.objects.filter(pk=row.pk, seen_at=None)
    return unseen.update(seen_at=now, seen_by=actor.name[:80]) == 1


def note_downloaded(actor: Actor, row: ReceivedFax) -> None:
    """Write down that ``actor`` took a fax away."""
    audit.record(actor, "fax.download", _thing(row), row.caller)


def _thing(row: ReceivedFax) -> str:
    return f"fax {row.pk}"


def _passage(way: str, row: ReceivedFax) -> str:
    """Names one filing of a fax in a case's history: taken out and filed again is another one."""
    at = row.done_at.timestamp() if row.done_at else 0.0
    return f"fax-{way}-{row.pk}-{at:.6f}"


def _described(row: ReceivedFax) -> str:
    return f"#{row.pk} {local_form(row.caller) or row.remote_id} {row.pages}P"


def _done(actor: Actor, row: ReceivedFax, state: InboxState) -> None:
    row.state, row.done_at, row.done_by = state, timezone.now(), actor.name[:80]
    row.save(update_fields=["state", "done_at", "done_by", "case_number", "reason", "note"])
    worklist.do_close(WorkMedium.FAX, str(row.pk), state.value)


def _taken(row: ReceivedFax, taker: str) -> None:
    row.taken_by, row.taken_at = taker, timezone.now() if taker else None
    row.state = InboxState.TAKEN if taker else InboxState.NEW
    row.save(update_fields=["taken_by", "taken_at", "state"])


def _locked(pk: int) -> ReceivedFax:
    row = ReceivedFax.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise NotFound("id")
    return row


def _open(pk: int) -> ReceivedFax:
    row = _locked(pk)
    _check_open(row)
    return row


def _check_open(row: ReceivedFax) -> None:
    if row.done_at is not None:
        raise FaxClosed("id")


# ------------------------------------------------------------------------------- handed out by the queues


def do_hand_in(row: ReceivedFax) -> None:
    """Have an open fax handed out through its queue, where the centre has switched that on."""
    worklist.do_arrive(WorkMedium.FAX, _arrival(row))


def _arrival(row: ReceivedFax) -> Arrival:
    return Arrival(str(row.pk), row.received_at, sender=row.caller or row.remote_id)


class AsWork:
    """Implements ``worklist.media.Source``."""

    def path(self, source: str) -> str:
        return f"/faxes/{quote(source, safe='')}"

    def is_open(self, source: str) -> bool:
        return ReceivedFax.objects.filter(pk=int(source), done_at=None).exists()

    def open_arrivals(self) -> list[Arrival]:
        return [_arrival(row) for row in queries.received("NEW")[:MOST_HANDED_IN]]

    def hold(self, source: str) -> None:
        ReceivedFax.objects.select_for_update().filter(pk=int(source)).first()

    def taken(self, source: str, agent_number: str) -> None:
        row = ReceivedFax.objects.filter(pk=int(source), done_at=None).first()
        if row is not None:
            _taken(row, agent_number)
