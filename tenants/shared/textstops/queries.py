"""Reading who wants no text messages; each query enters the public schema by itself."""

from collections.abc import Collection

from hotline import tenancy

from .models import TextStop


def is_stopped(number: str) -> bool:
    """Has the owner of this number asked for no messages?"""
    return bool(stopped([number]))


def stopped(numbers: Collection[str]) -> dict[str, TextStop]:
    """Number -> what its owner said, of those who want no messages."""
    with tenancy.entered_public():
        return {row.number: row for row in TextStop.objects.filter(number__in=numbers)}
