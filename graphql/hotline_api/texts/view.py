"""Conversations as plain data, in a fixed number of queries."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from hotline.kernel.actor import Actor
from hotline.kernel.phone import local_form
from hotline_api.contacts.view import citizens_by_number
from hotline_api.desk.view import operation_views
from tenants.local.campaigns import queries as campaigns
from tenants.local.texts import beginning, queries, rules
from tenants.local.texts.models import Conversation, TextFile
from tenants.shared.textstops import queries as stops
from tenants.shared.textstops.models import TextStop

PLAIN = [
    "number",
    "ours",
    "opened_at",
    "last_at",
    "last_text",
    "state",
    "taken_by",
    "case_number",
    "done_at",
    "done_by",
    "note",
]


def conversation_views(rows: Sequence[Conversation]) -> list[dict[str, Any]]:
    """Conversations with the one citizen who has the number, and whether they may be written to."""
    numbers = {row.number for row in rows if row.number.startswith("+")}
    people, stopped = citizens_by_number(numbers), stops.stopped(numbers)
    not_called = campaigns.forbidden(list(numbers))
    now = timezone.now()
    return [
        {
            **{name: getattr(row, name) for name in PLAIN},
            "id": row.pk,
            "number_local": local_form(row.number),
            "due_at": row.opened_at + rules.NORM,
            "overdue": row.done_at is None and row.opened_at + rules.NORM < now,
            "reason": row.reason or None,
            **_stop(stopped.get(row.number)),
            "not_called": row.number in not_called,
            "answerable": row.number.startswith("+"),
            "citizen": people.get(row.number),
            "operations": None,
            "messages": [],
            "proposals": [],
        }
        for row in rows
    ]


def recipient_view(to: beginning.Recipient) -> dict[str, Any]:
    """Whom a message would go to."""
    citizen, row = citizens_by_number([to.number]).get(to.number), to.conversation
    return {
        "number": to.number,
        "number_local": local_form(to.number),
        "sender": to.sender,
        **_stop(stops.stopped([to.number]).get(to.number)),
        "unwelcome": to.unwelcome,
        "needs_consent": to.needs_consent,
        "citizen_name": citizen.name if citizen else None,
        "conversation": row.pk if row else None,
        "open": row is not None and row.done_at is None,
        "taken_by": row.taken_by if row else "",
    }


def _stop(row: TextStop | None) -> dict[str, Any]:
    return {"stopped_at": row.said_at if row else None, "stop_origin": row.origin if row else None}


def whole_view(actor: Actor, row: Conversation) -> dict[str, Any]:
    """One conversation with its messages and the cases that it may be about."""
    view = conversation_views([row])[0]
    view["operations"] = operation_views([row.number]) if view["answerable"] else []
    view["messages"] = [
        {
            "id": entry.key,
            "at": entry.at,
            "body": entry.body,
            "kind": entry.kind,
            "files": [_file(each) for each in entry.files],
            "case_number": entry.case_number,
            "state": entry.state,
            "error": entry.error,
            "written_by": entry.written_by,
        }
        for entry in queries.entries(row)
    ]
    view["proposals"] = [
        {
            "number": found.case.number,
            "title": found.case.title,
            "state": found.case.state,
            "registered_at": found.case.registered_at,
            "why": found.why,
        }
        for found in queries.proposals(actor, row)
    ]
    return view


def _file(row: TextFile) -> dict[str, Any]:
    kept = row.state == rules.FileState.KEPT
    return {
        "id": row.pk,
        "media_type": row.media_type,
        "state": row.state,
        "size": row.size,
        "is_picture": bool(row.picture),
        "url": f"/text-files/{row.text_id}/{row.number}" if kept else None,
    }
