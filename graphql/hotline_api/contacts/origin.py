"""Why we called, or call back: what marks a call on the agent's desk and in the list of calls."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tenants.local.campaigns import queries as campaigns
from tenants.local.contacts.models import Contact


@dataclass(frozen=True)
class OriginView:
    """``kind``: CALL_BACK (promised while waiting), CAMPAIGN or DISPATCH; ``number``: called back at; ``tries`` so far;
    ``name`` and ``mode``: of the campaign."""

    kind: str
    number: str = ""
    asked_at: datetime | None = None
    tries: int = 0
    name: str = ""
    mode: str | None = None


def origins(rows: Sequence[Contact]) -> dict[int, OriginView]:
    """Of the contacts that have one, by primary key; one query for all campaigns."""
    of_campaigns = {row.pk: _campaign(row) for row in rows if row.purpose == "CAMPAIGN"}
    known = campaigns.names({pk for pk in of_campaigns.values() if pk is not None})
    found: dict[int, OriginView] = {}
    for row in rows:
        if row.call_back_number:
            asked_at = row.call_back_asked_at or row.queued_at
            found[row.pk] = OriginView("CALL_BACK", row.call_back_number, asked_at, row.call_back_tries)
        elif row.pk in of_campaigns:
            name, mode = known.get(of_campaigns[row.pk] or 0, ("", None))
            found[row.pk] = OriginView("CAMPAIGN", name=name, mode=mode)
        elif row.purpose == "DISPATCH":
            found[row.pk] = OriginView("DISPATCH")
    return found


def origin_of(row: Contact) -> OriginView | None:
    """Of one contact."""
    return origins([row]).get(row.pk)


def _campaign(row: Contact) -> int | None:
    key = row.reference.rpartition("/")[0].rpartition(".")[2]
    return int(key) if key.isdecimal() else None
