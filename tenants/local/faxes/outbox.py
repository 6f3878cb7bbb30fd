"""Faxes that go out: documents, the queue, attempts and their outcome.

The switchboard is told after the commit, and again until it has understood; an attempt carries a name of its own
(``line_id``), by which it is dialled once however often it is told.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Forbidden, NotFound, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline.kernel.phone import local_form, to_e164
from hotline.objectstore import ObjectStore
from telephony import facade
from telephony.contracts.fax import CancelFax
from tenants.local.cases import actions as cases
from tenants.local.cases import queries as case_queries
from tenants.shared.registry import queries as registry

from . import inbox, keeping, letter, pages, queries, rules
from .errors import FaxNotCancellable, FaxStillGoing, KeyReused, NoFaxNumber
from .models import FaxAttempt, FaxDocument, ReceivedFax, SentFax
from .rules import GOING, OutboxState

log = logging.getLogger(__name__)

LONGEST = {"body": 8000, "recipient": 80, "title": 200, "key": 120}
UNUSED_DOCUMENTS_FOR = timedelta(days=1)


# --------------------------------------------------------------------------------------------- documents


def do_compose(
    actor: Actor,
    store: ObjectStore,
    *,
    case_number: str,
    body: str,
    recipient: str,
    number: str,
    locale: str,
    with_content: bool,
    subject: str = "",
) -> FaxDocument:
    """A letter about a case; with no ``case_number``, about ``subject``. Raises Forbidden, NotFound("case_number"),
    Required("body" | "subject"), TooLong, NoFaxNumber, NoFont, TooManyPages."""
    _check_may(actor)
    _check_texts(body=body, recipient=recipient, title=subject)
    if not body.strip():
        raise Required("body")
    case = case_queries.case(actor, case_number.strip()) if case_number.strip() else None
    if case_number.strip() and case is None:
        raise NotFound("case_number")
    title = case.title if case else subject.strip()
    if not title:
        raise Required("subject")
    to, names = check_number(number), registry.tenant(actor.tenant).names
    drawn = letter.draw(
        letter.Letter(
            locale=locale,
            centre=str(names.get(locale) or names.get("zh-Hans") or actor.tenant),
            sender=actor.name,
            recipient=recipient.strip(),
            number=local_form(to),
            at=timezone.localtime(),
            case_number=case.number if case else "",
            subject=title,
            registered_at=timezone.localtime(case.registered_at) if case else None,
            body=body.strip(),
            content=case.content if case and with_content else "",
        )
    )
    source, number = ("CASE", case.number) if case else ("LETTER", "")
    return _keep_document(actor, store, drawn, title=title, case_number=number, source=source)


def do_take_file(actor: Actor, store: ObjectStore, content: bytes, title: str) -> FaxDocument:
    """An uploaded PDF or TIFF. Raises Forbidden, DocumentTooBig, NotADocument, DocumentLocked, TooManyPages."""
    _check_may(actor)
    name = "".join(char for char in title.strip() if char.isprintable())[: LONGEST["title"]] or "PDF"
    return _keep_document(actor, store, pages.read(content), title=name, case_number="", source="FILE")


def _keep_document(
    actor: Actor, store: ObjectStore, sheets: Sequence[pages.Page], *, title: str, case_number: str, source: str
) -> FaxDocument:
    key, now = uuid4(), timezone.now()
    folder = rules.folder(actor.tenant, "sent", timezone.localdate(now), str(key))
    kept = keeping.keep(store, folder, pages.as_tiff(sheets), sheets)
    return FaxDocument.objects.create(
        key=key,
        title=title,
        case_number=case_number,
        source=source,
        folder=folder,
        pages=kept.pages,
        sha256=kept.sha256,
        size=kept.size,
        made_at=now,
        made_by=actor.name[:80],
    )


def do_drop_unused(store: ObjectStore, now: datetime) -> int:
    """Delete documents that were looked at and never sent; how many."""
    rows = FaxDocument.objects.filter(made_at__lt=now - UNUSED_DOCUMENTS_FOR, faxes=None)
    dropped = 0
    for row in rows[:100]:
        keeping.drop(store, row.folder, row.pages)
        row.delete()
        dropped += 1
    return dropped


# ------------------------------------------------------------------------------------------ what people do


def check_number(number: str) -> str:
    """The number as E.164. Raises Required, NoFaxNumber."""
    if not number.strip():
        raise Required("number")
    found = to_e164(number)
    if not found:
        raise NoFaxNumber("number")
    return found


@transaction.atomic
def do_send(
    actor: Actor,
    *,
    document: UUID,
    number: str,
    recipient: str,
    case_number: str,
    key: str,
    reply_to: int | None = None,
    finish: bool = False,
) -> SentFax:
    """Queue a document for sending. The same ``key`` again gives the same fax. ``finish``: the fax that it answers is
    dealt with by this, with a case or without.

    Raises Forbidden, Required, TooLong, NoFaxNumber, NotFound("document" | "case_number" | "reply_to"), KeyReused.
    """
    _check_may(actor)
    _check_texts(recipient=recipient, key=key)
    if not key.strip():
        raise Required("key")
    to, case_number = check_number(number), case_number.strip()
    if case_number and case_queries.case(actor, case_number) is None:
        raise NotFound("case_number")
    found = queries.document(document)
    if found is None:
        raise NotFound("document")
    # locked before the case, as by those who file it
    answered = ReceivedFax.objects.select_for_update().filter(pk=reply_to).first() if reply_to else None
    if reply_to and answered is None:
        raise NotFound("reply_to")
    row = _queue(actor, found, to, recipient.strip(), case_number, key, reply_to=answered)
    if answered and finish:
        inbox.do_note_answered(actor, answered.pk)
    return row


@transaction.atomic
def do_send_again(actor: Actor, fax: UUID, key: str) -> SentFax:
    """The same document to the same number once more. Raises Forbidden, Required, TooLong, NotFound, FaxStillGoing."""
    _check_may(actor)
    _check_texts(key=key)
    if not key.strip():
        raise Required("key")
    old = queries.sent_one(fax)
    if old is None:
        raise NotFound("id")
    if old.state in GOING:
        raise FaxStillGoing("id")
    return _queue(actor, old.document, old.number, old.recipient, old.case_number, key, again_of=old)


def _queue(
    actor: Actor,
    document: FaxDocument,
    number: str,
    recipient: str,
    case_number: str,
    key: str,
    reply_to: ReceivedFax | None = None,
    again_of: SentFax | None = None,
) -> SentFax:
    now = timezone.now()
    fresh = uuid4()
    row, made = SentFax.objects.get_or_create(
        request_key=f"{actor.user_id or 0}:{key.strip()}",
        defaults={
            "key": fresh,
            "document": document,
            "number": number,
            "recipient": recipient,
            "case_number": case_number,
            "reply_to": reply_to,
            "again_of": again_of,
            "state": OutboxState.QUEUED,
            "next_at": now,
            "queued_at": now,
            "queued_by": actor.name[:80],
        },
    )
    if not made and (row.document_id, row.number, row.case_number) != (document.pk, number, case_number):
        raise KeyReused("key")
    if made:
        audit.record(actor, "fax.queued", f"fax out {row.key}", f"{number} {document.pages}P {case_number}".strip())
        if case_number:
            _note(row, actor, "FAX_QUEUED", f"fax-{row.key}-queued")
    return row


@transaction.atomic
def do_cancel(actor: Actor, fax: UUID) -> SentFax:
    """Do not send it; on the line, it is broken off: CANCELLED once the switchboard says so. Asked again, nothing
    changes. Raises Forbidden, NotFound, FaxNotCancellable (it has been sent, or has failed)."""
    _check_may(actor)
    row = _locked(fax)
    if row.state == OutboxState.CANCELLED or row.cancel_asked:
        return row
    if row.state not in GOING:
        raise FaxNotCancellable("id")
    audit.record(actor, "fax.cancelled", f"fax out {row.key}", row.number)
    row.cancel_asked = True
    if row.state == OutboxState.SENDING:
        row.save(update_fields=["cancel_asked"])
        transaction.on_commit(partial(facade.submit, cancelling(row), wait=0), robust=True)
        return row
    row.state, row.next_at, row.done_at = OutboxState.CANCELLED, None, timezone.now()
    row.save(update_fields=["cancel_asked", "state", "next_at", "done_at"])
    if row.case_number:
        _note(row, actor, "FAX_CANCELLED", f"fax-{row.key}-cancelled")
    return row


def cancelling(row: SentFax) -> CancelFax:
    """The command that breaks off the attempt in hand."""
    return CancelFax(command_id=uuid4().hex, tenant=tenancy.current(), fax=line_id(row))


# --------------------------------------------------------------------------------------------- to the line


def line_id(row: SentFax) -> str:
    """The name of the attempt in hand."""
    return f"{tenancy.current()}:{row.key}:{row.attempt}"


def of_line_id(name: str) -> tuple[UUID, int] | None:
    """(fax, attempt) of a ``line_id`` of this tenant; None for another name."""
    tenant, _, rest = name.partition(":")
    key, _, attempt = rest.partition(":")
    try:
        return (UUID(key), int(attempt)) if tenant == tenancy.current() else None
    except ValueError:
        return None


@transaction.atomic
def do_begin(fax: UUID, now: datetime) -> SentFax | None:
    """Put a fax that is due on the line: the row with its attempt, for the switchboard to be told. None when it is not
    (or no more) due. One whose report never came has failed this attempt."""
    row = _locked(fax)
    if row.state not in GOING or row.next_at is None or row.next_at > now:
        return None
    if row.state == OutboxState.SENDING:
        attempt = row.attempts.get(attempt=row.attempt)
        if attempt.accepted or row.cancel_asked:
            _ended(row, attempt, ok=False, pages_sent=0, error=rules.NO_REPORT, at=now)
            return None
        row.next_at = now + rules.ASK_AGAIN_AFTER
        row.save(update_fields=["next_at"])
        return row
    row.state, row.attempt, row.next_at = OutboxState.SENDING, row.attempt + 1, now + rules.ASK_AGAIN_AFTER
    row.error = ""
    row.save(update_fields=["state", "attempt", "next_at", "error"])
    FaxAttempt.objects.update_or_create(
        fax=row, attempt=row.attempt, defaults={"began_at": now, "ended_at": None, "ok": None, "accepted": False}
    )
    return row


@transaction.atomic
def do_note_reply(fax: UUID, number: int, refusal: str | None, now: datetime) -> None:
    """What the switchboard said to attempt ``number``: None taken on, ENGINE_AWAY no answer, else why not."""
    row = _locked(fax)
    attempt = row.attempts.filter(attempt=number, ended_at=None).first()
    if attempt is None or row.attempt != number or row.state != OutboxState.SENDING or refusal == "ENGINE_AWAY":
        return
    if refusal is None or refusal == rules.UNDER_WAY:
        attempt.accepted = True
        attempt.save(update_fields=["accepted"])
        row.next_at = now + rules.NO_REPORT_AFTER
        row.save(update_fields=["next_at"])
    elif refusal in rules.NOT_NOW:
        attempt.delete()
        row.state, row.attempt = OutboxState.QUEUED, row.attempt - 1
        row.error, row.next_at = refusal, now + rules.WAIT_FOR_CHANNEL
        row.save(update_fields=["state", "attempt", "error", "next_at"])
    else:
        _ended(row, attempt, ok=False, pages_sent=0, error=refusal, at=now)


@transaction.atomic
def do_report(
    name: str, *, ok: bool, pages_sent: int, error: str, at: datetime, detail: str = "", call_id: str = ""
) -> SentFax | None:
    """The outcome of an attempt; ``detail`` in the gateway's words. Told twice, or of one that is over, it changes
    nothing; None then."""
    found = of_line_id(name)
    row = SentFax.objects.select_for_update().filter(key=found[0]).first() if found else None
    attempt = row.attempts.filter(attempt=found[1]).first() if row and found else None
    if row is None or attempt is None:
        log.warning("report of an unknown fax %s", name)
        return None
    attempt.detail, attempt.call_id = detail[:120], call_id
    late = attempt.ok is False and attempt.error == rules.NO_REPORT and ok and row.state != OutboxState.SENT
    if attempt.ended_at is not None and not late:
        return None
    _ended(row, attempt, ok=ok, pages_sent=pages_sent, error="" if ok else error, at=at)
    return row


def _ended(row: SentFax, attempt: FaxAttempt, *, ok: bool, pages_sent: int, error: str, at: datetime) -> None:
    attempt.ended_at, attempt.ok, attempt.pages, attempt.error = at, ok, pages_sent, error[:80]
    attempt.save(update_fields=["ended_at", "ok", "pages", "error", "detail", "call_id"])
    row.pages_sent, row.error = pages_sent, error[:80]
    again = None if ok or row.cancel_asked else rules.next_try(error, row.attempt, at)
    if again is None:
        unsent = OutboxState.CANCELLED if row.cancel_asked else OutboxState.FAILED
        row.state, row.done_at = OutboxState.SENT if ok else unsent, at
    else:
        row.state = OutboxState.QUEUED
    row.next_at = again
    row.save(update_fields=["state", "pages_sent", "error", "next_at", "done_at"])
    if again is None:
        system, how = Actor.system(tenancy.current()), row.state.lower()
        audit.record(system, f"fax.{how}", f"fax out {row.key}", f"{row.number} {row.error}".strip())
        if row.case_number:
            _note(row, system, f"FAX_{row.state}", f"fax-{row.key}-{how}")


def _note(row: SentFax, actor: Actor, action: str, key: str) -> None:
    """A line in the case's history; a case that went away meanwhile gets none."""
    text = " ".join(
        part for part in (row.recipient, local_form(row.number), f"{row.document.pages}P", row.error) if part
    )
    try:
        cases.do_note_correspondence(actor, row.case_number, action, text, key)
    except NotFound:
        log.warning("fax %s: no case %s", row.key, row.case_number)


def _locked(fax: UUID) -> SentFax:
    rows = SentFax.objects.select_for_update(of=("self",)).select_related("document")
    row = rows.filter(key=fax).first()
    if row is None:
        raise NotFound("id")
    return row


def _check_may(actor: Actor) -> None:
    if not actor.may(Permission.FAX_SEND) or tenancy.current() != actor.tenant:
        raise Forbidden


def _check_texts(**texts: str) -> None:
    for name, text in texts.items():
        if len(text) > LONGEST[name]:
            raise TooLong(name, limit=LONGEST[name])
