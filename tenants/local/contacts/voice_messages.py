"""Work on voice messages (留言): who takes one, what was done about it, what is owed for how long.

A message is unheard, then heard, then done; the norm is a day from when it was left.
"""

from datetime import timedelta
from urllib.parse import quote

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from hotline import audit
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Conflict, Invalid, NotFound
from telephony.contracts.work import WorkMedium
from tenants.local.worklist import actions as worklist
from tenants.local.worklist.media import Arrival

from .models import Handled, VoiceMessage

NORM = timedelta(hours=24)
"""Within this time a voice message must be dealt with."""

MOST_HANDED_IN = 500
"""Open messages that are handed out when that is switched on; the oldest."""

BOXES = ("UNHEARD", "HEARD", "OPEN", "OVERDUE", "MINE", "DONE", "ALL")


def messages(box: str = "ALL", text: str = "", agent_number: str = "") -> QuerySet[VoiceMessage]:
    """The messages of a box (BOXES): open ones oldest first, others newest first. ``text``: part of the caller's
    number, or of the note."""
    rows = VoiceMessage.objects.select_related("contact")
    if box in ("ALL", "DONE"):
        rows = rows.order_by("-left_at", "-id")
    if box == "DONE":
        rows = rows.exclude(done_at=None)
    elif box != "ALL":
        rows = rows.filter(done_at=None)
    if box == "UNHEARD":
        rows = rows.filter(contact__listened_at=None)
    elif box == "HEARD":
        rows = rows.exclude(contact__listened_at=None)
    elif box == "OVERDUE":
        rows = rows.filter(left_at__lt=timezone.now() - NORM)
    elif box == "MINE":
        rows = rows.filter(assigned_to=agent_number)
    if text := text.strip():
        rows = rows.filter(Q(contact__caller__contains=text.lstrip("0") or text) | Q(note__icontains=text))
    return rows


def message(call_id: str) -> VoiceMessage | None:
    """The message left in a call."""
    return VoiceMessage.objects.select_related("contact").filter(contact__call_id=call_id).first()


def counts(agent_number: str = "") -> dict[str, int]:
    """How many are unheard, open, overdue, and assigned to ``agent_number``."""
    return {box.lower(): messages(box, "", agent_number).count() for box in ("UNHEARD", "OPEN", "OVERDUE", "MINE")}


@transaction.atomic
def do_assign(actor: Actor, call_id: str, agent_number: str) -> VoiceMessage:
    """Give an open message to an agent ("" takes it back). Raises NotFound, Conflict (it is done)."""
    row = _open(call_id)
    if row.assigned_to != agent_number:
        row.assigned_to = agent_number
        row.save(update_fields=["assigned_to"])
        audit.record(actor, "voicemail.assigned", call_id, agent_number or "-")
        if agent_number:
            worklist.do_close(WorkMedium.VOICEMAIL, call_id, "ASSIGNED")
        else:
            worklist.do_release(WorkMedium.VOICEMAIL, _arrival(row))
    return row


@transaction.atomic
def do_finish(actor: Actor, call_id: str, how: str, note: str = "") -> VoiceMessage:
    """The message is dealt with. Raises NotFound, Conflict (it was already), Invalid (how)."""
    if how not in Handled.values:
        raise Invalid("how")
    row = _open(call_id)
    row.done_at, row.done_by, row.how, row.note = timezone.now(), actor.name[:80], how, note.strip()[:200]
    row.save(update_fields=["done_at", "done_by", "how", "note"])
    audit.record(actor, "voicemail.done", call_id, f"{how} {row.note}".strip())
    worklist.do_close(WorkMedium.VOICEMAIL, call_id, how)
    return row


@transaction.atomic
def do_reopen(actor: Actor, call_id: str) -> VoiceMessage:
    """A message that was dealt with is open again. Raises NotFound."""
    row = _locked(call_id)
    if row.done_at is not None:
        row.done_at, row.done_by, row.how, row.note = None, "", "", ""
        row.save(update_fields=["done_at", "done_by", "how", "note"])
        audit.record(actor, "voicemail.reopened", call_id, "")
        if not row.assigned_to:
            do_hand_in(row)
    return row


def do_hand_in(row: VoiceMessage) -> None:
    """Have an open message handed out through its queue, where the centre has switched that on."""
    worklist.do_arrive(WorkMedium.VOICEMAIL, _arrival(row))


def _arrival(row: VoiceMessage) -> Arrival:
    contact = row.contact
    return Arrival(contact.call_id, row.left_at, sender=contact.caller, business=contact.business)


class AsWork:
    """Implements ``worklist.media.Source``."""

    def path(self, source: str) -> str:
        return f"/voicemail/{quote(source, safe='')}"

    def is_open(self, source: str) -> bool:
        return VoiceMessage.objects.filter(contact__call_id=source, done_at=None).exists()

    def open_arrivals(self) -> list[Arrival]:
        return [_arrival(row) for row in messages("OPEN").filter(assigned_to="")[:MOST_HANDED_IN]]

    def hold(self, source: str) -> None:
        VoiceMessage.objects.select_for_update(of=("self",)).filter(contact__call_id=source).first()

    def taken(self, source: str, agent_number: str) -> None:
        VoiceMessage.objects.filter(contact__call_id=source, done_at=None).update(assigned_to=agent_number)


def _locked(call_id: str) -> VoiceMessage:
    rows = VoiceMessage.objects.select_for_update(of=("self",)).select_related("contact")
    row = rows.filter(contact__call_id=call_id).first()
    if row is None:
        raise NotFound("call_id")
    return row


def _open(call_id: str) -> VoiceMessage:
    row = _locked(call_id)
    if row.done_at is not None:
        raise Conflict("call_id")
    return row
