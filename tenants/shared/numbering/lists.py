"""Keeping the black and white lists; the engine is told after the commit. Terms end by themselves.

``actor`` None: the house itself, at set-up; not written into an audit log. A county's people keep its own entries, the
city's people all.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import HotlineError, Invalid, NotFound, Required
from hotline.kernel.phone import to_e164
from telephony.contracts.plan import ListKind
from tenants.shared.registry import queries as registry

from . import rules
from .actions import changed
from .errors import AlreadyOver, InvalidNumber, NotYourList, UnknownService
from .models import CalledNumber, ListedNumber

COLUMNS = ("number", "kind", "reason", "until", "services", "tenant", "priority", "free")
MOST_ROWS = 5000


@dataclass(frozen=True)
class BadRow:
    """A row of a file that was not taken: its line (1: the heading), the error's code and the column."""

    line: int
    code: str
    field: str


def do_list_number(
    number: str,
    kind: str,
    reason: str,
    until: datetime | None = None,
    *,
    services: Sequence[str] = (),
    tenant: str = "",
    priority: int = 0,
    free: bool = False,
    actor: Actor | None = None,
) -> ListedNumber:
    """Put a number on the black or white list; an entry that is there is renewed.

    ``services``: called numbers for which it counts, none for all. ``tenant``: only calls that belong to it, "" for the
    whole city. ``priority`` (of callers in queues) and ``free`` (of charge): of the white list only.
    Raises InvalidNumber, Invalid (kind, priority), Required (reason), AlreadyOver, UnknownService, NotYourList,
    NotFound (tenant).
    """
    plain = _checked(number, kind, reason, until)
    _check_grants(kind, priority, free)
    _check_reach(services, tenant, actor)
    where = f" @{tenant}" if tenant else ""
    what = f" ({', '.join(services)})" if services else ""
    what += f" +{priority}" if priority else ""
    with changed(actor, "numbering.list", f"{kind} {plain}{where}", f"{reason}{what}"):
        row, _ = ListedNumber.objects.update_or_create(
            number=plain,
            kind=kind,
            tenant=tenant,
            defaults={
                "reason": reason.strip()[:200],
                "until": until,
                "services": sorted(set(services)),
                "priority": priority,
                "free": free,
                "created_by": actor.name[:80] if actor else "",
            },
        )
    return row


def do_unlist_number(entry_id: int, *, actor: Actor) -> None:
    """Take a number off its list. Raises NotFound, NotYourList."""
    with tenancy.entered_public():
        row = ListedNumber.objects.filter(pk=entry_id).first()
    if row is None:
        raise NotFound("id")
    _check_own(row.tenant, actor)
    with changed(actor, "numbering.unlist", f"{row.kind} {row.number}", row.reason):
        row.delete()


def do_import(text: str, *, actor: Actor) -> tuple[int, list[BadRow]]:
    """Take the rows of a CSV file with a heading (COLUMNS; the last five may be missing): all of them, or none.

    How many were taken, or what is wrong with which. ``until``: a date and time in ISO 8601, or empty. ``services``:
    numbers with spaces between; ``free``: 1 or empty. Raises Invalid when it is no such file or has more than MOST_ROWS
    rows.
    """
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    if not {"number", "kind", "reason"} <= set(reader.fieldnames or ()):
        raise Invalid("csv")
    rows = list(reader)
    if len(rows) > MOST_ROWS:
        raise Invalid("csv")
    bad, good = [], []
    for line, row in enumerate(rows, start=2):
        try:
            good.append(_read_row(row, actor))
        except HotlineError as error:
            bad.append(BadRow(line, error.code, error.field or ""))
    if bad:
        return 0, bad
    with changed(None, "", "", ""):
        for given in good:
            do_list_number(**given, actor=actor)
    return len(good), []


def as_csv(rows: Sequence[ListedNumber]) -> str:
    """The rows as ``do_import`` takes them. A reason that a spreadsheet would take for a formula gets a quote."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for row in rows:
        reason = f"'{row.reason}" if row.reason[:1] in "=+-@" else row.reason
        until = row.until.isoformat() if row.until else ""
        grants = (row.priority or "", int(row.free) or "")
        writer.writerow((row.number, row.kind, reason, until, " ".join(row.services), row.tenant, *grants))
    return file.getvalue()


def _read_row(row: dict[str, str | None], actor: Actor) -> dict[str, Any]:
    cell = {name: (row.get(name) or "").strip() for name in COLUMNS}
    try:
        until = datetime.fromisoformat(cell["until"]) if cell["until"] else None
    except ValueError as error:
        raise Invalid("until") from error
    if until is not None and until.tzinfo is None:
        until = timezone.make_aware(until)
    kind, services = cell["kind"].upper(), cell["services"].split()
    tenant = cell["tenant"] or ("" if _is_city(actor.tenant) else actor.tenant)
    _checked(cell["number"], kind, cell["reason"], until)
    _check_reach(services, tenant, actor)
    if not (cell["priority"] or "0").isdecimal():
        raise Invalid("priority")
    if cell["free"] not in ("", "0", "1"):
        raise Invalid("free")
    priority, free = int(cell["priority"] or 0), cell["free"] == "1"
    _check_grants(kind, priority, free)
    return {
        "number": cell["number"],
        "kind": kind,
        "reason": cell["reason"],
        "until": until,
        "services": services,
        "tenant": tenant,
        "priority": priority,
        "free": free,
    }


def _check_grants(kind: str, priority: int, free: bool) -> None:
    if not 0 <= priority <= rules.HIGHEST_PRIORITY or (priority and kind != ListKind.WHITE.value):
        raise Invalid("priority")
    if free and kind != ListKind.WHITE.value:
        raise Invalid("free")


def _checked(number: str, kind: str, reason: str, until: datetime | None) -> str:
    """The number in E.164."""
    if kind not in {each.value for each in ListKind}:
        raise Invalid("kind")
    if not reason.strip():
        raise Required("reason")
    if until is not None and until <= timezone.now():
        raise AlreadyOver("until")
    plain = to_e164(number)
    if not plain:
        raise InvalidNumber("number")
    return plain


def _check_reach(services: Sequence[str], tenant: str, actor: Actor | None) -> None:
    if tenant:
        registry.tenant(tenant)
    if actor is not None:
        _check_own(tenant, actor)
    with tenancy.entered_public():
        known = set(CalledNumber.objects.filter(number__in=services).values_list("number", flat=True))
    for service in services:
        if service not in known:
            raise UnknownService("services", number=service)


def _check_own(tenant: str, actor: Actor) -> None:
    if tenant != actor.tenant and not _is_city(actor.tenant):
        raise NotYourList("tenant")


def _is_city(tenant: str) -> bool:
    return registry.tenant(tenant).is_city
