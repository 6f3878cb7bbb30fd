"""Reading alarms. Inside the public schema."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, Now

from telephony.contracts.events import LASTING

from .models import Alarm


class AlarmState(StrEnum):
    """RAISED: nobody has seen to it; ACKNOWLEDGED: somebody has, and it still stands; OVER: history."""

    RAISED = "RAISED"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    OVER = "OVER"


#: state -> which rows
IN_STATE = {
    AlarmState.RAISED: Q(open=True, acknowledged_at=None),
    AlarmState.ACKNOWLEDGED: Q(open=True) & ~Q(acknowledged_at=None),
    AlarmState.OVER: Q(open=False),
}

#: a lasting one that is not cleared
STANDS = Q(open=True, cleared_at=None, kind__in=[kind.value for kind in LASTING])


def state_of(alarm: Alarm) -> AlarmState:
    """Where an alarm stands."""
    if not alarm.open:
        return AlarmState.OVER
    return AlarmState.ACKNOWLEDGED if alarm.acknowledged_at else AlarmState.RAISED


def alarms(
    tenant: str | None = None, state: AlarmState | None = None, kind: str | None = None, text: str = ""
) -> QuerySet[Alarm]:
    """The newest first; ``tenant``: only those of its own matters (None: all); ``text``: part of subject or detail."""
    rows = Alarm.objects.all()
    if tenant is not None:
        rows = rows.filter(tenant=tenant)
    if state is not None:
        rows = rows.filter(IN_STATE[state])
    if kind:
        rows = rows.filter(kind=kind)
    if text := text.strip():
        rows = rows.filter(Q(subject__icontains=text) | Q(detail__icontains=text) | Q(note__icontains=text))
    return rows


def raised(tenant: str | None = None) -> int:
    """How many wait for somebody to see to them."""
    return alarms(tenant, AlarmState.RAISED).count()


@dataclass(frozen=True)
class KindTotals:
    """Of one kind of alarm: ``tally`` counts "alarms", "times", those still "standing" and the seconds that they
    "lasted" (together, and "lasted_most")."""

    kind: str
    tally: Mapping[str, float]


def totals(begin: datetime, end: datetime, tenant: str | None = None) -> Iterator[KindTotals]:
    """What was raised from ``begin`` on, before ``end``. An alarm lasts until it is cleared; one that is nothing to
    clear, until it was seen last; one that stands, until now."""
    over = Coalesce(F("cleared_at"), F("last_at"))
    rows = alarms(tenant).filter(first_at__gte=begin, first_at__lt=end)
    lasted = rows.annotate(lasted=over - F("first_at"), stands=Now() - F("first_at")).values("kind")
    sums = lasted.annotate(
        alarms=Count("id"),
        seen=Sum("times"),
        standing=Count("id", filter=STANDS),
        past=Sum("lasted", filter=~STANDS),
        now=Sum("stands", filter=STANDS),
        past_most=Max("lasted", filter=~STANDS),
        now_most=Max("stands", filter=STANDS),
    )
    for row in sums.order_by("kind"):
        seconds = {name: row[name].total_seconds() if row[name] else 0.0 for name in ("past", "now")}
        most = max((row[name].total_seconds() for name in ("past_most", "now_most") if row[name]), default=0.0)
        counts = {"alarms": row["alarms"], "times": row["seen"], "standing": row["standing"]}
        yield KindTotals(row["kind"], {**counts, "lasted": sum(seconds.values()), "lasted_most": most})
