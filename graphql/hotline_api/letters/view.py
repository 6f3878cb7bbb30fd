"""Letters as plain data, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db.models import Count
from django.utils import timezone

from hotline.kernel.errors import HotlineError
from hotline_api.cases.view import citizen_view
from tenants.local.citizens import queries as citizens
from tenants.local.letters import outbox, queries, rules
from tenants.local.letters.models import Attachment, Letter, SentLetter

FILES = "/letter-files"
BEGINNING = 160
PLAIN = (
    *("medium", "address", "sender", "sender_name", "answer_to", "subject", "clipped", "automatic", "received_at"),
    *("written_at", "state", "taken_by", "taken_at", "quoted_case", "case_number", "done_at", "done_by", "note"),
    *("seen_at", "seen_by"),
)


def letter_views(rows: Sequence[Letter]) -> list[dict[str, Any]]:
    """Letters of a list with the one citizen who has the address."""
    people = _people(rows)
    counted = dict(
        Attachment.objects.filter(letter__in=rows).values_list("letter").annotate(count=Count("id")).order_by()
    )
    return [_view(row, people.get(row.sender), counted.get(row.pk, 0)) for row in rows]


def letter_view(row: Letter) -> dict[str, Any]:
    """One letter with everything that its page shows."""
    files = [_file(row, file) for file in row.attachments.all()]
    return {
        **_view(row, _people([row]).get(row.sender), len(files)),
        "text": row.body,
        "files": files,
        "answers": [sent_view(each) for each in reversed(row.answered_by.all())],
        "others": queries.of_sender(row.medium, row.sender, row.pk),
        "draft": _draft(row),
    }


def _people(rows: Sequence[Letter]) -> dict[str, Any]:
    owners = citizens.by_mail({row.sender for row in rows if row.sender})
    return {address: citizen_view(owner) for address, owner in owners.items()}


def _view(row: Letter, citizen: Any, files: int) -> dict[str, Any]:
    due = row.received_at + rules.NORM
    return {
        **{name: getattr(row, name) for name in PLAIN},
        "id": row.pk,
        "beginning": " ".join(row.body[: 4 * BEGINNING].split())[:BEGINNING],
        "text": "",
        "due_at": due,
        "overdue": row.done_at is None and due < timezone.now(),
        "reason": row.reason or None,
        "file_count": files,
        "files": [],
        "answers": [],
        "others": [],
        "draft": None,
        "citizen": citizen,
    }


def _file(row: Letter, file: Attachment) -> dict[str, Any]:
    where = f"{FILES}/{row.pk}/{file.number}"
    return {
        "number": file.number,
        "name": file.name,
        "size": file.size,
        "not_kept": file.not_kept or None,
        "url": None if file.not_kept else where,
        "picture_url": f"{where}?inline" if file.media_type.startswith("image/") and not file.not_kept else None,
    }


def _draft(row: Letter) -> dict[str, Any] | None:
    try:
        return asdict(outbox.draft(row))
    except HotlineError:
        return None


def sent_view(row: SentLetter) -> dict[str, Any]:
    """Something that was written."""
    plain = "medium purpose address recipient recipient_name subject body case_number state error"
    return {
        **{name: getattr(row, name) for name in (*plain.split(), "written_at", "written_by", "sent_at")},
        "id": row.key,
        "letter": row.answers_id,
        "files": [
            {
                "number": file.number,
                "name": file.name,
                "size": file.size,
                "url": f"{FILES}/sent/{row.key}/{file.number}",
            }
            for file in row.enclosures.all()
        ],
    }
