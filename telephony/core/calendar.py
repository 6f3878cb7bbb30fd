"""Is a service open? Working hours, holidays and make-up days, in the city's local time. Pure."""

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from telephony.contracts.plan import FlowNode

MONDAY = 1


@lru_cache(maxsize=8)
def zone(name: str) -> ZoneInfo:
    """A time zone, read once."""
    return ZoneInfo(name)


def local(now: float, time_zone: str) -> datetime:
    """``now`` (epoch seconds) on the city's clock."""
    return datetime.fromtimestamp(now, tz=UTC).astimezone(zone(time_zone))


def is_open(node: FlowNode, now: float, time_zone: str) -> bool:
    """Does ``now`` lie within the node's hours? Holidays are closed; a make-up day is open as a Monday is."""
    at = local(now, time_zone)
    day = at.strftime("%Y-%m-%d")
    if day in node.closed_days:
        return False
    weekday = MONDAY if day in node.working_days else at.isoweekday()
    minute = at.hour * 60 + at.minute
    return any(weekday in hours.weekdays and hours.begins <= minute < hours.ends for hours in node.hours)
