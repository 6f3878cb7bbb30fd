"""Faxes as plain data, in a fixed number of queries."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from hotline.kernel.phone import local_form
from hotline_api.contacts.view import citizens_by_number
from tenants.local.faxes import queries, rules
from tenants.local.faxes.models import FaxDocument, ReceivedFax, SentFax

RECEIVED, DOCUMENTS = "/fax-files/received", "/fax-files/documents"


def received_views(rows: Sequence[ReceivedFax], *, replies: bool = False) -> list[dict[str, Any]]:
    """Received faxes with the one citizen who has the number."""
    people = citizens_by_number({row.caller for row in rows if row.caller})
    return [_received(row, people.get(row.caller), replies=replies) for row in rows]


def _received(row: ReceivedFax, citizen: Any, *, replies: bool) -> dict[str, Any]:
    plain = (
        "call_id caller called remote_id received_at pages complete error file_state state taken_by taken_at"
        " case_number done_at done_by note seen_at seen_by"
    )
    stored, due = row.file_state == rules.FileState.STORED, row.received_at + rules.NORM
    where = f"{RECEIVED}/{row.pk}"
    return {
        **{name: getattr(row, name) for name in plain.split()},
        "id": row.pk,
        "caller_local": local_form(row.caller),
        "due_at": due,
        "overdue": row.done_at is None and due < timezone.now(),
        "reason": row.reason or None,
        "page_urls": [f"{where}/page-{number}.png" for number in range(1, row.pages + 1)] if stored else [],
        "pdf_url": f"{where}/fax.pdf" if stored else None,
        "replies": [sent_view(each) for each in queries.sent().filter(reply_to=row)] if replies else [],
        "citizen": citizen,
    }


def document_view(row: FaxDocument) -> dict[str, Any]:
    """A document."""
    where = f"{DOCUMENTS}/{row.key}"
    return {
        "id": row.key,
        "title": row.title,
        "pages": row.pages,
        "page_urls": [f"{where}/page-{number}.png" for number in range(1, row.pages + 1)],
        "pdf_url": f"{where}/fax.pdf",
    }


def sent_view(row: SentFax) -> dict[str, Any]:
    """A fax that goes or went out."""
    plain = "number recipient case_number state attempt next_at pages_sent error queued_at queued_by done_at"
    return {
        **{name: getattr(row, name) for name in plain.split()},
        "id": row.key,
        "number_local": local_form(row.number),
        "reply_to": row.reply_to_id,
        "tries": rules.TRIES,
        "document": document_view(row.document),
        "attempts": list(row.attempts.all()),
    }
