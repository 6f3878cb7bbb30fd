"""Messages come: each once, into the conversation with its sender, which is work from then on."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from telephony.contracts.plan import ListKind
from tenants.shared.numbering import queries as numbering
from tenants.shared.textstops import actions as stopping
from tenants.shared.textstops import queries as stops
from tenants.shared.textstops.models import StopOrigin

from . import answering, files, working
from .models import Conversation, IncomingText
from .rules import DismissReason, TextKind, TextsState, kind_of


@dataclass(frozen=True, slots=True)
class Came:
    """A message as the carrier tells of it. ``sender``, ``ours``: E.164, or as the carrier names them; ``told``: what
    the carrier itself took it for (STOP, START); ``files``: (type, address at the carrier) of what came with it."""

    sid: str
    sender: str
    ours: str
    body: str
    at: datetime
    told: str = ""
    files: tuple[tuple[str, str], ...] = ()


@transaction.atomic
def do_receive(came: Came) -> Conversation:
    """Write a message down; told twice, nothing changes. It opens the conversation and hands it in as work, unless it
    only says that no messages are wanted (or are again), or its sender is on the black list."""
    row = working.locked_with(came.sender, came.ours, came.at)
    kind = _kind(came)
    text, made = IncomingText.objects.get_or_create(
        sid=came.sid,
        defaults={
            "conversation": row,
            "ours": came.ours,
            "at": came.at,
            "body": came.body,
            "kind": kind,
        },
    )
    if not made:
        return row
    files.do_expect(text, came.files)
    row.ours, row.last_at = came.ours, max(row.last_at, came.at)
    row.last_text = " ".join(came.body.split())[:200] or row.last_text
    row.save(update_fields=["ours", "last_at", "last_text"])
    if kind is TextKind.TEXT:
        if _waits(row, came.at):
            answering.do_receipt(row, came.at)
    else:
        _settle(row, came, kind)
    working.told(row.pk)
    return row


def _kind(came: Came) -> TextKind:
    """START is only a word while nothing may be sent: "yes" is an answer else."""
    kind = kind_of(came.body, came.told)
    return TextKind.TEXT if kind is TextKind.START and not stops.is_stopped(came.sender) else kind


def _settle(row: Conversation, came: Came, kind: TextKind) -> None:
    """No messages are wanted any more, or they are again; work in hand stays as it is."""
    system = Actor.system(tenancy.current())
    if kind is TextKind.STOP:
        if stopping.do_stop(came.sender, came.body.strip(), came.ours, came.at):
            audit.record(system, "texts.stopped", working.thing(row), came.body.strip()[:40])
    elif stopping.do_start(came.sender):
        audit.record(system, "texts.started", working.thing(row), came.body.strip()[:40])


def note_carrier_stop(number: str, ours: str) -> None:
    """The carrier takes no messages for ``number``, whose owner told it STOP: from now on we send none either."""
    if not stopping.do_stop(number, "", ours, timezone.now(), StopOrigin.CARRIER):
        return
    row = Conversation.objects.filter(number=number).first()
    thing = working.thing(row) if row else f"texts {number}"
    audit.record(Actor.system(tenancy.current()), "texts.stopped", thing, f"{number} CARRIER")
    if row:
        working.told(row.pk)


def _waits(row: Conversation, at: datetime) -> bool:
    """There is something to be dealt with: whether that is new. What waits, waits on, in whosever hands it is."""
    if row.done_at is None:
        return False
    if _is_blocked(row.number):
        row.opened_at = row.done_at = at
        row.state, row.reason, row.case_number, row.done_by = TextsState.DISMISSED, DismissReason.BLOCKED, "", ""
        row.save(update_fields=["opened_at", "done_at", "state", "reason", "case_number", "done_by"])
        return False
    row.opened_at, row.case_number = at, ""
    working.reopened(row)
    return True


def _is_blocked(number: str) -> bool:
    """Is this sender on the black list of the city or of this centre, for every service?"""
    with tenancy.entered_public():
        listed = numbering.listed()
    here = ("", tenancy.current())
    return any(
        entry.number == number and entry.kind is ListKind.BLACK and not entry.services and entry.tenant in here
        for entry in listed
    )
