"""Reading conversations of the entered tenant, as one person sees them."""

import time
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.permissions import Permission
from tenants.local.people import queries as people

from .models import Message, Party, ReadMark, Thread
from .rules import PartyKind

DIRECTORY_SECONDS = 60.0
_directory: dict[str, tuple[float, dict[str, dict[str, str]]]] = {}

RECENT = 100
"""Conversations that are looked through for unread messages."""


def _mine(actor: Actor) -> Q:
    """Parties that mean ``actor``."""
    meant = Q(kind=PartyKind.PERSON, key=str(actor.user_id))
    if actor.agent_number:
        meant |= Q(kind=PartyKind.SHIFT)
    if actor.department_code:
        meant |= Q(kind=PartyKind.DEPARTMENT, key=actor.department_code)
    if actor.may(Permission.FLOOR_VIEW):
        meant |= Q(kind=PartyKind.CENTRE)
    return meant & Q(tenant=actor.tenant)


def threads(actor: Actor, text: str = "") -> QuerySet[Thread]:
    """Conversations that ``actor`` takes part in, newest first."""
    rows = Thread.objects.filter(Exists(Party.objects.filter(_mine(actor), thread=OuterRef("pk"))))
    if text := text.strip():
        said = Message.objects.filter(thread=OuterRef("pk"), body__icontains=text)
        named = Party.objects.filter(thread=OuterRef("pk"), label__icontains=text)
        rows = rows.filter(Q(subject__icontains=text) | Exists(said) | Exists(named))
    return rows


def unread_of(actor: Actor, rows: list[Thread]) -> dict[int, int]:
    """Thread pk -> messages of others since ``actor`` last read it; threads without any are left out."""
    marks = dict(ReadMark.objects.filter(thread__in=rows, user=actor.user_id or 0).values_list("thread_id", "read_at"))
    counts: dict[int, int] = {}
    found = Message.objects.filter(thread__in=rows).exclude(sender=actor.user_id or 0, sender_tenant=actor.tenant)
    for pk, at in found.values_list("thread_id", "at"):
        if pk not in marks or at > marks[pk]:
            counts[pk] = counts.get(pk, 0) + 1
    return counts


def unread(actor: Actor) -> int:
    """How many messages of the last conversations wait for ``actor``."""
    return sum(unread_of(actor, list(threads(actor)[:RECENT])).values())


def last_of(rows: list[Thread]) -> dict[int, Message]:
    """Thread pk -> its newest message."""
    newest = Message.objects.filter(thread__in=rows).order_by("thread_id", "-at", "-id").distinct("thread_id")
    return {row.thread_id: row for row in newest}


def thread(actor: Actor, uid: UUID) -> Thread | None:
    """One conversation, if ``actor`` takes part in it."""
    return threads(actor).filter(uid=uid).prefetch_related("parties").first()


def messages(row: Thread) -> QuerySet[Message]:
    """What was said, newest first."""
    return Message.objects.filter(thread=row)


def department_name(tenant: str, code: str) -> str | None:
    """An open unit of a tenant by its code, as it is written on a conversation; None when there is none."""
    names = departments_of(tenant).get(code)
    return str(next(iter(names.values()), code)) if names is not None else None


def departments_of(tenant: str) -> dict[str, dict[str, str]]:
    """Code -> names by locale of the open units of any tenant. Another tenant's are no secret of it, and are kept for
    DIRECTORY_SECONDS."""
    if tenant == tenancy.current():
        return _open_departments()
    kept = _directory.get(tenant)
    if kept is None or time.monotonic() - kept[0] > DIRECTORY_SECONDS:
        # the house's own directory: what is read does not depend on who asks
        with tenancy.entered_public(), tenancy.entered(tenant):
            kept = _directory[tenant] = (time.monotonic(), _open_departments())
    return kept[1]


def _open_departments() -> dict[str, dict[str, str]]:
    return {unit.code: unit.names for unit in people.departments() if unit.is_open}
