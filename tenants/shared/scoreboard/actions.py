"""Writing cards."""

from typing import Any

from .models import CaseCard


def do_keep_card(tenant: str, number: str, **fields: Any) -> None:
    """Make or renew the card of a case; in the case's own transaction."""
    CaseCard.objects.update_or_create(tenant=tenant, number=number, defaults=fields)


def do_drop_card(tenant: str, number: str) -> None:
    """The case is no longer this tenant's; in the case's own transaction."""
    CaseCard.objects.filter(tenant=tenant, number=number).delete()
