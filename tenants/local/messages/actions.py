"""Sending and reading. Over the county line only through ``_in_each``: one transaction, every crossing witnessed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Forbidden, Required, TooLong
from hotline.kernel.permissions import Permission
from tenants.shared.identity import queries as identity
from tenants.shared.registry import queries as registry

from . import queries
from .errors import NobodyAddressed, NotInThread, UnknownAddressee
from .models import Message, Party, ReadMark, Thread
from .rules import MOST_BODY, MOST_PARTIES, Address, PartyKind, may_write


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that was written, with what every screen needs."""

    thread: UUID
    subject: str
    tenants: list[str]
    parties: list[tuple[str, str, str, str]]  # tenant, kind, key, label
    uid: UUID
    at: datetime
    sender: int
    sender_tenant: str
    sender_name: str
    body: str


def do_send(actor: Actor, to: Sequence[Address], body: str, subject: str = "") -> Sent:
    """Begin a conversation. Raises Required, TooLong, NobodyAddressed, UnknownAddressee, Forbidden."""
    text = _checked(body)
    if not to:
        raise NobodyAddressed("to")
    crosses = actor.may(Permission.FLOOR_CROSS) and registry.tenant(actor.tenant).is_city
    if not all(may_write(actor, address, crosses) for address in to):
        raise Forbidden("to")
    me = Address(actor.tenant, PartyKind.PERSON, str(actor.user_id))
    parties = {address: _label(address) for address in dict.fromkeys([me, *to])}
    if len(parties) < 2:
        raise NobodyAddressed("to")
    if len(parties) > MOST_PARTIES:
        raise TooLong("to", limit=MOST_PARTIES)
    uid, now = uuid4(), timezone.now()
    tenants = list(dict.fromkeys(address.tenant for address in parties))

    def begin(_: str) -> None:
        row = Thread.objects.create(
            uid=uid, subject=subject.strip()[:120], tenants=tenants, created_at=now, last_at=now
        )
        Party.objects.bulk_create(
            Party(thread=row, tenant=each.tenant, kind=each.kind.value, key=each.key, label=label)
            for each, label in parties.items()
        )

    with transaction.atomic():
        _in_each(actor, tenants, begin)
        return _say(actor, uid, tenants, text, now)


def do_reply(actor: Actor, thread: UUID, body: str) -> Sent:
    """Say something in a conversation. Raises Required, TooLong, NotInThread."""
    text = _checked(body)
    row = queries.thread(actor, thread)
    if row is None:
        raise NotInThread("thread")
    with transaction.atomic():
        return _say(actor, row.uid, list(row.tenants), text, timezone.now())


def do_mark_read(actor: Actor, thread: UUID) -> None:
    """All of a conversation has been read. Raises NotInThread."""
    row = queries.thread(actor, thread)
    if row is None:
        raise NotInThread("thread")
    ReadMark.objects.update_or_create(thread=row, user=actor.user_id or 0, defaults={"read_at": timezone.now()})


def _checked(body: str) -> str:
    text = body.strip()
    if not text:
        raise Required("body")
    if len(text) > MOST_BODY:
        raise TooLong("body", limit=MOST_BODY)
    return text


def _say(actor: Actor, thread: UUID, tenants: list[str], body: str, now: datetime) -> Sent:
    uid = uuid4()
    name, me = f"{actor.agent_number} {actor.name}".strip(), actor.user_id or 0

    def write(tenant: str) -> None:
        row = Thread.objects.select_for_update().get(uid=thread)
        row.last_at = max(row.last_at, now)
        row.save(update_fields=["last_at"])
        facts = {"sender": me, "sender_tenant": actor.tenant, "sender_name": name}
        Message.objects.create(uid=uid, thread=row, at=now, body=body, **facts)
        if tenant == actor.tenant:
            ReadMark.objects.update_or_create(thread=row, user=me, defaults={"read_at": now})

    _in_each(actor, tenants, write)
    mine = Thread.objects.get(uid=thread)
    parties = [(each.tenant, each.kind, each.key, each.label) for each in mine.parties.all()]
    return Sent(thread, mine.subject, tenants, parties, uid, now, me, actor.tenant, name, body)


def _in_each(actor: Actor, tenants: Sequence[str], work: Callable[[str], None]) -> None:
    """``work`` in each of the tenants, always in the same order, so that two senders cannot block each other."""
    for tenant in sorted(tenants):
        if tenant == actor.tenant:
            work(tenant)
        else:
            with tenancy.crossing(tenant, actor=actor, reason="message"):
                work(tenant)


def _label(address: Address) -> str:
    """How screens name an address. Raises UnknownAddressee."""
    if address.tenant not in {tenant.key for tenant in registry.tenants()}:
        raise UnknownAddressee("to")
    match address.kind:
        case PartyKind.PERSON:
            with tenancy.entered_public():
                known = address.key.isdecimal() and len(address.key) < 19
                member = identity.membership(int(address.key), address.tenant) if known else None
            if member is None:
                raise UnknownAddressee("to")
            return f"{member.agent_number or ''} {member.user.display_name}".strip()
        case PartyKind.DEPARTMENT:
            name = queries.department_name(address.tenant, address.key)
            if name is None:
                raise UnknownAddressee("to")
            return name
    return ""
