"""Keeping a centre's addresses. Each action enters the public schema by itself and is audited in the centre."""

from dataclasses import asdict, dataclass

from django.db import transaction

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import NotFound, TooLong

from . import rules
from .errors import AddressTaken, NotAnAddress
from .models import ServiceAddress
from .rules import AddressKind


@dataclass(frozen=True, slots=True)
class AddressInput:
    """An address as it is set up; see ``ServiceAddress``."""

    kind: AddressKind
    address: str
    queue: str = ""
    name: str = ""
    greeting: str = ""
    closing: str = ""
    receipt: str = ""
    is_open: bool = True


def do_keep(actor: Actor, given: AddressInput, pk: int | None = None) -> ServiceAddress:
    """Set up an address of the actor's centre, or change the one named. ``queue`` has been checked by the caller.

    Raises NotFound("id"), NotAnAddress, AddressTaken, TooLong; nothing is changed then.
    """
    address = rules.normal(given.kind, given.address)
    if not address:
        raise NotAnAddress("address")
    texts = {name: getattr(given, name).strip() for name in rules.LONGEST}
    for name, limit in rules.LONGEST.items():
        if len(texts[name]) > limit:
            raise TooLong(name, limit=limit)
    values = {**asdict(given), **texts, "address": address}
    with tenancy.entered_public(), transaction.atomic():
        row = _own(actor, pk) if pk else ServiceAddress(tenant=actor.tenant)
        if ServiceAddress.objects.filter(kind=given.kind, address=address).exclude(pk=row.pk).exists():
            raise AddressTaken("address")
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        _note(actor, row, f"{row.queue or '-'} {'open' if row.is_open else 'closed'}")
    return row


def do_drop(actor: Actor, pk: int) -> None:
    """What is written to it is refused from now on. Raises NotFound("id")."""
    with tenancy.entered_public(), transaction.atomic():
        row = _own(actor, pk)
        _note(actor, row, "dropped")
        row.delete()


def _own(actor: Actor, pk: int) -> ServiceAddress:
    row = ServiceAddress.objects.select_for_update().filter(pk=pk, tenant=actor.tenant).first()
    if row is None:
        raise NotFound("id")
    return row


def _note(actor: Actor, row: ServiceAddress, detail: str) -> None:
    with tenancy.entered(actor.tenant):
        audit.record(actor, "address.set", f"{row.kind} {row.address}", detail)
