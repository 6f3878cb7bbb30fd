"""What the entered tenant's books say of a period. Its own calls are counted, also those that another centre answered;
calls that it answered for others stand in their home's books, and in its agents' figures. Times of day are the house's.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Func,
    Max,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat, ExtractHour, TruncDate

from hotline import tenancy
from telephony.contracts.events import EndReason, OfferOutcome
from telephony.contracts.work import WorkMedium
from tenants.local.citizens.models import CitizenPhone
from tenants.local.contacts.models import Contact, ContactStep, Engagement, Medium
from tenants.local.worklist.models import WorkItem
from tenants.shared.alarms import queries as alarms

from . import shifts
from .rules import CallerClass, Report, Subject, Tally, added, check_period, table
from .span import Span

SOON_SECONDS = 5.0
"""Who gives up earlier has hardly waited: counted as abandoned, and apart."""
OUR_CALLS = (Medium.OUTBOUND, Medium.INTERNAL)
WRITTEN_NORM, MAILBOX_NORM = timedelta(minutes=3), timedelta(hours=24)
NOTHING = timedelta()


def report(subject: Subject, begin: date, end: date, only: str | None) -> Report:
    """The table of one centre for these days (both included). ``only``: the tenant whose alarms are counted, None for
    all. Raises PeriodInvalid."""
    check_period(begin, end)
    span = Span.of(begin, end)
    if subject is Subject.FAULT:
        found: Mapping[str, Tally] = _faults(span, only)
    elif subject is Subject.AGENT:
        found = _agents(span)
    elif subject is Subject.PAUSE:
        found = shifts.pauses(span)
    elif subject is Subject.WRITTEN:
        found = _written(span)
    elif subject is Subject.CENTRE:
        found = {tenancy.current(): centre(begin, end)}
    else:
        found = {key: {} for key in _expected(subject, begin, end)} | _calls(span, subject)
    return table(subject, begin, end, dict(sorted(found.items())))


def centre(begin: date, end: date) -> Tally:
    """All calls of the entered tenant together."""
    return added(_calls(Span.of(begin, end), Subject.MEDIUM).values())


def calls_of(subject: Subject, key: str, begin: date, end: date) -> QuerySet[Contact]:
    """The single calls that stand in the row ``key`` of a table of calls or agents, newest first. Raises
    PeriodInvalid; nothing for tables that do not count calls."""
    check_period(begin, end)
    span = Span.of(begin, end)
    if subject in (Subject.PAUSE, Subject.WRITTEN, Subject.FAULT):
        return Contact.objects.none()
    if subject is Subject.AGENT:
        parts = Engagement.objects.filter(span.at("offered_at"), agent=key).values("contact")
        return Contact.objects.filter(pk__in=parts)
    rows = Contact.objects.filter(_own(span))
    if subject is Subject.CENTRE:
        return rows if key == tenancy.current() else rows.none()
    try:
        return rows.annotate(row=_key(subject)).filter(row=PARSED.get(subject, str)(key))
    except ValueError:  # no such row
        return Contact.objects.none()


def _expected(subject: Subject, begin: date, end: date) -> Iterator[str]:
    """Rows that are there also when nobody called: a line is drawn through them."""
    if subject is Subject.HOUR:
        yield from (f"{hour:02}" for hour in range(24))
    if subject is Subject.DAY:
        yield from ((begin + timedelta(days=n)).isoformat() for n in range((end - begin).days + 1))


# ------------------------------------------------------------------------------------------------------------ calls

OFFERED = Q(queued_at__isnull=False) | Q(answered_at__isnull=False)
"""Somebody was to speak with them."""
ANSWERED = Q(answered_at__isnull=False) | Q(queued_at__isnull=False, talked_seconds__gt=0)
"""When another centre answers, home is not told of the answer itself: at the end it learns of wait and talk."""
ABANDONED = Q(end_reason=EndReason.ABANDONED.value, answered_at=None) & OFFERED

COUNTED = {
    "arrived": Count("id"),
    "refused": Count("id", filter=Q(end_reason=EndReason.REFUSED.value)),
    "self_service": Count("id", filter=Q(end_reason=EndReason.SELF_SERVICE.value) & ~OFFERED),
    "offered": Count("id", filter=OFFERED),
    "answered": Count("id", filter=ANSWERED),
    "within_15": Count("id", filter=ANSWERED & Q(waited_seconds__lte=15)),
    "within_20": Count("id", filter=ANSWERED & Q(waited_seconds__lte=20)),
    "abandoned": Count("id", filter=ABANDONED),
    "abandoned_soon": Count("id", filter=ABANDONED & Q(waited_seconds__lte=SOON_SECONDS)),
    "voicemail": Count("id", filter=Q(end_reason=EndReason.VOICEMAIL.value)),
    "call_backs": Count("id", filter=Q(call_back_asked_at__isnull=False)),
    "call_backs_kept": Count("id", filter=Q(call_back_asked_at__isnull=False) & ANSWERED),
    "lost": Count("id", filter=Q(end_reason=EndReason.GATEWAY_FAILED.value)),
    "waited": Coalesce(Sum("waited_seconds", filter=ANSWERED), 0.0),
    "waited_most": Coalesce(Max("waited_seconds", filter=OFFERED), 0.0),
    "talked": Coalesce(Sum("talked_seconds", filter=ANSWERED), 0.0),
    "satisfied": Coalesce(Sum("satisfaction"), 0),
    "asked": Count("satisfaction"),
}
STEPS = {"OVERFLOWED": "overflowed", "TRANSFERRED": "transferred"}
PARSED: Mapping[Subject, Callable[[str], object]] = {Subject.HOUR: int, Subject.DAY: date.fromisoformat}
FIELDS = {
    Subject.QUEUE: "queue",
    Subject.BUSINESS: "business",
    Subject.CALLED: "called",
    Subject.TRUNK: "trunk",
    Subject.MEDIUM: "medium",
}


def _key(subject: Subject, prefix: str = "") -> Any:
    """Of which row a contact is."""
    if subject is Subject.HOUR:
        return ExtractHour(f"{prefix}arrived_at")
    if subject is Subject.DAY:
        return TruncDate(f"{prefix}arrived_at")
    if subject is Subject.CALLER:
        return _caller_class(prefix)
    return F(prefix + FIELDS[subject])


def _caller_class(prefix: str) -> Case:
    granted = Q(**{f"{prefix}listed_priority__gt": 0}) | Q(**{f"{prefix}free": True})
    known = Q(**{f"{prefix}caller__in": CitizenPhone.objects.values("number")})
    return Case(
        When(**{f"{prefix}caller": ""}, then=Value(CallerClass.WITHHELD.value)),
        When(granted, then=Value(CallerClass.IMPORTANT.value)),
        When(known, then=Value(CallerClass.KNOWN.value)),
        default=Value(CallerClass.UNKNOWN.value),
        output_field=CharField(),
    )


def _own(span: Span, prefix: str = "") -> Q:
    """Calls of our citizens to us."""
    ours = Q(**{f"{prefix}home_tenant": tenancy.current()}) & ~Q(**{f"{prefix}medium__in": OUR_CALLS})
    return span.at(f"{prefix}arrived_at") & ours


def _named(key: Any) -> str:
    return f"{key:02}" if isinstance(key, int) else str(key)


def _calls(span: Span, subject: Subject) -> dict[str, Tally]:
    rows = Contact.objects.filter(_own(span)).annotate(row=_key(subject)).values("row").annotate(**COUNTED)
    found: dict[str, Any] = {_named(row.pop("row")): row for row in rows.order_by()}
    steps = ContactStep.objects.filter(_own(span, "contact__"), at__gte=span.begin, step__in=STEPS)
    counted = steps.annotate(row=_key(subject, "contact__")).values("row", "step").annotate(times=Count("id"))
    for each in counted.order_by():
        # a row of its own, should the call have come since the first question
        found.setdefault(_named(each["row"]), {})[STEPS[each["step"]]] = each["times"]
    return found


# ----------------------------------------------------------------------------------------------------------- agents

INBOUND = ~Q(contact__medium__in=OUR_CALLS)
TALKED = Q(answered_at__isnull=False)
PART = {
    "offers": Count("id", filter=INBOUND),
    "answered": Count("id", filter=INBOUND & TALKED),
    "missed": Count("id", filter=INBOUND & Q(outcome__in=(OfferOutcome.NO_ANSWER.value, OfferOutcome.REJECTED.value))),
    "dialled": Count("id", filter=Q(contact__medium=Medium.OUTBOUND)),
    "talks": Count("id", filter=TALKED),
    "talked": Coalesce(Sum("talked_seconds", filter=TALKED), 0.0),
}


def _agents(span: Span) -> Mapping[str, Tally]:
    parts = Engagement.objects.filter(span.at("offered_at")).values("agent").annotate(**PART)
    found: dict[str, dict[str, float]] = {row.pop("agent"): row for row in parts.order_by()}
    for source in (shifts.spent(span), _transfers(span), _liked(span)):
        for agent, tally in source:
            found[agent] = added((found.get(agent, {}), tally))
    return found


def _transfers(span: Span) -> Iterator[tuple[str, Tally]]:
    """By who handed over: the first word of the step's detail."""
    who = Func(F("detail"), Value(" "), Value(1), function="split_part", output_field=CharField())
    rows = ContactStep.objects.filter(span.at("at"), step="TRANSFERRED").annotate(who=who).values("who")
    for row in rows.annotate(times=Count("id")).order_by():
        yield row["who"], {"transferred": row["times"]}


