"""Stopping and starting; each action enters the public schema by itself. Said twice, nothing changes."""

from datetime import datetime

from hotline import tenancy

from .models import StopOrigin, TextStop


def do_stop(number: str, word: str, said_to: str, at: datetime, origin: StopOrigin = StopOrigin.WROTE) -> bool:
    """Write no messages to ``number`` any more; whether that is new."""
    facts = {"word": word[:32], "said_to": said_to, "said_at": at, "origin": origin}
    with tenancy.entered_public():
        return TextStop.objects.get_or_create(number=number, defaults=facts)[1]


def do_start(number: str) -> bool:
    """Messages are welcome again; whether they were not."""
    with tenancy.entered_public():
        return bool(TextStop.objects.filter(number=number).delete()[0])
