"""Writing cards."""

from typing import Any

from .models import CaseCard


def do_keep_card(tenant: str, number: str, **fields: Any) -> None:
    """Make or renew the card of a case; in the case's own transaction."""
    CaseCard.objects.update_or_create(tenant=tenant, number=number, defaults=fields)