def _liked(span: Span) -> Iterator[tuple[str, Tally]]:
    """What citizens said of the agent with whom they spoke last."""
    rows = Contact.objects.filter(span.at("arrived_at"), satisfaction__isnull=False).exclude(agent_number="")
    agent = Concat(F("handled_by"), Value(":"), F("agent_number"))
    sums = rows.annotate(who=agent).values("who").annotate(satisfied=Sum("satisfaction"), asked=Count("id"))
    for row in sums.order_by():
        yield row["who"], {"satisfied": row["satisfied"], "asked": row["asked"]}


# ---------------------------------------------------------------------------------------------------- written work


UNTAKEN = ("WITHDRAWN", "FAILED")
"""Outcomes with which a piece leaves the queues although nobody has taken it."""
BY_HAND = Q(accepted_at=None, done_at__isnull=False) & ~Q(outcome__in=UNTAKEN)
"""Taken, assigned or dealt with from its list, before it was handed out: taken at that moment."""


def _written(span: Span) -> dict[str, Tally]:
    taken_at = Case(When(BY_HAND, then=F("done_at")), default=F("accepted_at"), output_field=DateTimeField())
    in_time = Q(waited__lte=WRITTEN_NORM) | Q(medium=WorkMedium.VOICEMAIL.value, waited__lte=MAILBOX_NORM)
    rows = WorkItem.objects.filter(span.at("arrived_at")).annotate(taken_at=taken_at)
    rows = rows.annotate(waited=ExpressionWrapper(F("taken_at") - F("arrived_at"), output_field=DurationField()))
    sums = rows.values("medium").annotate(
        received=Count("id"),
        taken=Count("taken_at"),
        in_time=Count("id", filter=in_time),
        done=Count("done_at"),
        waited_sum=Sum("waited"),
        waited_most=Max("waited"),
        returned=Sum("returns"),
    )
    return {row.pop("medium"): _in_seconds(row) for row in sums.order_by()}


def _in_seconds(row: dict[str, Any]) -> Tally:
    """Numbers only, with the names of the rules."""
    waited, most = row.pop("waited_sum") or NOTHING, row.pop("waited_most") or NOTHING
    return {**row, "waited": waited.total_seconds(), "waited_most": most.total_seconds()}


# ----------------------------------------------------------------------------------------------------------- faults


def _faults(span: Span, only: str | None) -> dict[str, Tally]:
    """Alarms by kind; calls refused by cause, and calls lost, both as often as it happened."""
    with tenancy.entered_public():
        found: dict[str, Tally] = {row.kind: row.tally for row in alarms.totals(span.begin, span.end, only)}
    calls = Contact.objects.filter(_own(span))
    refused = calls.exclude(refused="").values("refused").annotate(times=Count("id"))
    found |= {f"REFUSED_{row['refused']}": {"times": row["times"]} for row in refused.order_by()}
    if lost := calls.filter(end_reason=EndReason.GATEWAY_FAILED.value).count():
        found["CALL_LOST"] = {"times": lost}
    return found
