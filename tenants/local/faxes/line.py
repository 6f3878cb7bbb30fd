"""Putting a fax on the line: the switchboard is told of an attempt, and what it says is written down."""

from collections.abc import Callable
from uuid import UUID

from django.utils import timezone

from hotline import tenancy
from hotline.objectstore import ObjectMissing, ObjectStore
from telephony import facade
from telephony.contracts.fax import SendFax
from tenants.shared.numbering import queries as numbering
from tenants.shared.registry import queries as registry

from . import folder, keeping, outbox, rules
from .models import SentFax

ANSWER_WAIT = 3.0  # seconds

_listeners: list[Callable[[str, str], None]] = []


def on_change(listener: Callable[[str, str], None]) -> None:
    """Have ``listener(tenant, fax)`` called when a fax changed in the background."""
    if listener not in _listeners:
        _listeners.append(listener)


def told(fax: str) -> None:
    """A fax of the entered tenant changed."""
    for listener in _listeners:
        listener(tenancy.current(), fax)


def do_send(key: UUID, store: ObjectStore) -> bool:
    """Begin the attempt that is due, if one is; whether the switchboard has it now."""
    row = outbox.do_begin(key, timezone.now())
    if row is None:
        return False
    refusal = _refusal(row, store)
    outbox.do_note_reply(key, row.attempt, refusal, timezone.now())
    told(str(key))
    return refusal is None


def _refusal(row: SentFax, store: ObjectStore) -> str | None:
    try:
        folder.place(folder.name_of(tenancy.current(), row.document.key), keeping.read(store, _tiff(row)))
    except ObjectMissing:
        return "NO_DOCUMENT"
    reply = facade.submit(
        SendFax(
            command_id=outbox.line_id(row),
            tenant=tenancy.current(),
            fax=outbox.line_id(row),
            number=row.number,
            name=folder.name_of(tenancy.current(), row.document.key),
            station=station(),
            header=header(),
        ),
        wait=ANSWER_WAIT,
    )
    return reply.refusal.value if reply.refusal else None


def _tiff(row: SentFax) -> str:
    return rules.tiff_key(row.document.folder)


def station() -> str:
    """Our fax number, that the other machine shows, else the hotline's own."""
    tenant = tenancy.current()
    with tenancy.entered_public():
        own = numbering.fax_number_of(tenant)
    return own or "12345"


def header() -> str:
    """What stands at the head of each page beside the time and the page's number (ITU-T T.30: ASCII)."""
    names = registry.tenant(tenancy.current()).names
    return "".join(char for char in f"12345 {names.get('en', '')}" if char.isascii() and char.isprintable())[
        :40
    ].strip()
