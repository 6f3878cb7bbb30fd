"""Keeping numbers, areas and lists."""

from datetime import datetime

from django.db import transaction

from tenants.shared.registry import queries as registry

from .models import Area, CalledNumber, ListedNumber, PlanVersion


def do_keep_called_number(number: str, flow: str, language: str = "zh") -> None:
    """What calling ``number`` leads to."""
    CalledNumber.objects.update_or_create(number=number, defaults={"flow": flow, "language": language})


def do_keep_area(prefix: str, tenant: str) -> None:
    """Callers with this E.164 ``prefix`` belong to ``tenant`` (its key)."""
    Area.objects.update_or_create(prefix=prefix, defaults={"tenant_id": registry.tenant(tenant).pk})


def do_list_number(number: str, kind: str, reason: str, until: datetime | None = None) -> ListedNumber:
    """Put a number on the black or white list; an entry that is there is renewed."""
    row, _ = ListedNumber.objects.update_or_create(
        number=number, kind=kind, defaults={"reason": reason, "until": until}
    )
    return row


@transaction.atomic
def do_next_version() -> int:
    """The version of the next routing plan."""
    PlanVersion.objects.get_or_create(pk=1)
    row = PlanVersion.objects.select_for_update().get(pk=1)
    row.version += 1
    row.save(update_fields=["version"])
    return row.version
