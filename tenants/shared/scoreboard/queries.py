"""Reading cards: all of them as the city or the house, one's own as a county."""

from .models import CaseCard


def card(number: str) -> CaseCard | None:
    """The case with this number; where two tenants hold it (origin and handler), they agree on its state."""
    return CaseCard.objects.filter(number=number).order_by("id").first()


def of_numbers(numbers: list[str], limit: int) -> list[CaseCard]:
    """The newest cases raised from any of ``numbers`` (E.164)."""
    rows = CaseCard.objects.filter(reporter_phone__in=numbers)
    return list(rows.order_by("-registered_at")[:limit])
