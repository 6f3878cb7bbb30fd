"""How the entered tenant's agents spent their time: seconds in each state, and their breaks by reason."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, Max, QuerySet, Sum, Value
from django.db.models.functions import Greatest, Least
from django.utils import timezone

from telephony.contracts.events import AgentState
from tenants.local.contacts.models import Presence, PresencePeriod

from .rules import Tally, added
from .span import Span

STATES = {
    AgentState.READY: "ready",
    AgentState.RINGING: "ringing",
    AgentState.DIALLING: "talking",
    AgentState.TALKING: "talking",
    AgentState.WRAP_UP: "wrap_up",
    AgentState.NOT_READY: "not_ready",
}
"""What a state counts as; all of them count as signed in."""


def spent(span: Span) -> Iterator[tuple[str, Tally]]:
    """Seconds in each state, as far as they lie within; the state that lasts counts until now."""
    totals = _periods(span).values("agent", "state").annotate(lasted=Sum("within"))
    for row in totals.order_by():
        yield row["agent"], _spent(row["state"], row["lasted"])
    for now, lasted in _lasting(span):
        yield now.agent, _spent(now.state, lasted)


def _spent(state: str, lasted: timedelta) -> Tally:
    seconds = lasted.total_seconds()
    name = STATES.get(AgentState(state))
    return {"signed_in": seconds, **({name: seconds} if name else {})}


def pauses(span: Span) -> dict[str, Tally]:
    """Not ready, by reason: how often, and seconds as far as they lie within; a break that lasts counts until now."""
    sums = _periods(span).filter(state=AgentState.NOT_READY.value).values("reason")
    rows = sums.annotate(times=Count("id"), lasted=Sum("within"), most=Max("within")).order_by()
    found: dict[str, Tally] = {row["reason"]: _pause(row["times"], row["lasted"], row["most"]) for row in rows}
    for now, lasted in _lasting(span):
        if now.state == AgentState.NOT_READY.value:
            found[now.reason] = added((found.get(now.reason, {}), _pause(1, lasted, lasted)))
    return found


def _periods(span: Span) -> QuerySet[PresencePeriod, Any]:
    """States that are over, with how long each lay within."""
    within = Least(F("ended_at"), Value(span.end)) - Greatest(F("began_at"), Value(span.begin))
    rows = PresencePeriod.objects.filter(began_at__lt=span.end, ended_at__gt=span.begin)
    return rows.annotate(within=ExpressionWrapper(within, output_field=DurationField()))


def _lasting(span: Span) -> Iterator[tuple[Presence, timedelta]]:
    """States that last, with how long until now."""
    until = min(timezone.now(), span.end)
    if until <= span.begin:
        return
    for now in Presence.objects.filter(since__lt=until).exclude(state=AgentState.SIGNED_OUT.value):
        yield now, until - max(now.since, span.begin)


def _pause(times: int, lasted: timedelta, most: timedelta) -> dict[str, float]:
    return {"times": times, "paused": lasted.total_seconds(), "paused_most": most.total_seconds()}
