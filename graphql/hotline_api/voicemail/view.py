"""Voice messages as plain data."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from hotline.kernel.actor import Actor
from hotline.kernel.phone import local_form
from hotline_api.contacts.view import load
from tenants.local.contacts.models import VoiceMessage
from tenants.local.contacts.voice_messages import NORM


def views(actor: Actor, rows: Sequence[VoiceMessage]) -> list[dict[str, Any]]:
    """Messages with their sound, the citizen and the cases, in a fixed number of queries."""
    contacts = load(actor, [row.contact for row in rows], {"citizen", "cases", "recordings"})
    return [_view(row, contact) for row, contact in zip(rows, contacts, strict=True)]


def _view(row: VoiceMessage, contact: Any) -> dict[str, Any]:
    due = row.left_at + NORM
    return {
        "call_id": contact.call_id,
        "caller": contact.caller,
        "caller_local": local_form(contact.caller),
        "called": contact.called,
        "left_at": row.left_at,
        "due_at": due,
        "overdue": row.done_at is None and due < timezone.now(),
        "listened_at": row.contact.listened_at,
        "listened_by": row.contact.listened_by,
        "assigned_to": row.assigned_to,
        "done_at": row.done_at,
        "done_by": row.done_by,
        "how": row.how or None,
        "note": row.note,
        "sounds": [_sound(each) for each in contact.recordings if each.kind == "VOICEMAIL"],
        "citizen": contact.citizen,
        "cases": contact.cases,
    }


def _sound(recording: Any) -> dict[str, Any]:
    return {
        "id": recording.id,
        "number": recording.number,
        "kind": recording.kind,
        "started_at": recording.started_at,
        "seconds": recording.seconds,
        "agent_number": recording.agent_number or None,
        "state": recording.state,
        "url": f"/recordings/{recording.id}/audio",
    }
