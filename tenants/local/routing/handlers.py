"""Alarms of the routing script become rows of the city."""

from datetime import UTC, datetime

from telephony.contracts import events as tel
from tenants.local.contacts.events import FloorTouched

from . import queries
from .models import ScriptAlarm


def handle(event: tel.Event) -> list[object]:
    """Write an alarm, and show it on the floor."""
    if not isinstance(event, tel.RoutingScriptFailed):
        return []
    ScriptAlarm.objects.get_or_create(
        seq=event.seq,
        defaults={
            "at": datetime.fromtimestamp(event.at, tz=UTC),
            "version": queries.version_of_activation(event.version) or 0,
            "problem": event.problem[:300],
            "line": event.line,
            "failures": event.failures,
            "suspended": event.suspended,
        },
    )
    return [FloorTouched()]
