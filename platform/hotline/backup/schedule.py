"""When the next nightly backup is due, and whether the newest is too old. Pure."""

from datetime import datetime, timedelta

LATE = timedelta(hours=4)
"""A night that was missed (the worker was down) is made up for so long after its hour; then the next night's."""


def due(now: datetime, hour: int, minute: int, since: datetime, last: datetime | None) -> bool:
    """``now`` on the city's clock; ``since``: when the rule began; ``last``: when the last one began."""
    slot = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if slot > now:
        slot -= timedelta(days=1)
    return now - slot < LATE and slot > since and (last is None or last < slot)


def too_old(now: datetime, limit_hours: int, since: datetime, newest: datetime | None) -> bool:
    """``newest``: when the newest whole backup was begun; a house without one counts from ``since``."""
    return now - (newest or since) > timedelta(hours=limit_hours)
