"""A citizen's last operations: contacts and cases in one list, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hotline import tenancy
from tenants.local.contacts import queries as contacts
from tenants.local.contacts.models import Contact
from tenants.shared.scoreboard import queries as scoreboard
from tenants.shared.scoreboard.models import CaseCard

from ..models import Case


@dataclass(frozen=True, slots=True)
class Operation:
    """``kind`` is "CONTACT" or "CASE". ``title``: a contact's medium, a case's title. ``tenant``: who dealt with it."""

    id: str
    kind: str
    at: datetime
    title: str
    state: str
    tenant: str
    case_number: str | None = None
    contact_id: str | None = None


def last_operations(numbers: Sequence[str], limit: int = 4, skip_call: str = "") -> list[Operation]:
    """Contacts and cases of whoever has one of ``numbers`` (E.164), newest first, without the call ``skip_call``.

    The city also sees the counties' cases, by their cards; row-level security keeps a county to its own.
    """
    numbers = [number for number in numbers if number]
    if not numbers:
        return []
    found = [_contact(row) for row in contacts.of_numbers(list(numbers), limit + 1) if row.call_id != skip_call]
    own = Case.objects.filter(reporter_phone__in=numbers).order_by("-registered_at", "-id")[:limit]
    found += [_case(row) for row in own]
    known = {operation.case_number for operation in found}
    cards = scoreboard.of_numbers(list(numbers), limit * 2)
    found += [_card(row) for row in cards if row.tenant != tenancy.current() and row.number not in known]
    return sorted(found, key=lambda operation: operation.at, reverse=True)[:limit]


def _contact(row: Contact) -> Operation:
    return Operation(
        id=f"contact:{row.pk}",
        kind="CONTACT",
        at=row.arrived_at,
        title=row.medium,
        state=row.end_reason or row.phase,
        tenant=row.handled_by or row.home_tenant or tenancy.current(),
        contact_id=row.call_id,
    )


def _case(row: Case) -> Operation:
    return Operation(
        id=f"case:{row.number}",
        kind="CASE",
        at=row.registered_at,
        title=row.title,
        state=row.state,
        tenant=row.handler,
        case_number=row.number,
    )


def _card(row: CaseCard) -> Operation:
    return Operation(
        id=f"case:{row.number}",
        kind="CASE",
        at=row.registered_at,
        title=row.title,
        state=row.state,
        tenant=row.tenant,
        case_number=row.number,
    )
