"""Conversations as plain data."""

from dataclasses import dataclass, field
from datetime import datetime

from hotline.kernel.actor import Actor
from hotline_api.core.payload import Payload
from hotline_api.desk.view import TenantView, tenant_view
from tenants.local.messages import queries
from tenants.local.messages.actions import Sent
from tenants.local.messages.models import Message, Thread
from tenants.local.messages.rules import reaches


@dataclass(frozen=True)
class PartyView:
    """Who takes part."""

    tenant: TenantView
    kind: str
    key: str
    label: str


@dataclass(frozen=True)
class NoteView:
    """What somebody said."""

    id: str
    thread: str
    at: datetime
    sender: str
    sender_tenant: TenantView
    mine: bool
    body: str


@dataclass(frozen=True)
class ThreadView:
    """A conversation."""

    id: str
    subject: str
    last_at: datetime
    unread: int
    last: NoteView | None
    parties: list[PartyView] = field(default_factory=list)


@dataclass(frozen=True)
class SentView(Payload):
    """What is published in a tenant: the message, and its parties there as (kind, key)."""

    id: str
    thread: str
    at: datetime
    sender: str
    sender_id: int
    sender_tenant: TenantView
    body: str
    parties: list[tuple[str, str]]


def note_view(row: Message, thread: str, actor: Actor) -> NoteView:
    """One message as ``actor`` sees it."""
    mine = row.sender == actor.user_id and row.sender_tenant == actor.tenant
    return NoteView(str(row.uid), thread, row.at, row.sender_name, tenant_view(row.sender_tenant), mine, row.body)


def thread_views(actor: Actor, rows: list[Thread]) -> list[ThreadView]:
    """Conversations with their newest message."""
    last, unread = queries.last_of(rows), queries.unread_of(actor, rows)
    return [
        ThreadView(
            id=str(row.uid),
            subject=row.subject,
            last_at=row.last_at,
            unread=unread.get(row.pk, 0),
            last=note_view(last[row.pk], str(row.uid), actor) if row.pk in last else None,
            parties=[PartyView(tenant_view(p.tenant), p.kind, p.key, p.label) for p in row.parties.all()],
        )
        for row in rows
    ]


def sent_view(sent: Sent, tenant: str) -> SentView:
    """A message as it is told in ``tenant``."""
    return SentView(
        id=str(sent.uid),
        thread=str(sent.thread),
        at=sent.at,
        sender=sent.sender_name,
        sender_id=sent.sender,
        sender_tenant=tenant_view(sent.sender_tenant),
        body=sent.body,
        parties=[(kind, key) for where, kind, key, _ in sent.parties if where == tenant],
    )


def told(sent: SentView, actor: Actor) -> NoteView | None:
    """The published message for ``actor``; None when it is not for them."""
    if not any(reaches(kind, key, actor) for kind, key in sent.parties):
        return None
    mine = sent.sender_id == actor.user_id and sent.sender_tenant.key == actor.tenant
    return NoteView(sent.id, sent.thread, sent.at, sent.sender, sent.sender_tenant, mine, sent.body)
