"""Reading contacts, engagements and presence of the entered tenant."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, Q, QuerySet

from telephony.contracts.events import AgentState, EndReason

from .models import Contact, Engagement, Medium, Presence


def contacts(text: str = "", medium: str | None = None) -> QuerySet[Contact]:
    """Newest first; ``text`` matches the start or end of a number, an agent number or a call id."""
    rows = Contact.objects.all()
    if medium:
        rows = rows.filter(medium=medium)
    if text := text.strip():
        rows = rows.filter(
            Q(caller__contains=text)
            | Q(called__contains=text)
            | Q(agent_number=text)
            | Q(reference=text)
            | Q(call_id=text)
        )
    return rows


MISSED_REASONS = (EndReason.ABANDONED.value, EndReason.GATEWAY_FAILED.value, EndReason.CALL_BACK_FAILED.value)


@dataclass(frozen=True)
class MissedCaller:
    """A number that called in vain: how often, when first and last, how long it waited at most, and how often it has
    been called back in vain since."""

    number: str
    times: int
    first_at: datetime
    last_at: datetime
    waited_seconds: float
    tries: int
    last_try_at: datetime | None


def missed() -> QuerySet[Contact]:
    """Calls that ended before anybody talked, with a number to call back, to which nobody has seen yet."""
    return Contact.objects.filter(
        end_reason__in=MISSED_REASONS,
        medium__in=(Medium.TELEPHONE, Medium.WEB_CALL),
        answered_at=None,
        settled_at=None,
    ).exclude(caller="")


def missed_callers(text: str = "") -> list[MissedCaller]:
    """Who is owed a call-back, who waits longest for it first. ``text``: part of the number."""
    rows = missed().filter(caller__contains=text.strip()).values("caller")
    found = rows.annotate(
        times=Count("id"), first=Min("arrived_at"), last=Max("arrived_at"), waited=Max("waited_seconds")
    ).order_by("first")
    numbers = [row["caller"] for row in found]
    outbound = Contact.objects.filter(medium=Medium.OUTBOUND, called__in=numbers, answered_at=None)
    tried: dict[str, list[datetime]] = defaultdict(list)
    for called, at in outbound.exclude(ended_at=None).values_list("called", "arrived_at"):
        tried[called].append(at)
    return [
        MissedCaller(
            number=row["caller"],
            times=row["times"],
            first_at=row["first"],
            last_at=row["last"],
            waited_seconds=row["waited"],
            tries=len(tries := [at for at in tried[row["caller"]] if at > row["first"]]),
            last_try_at=max(tries, default=None),
        )
        for row in found
    ]


def arrived_since(since: datetime) -> set[str]:
    """Ids of calls that arrived since then."""
    return set(Contact.objects.filter(arrived_at__gte=since).values_list("call_id", flat=True))


def recent_numbers(agent_number: str, limit: int = 10) -> list[tuple[str, datetime]]:
    """The numbers that an agent dialled last, newest first, each once, with the time of the last call."""
    rows = Contact.objects.filter(medium=Medium.OUTBOUND, agent_number=agent_number).exclude(called="")
    latest = rows.values("called").annotate(at=Max("arrived_at")).order_by("-at")[:limit]
    return [(row["called"], row["at"]) for row in latest]


def numbers_of(call_ids: list[str]) -> dict[str, tuple[str, str]]:
    """(caller, called) by call id."""
    rows = Contact.objects.filter(call_id__in=call_ids).values_list("call_id", "caller", "called")
    return {call_id: (caller, called) for call_id, caller, called in rows}


def calls_with(numbers: Iterable[str]) -> frozenset[str]:
    """Every call from or to any of ``numbers`` (E.164)."""
    wanted = list(numbers)
    rows = Contact.objects.filter(Q(caller__in=wanted) | Q(called__in=wanted))
    return frozenset(rows.values_list("call_id", flat=True)) if wanted else frozenset()


def calls_about(reference: str) -> frozenset[str]:
    """Calls that were dialled about ``reference`` (a case's number)."""
    return frozenset(Contact.objects.filter(reference=reference).values_list("call_id", flat=True))


def contact(call_id: str) -> Contact | None:
    """One contact by the engine's id."""
    return Contact.objects.filter(call_id=call_id).first()


def of_numbers(numbers: list[str], limit: int) -> list[Contact]:
    """The newest contacts from or to any of ``numbers`` (E.164)."""
    rows = Contact.objects.filter(Q(caller__in=numbers) | Q(called__in=numbers))
    return list(rows.order_by("-arrived_at", "-id")[:limit])


def presence(agent: str) -> Presence | None:
    """What ``agent`` (agent key) is doing."""
    return Presence.objects.filter(agent=agent).first()


def presences() -> dict[str, Presence]:
    """Presence of every agent the engine spoke of, by agent key."""
    return {row.agent: row for row in Presence.objects.all()}


def taken_seats() -> dict[str, str]:
    """Seat key -> number of the agent who sits there."""
    rows = Presence.objects.exclude(state=AgentState.SIGNED_OUT.value).exclude(seat="")
    return {row.seat: row.agent.rpartition(":")[2] for row in rows}


def current_engagement(agent: str) -> Engagement | None:
    """The agent's part in a call that is not over."""
    rows = Engagement.objects.filter(agent=agent, ended_at=None).select_related("contact")
    return rows.order_by("-id").first()


def engagement_in(agent: str, call_id: str) -> Engagement | None:
    """The agent's newest part in the call ``call_id``, over or not."""
    rows = Engagement.objects.filter(agent=agent, contact__call_id=call_id).select_related("contact")
    return rows.order_by("-id").first()


def waiting() -> list[Contact]:
    """Callers who wait for a person, longest first. Whom we called is none until they have answered once."""
    never_reached = Q(medium__in=(Medium.OUTBOUND, Medium.INTERNAL), answered_at=None)
    return list(Contact.objects.filter(phase="QUEUED", ended_at=None).exclude(never_reached).order_by("arrived_at"))


def answered_since(queue: str, since: datetime) -> list[tuple[float, bool]]:
    """(waited seconds, answered?) of the ended or answered contacts of ``queue`` since ``since``."""
    rows = Contact.objects.filter(queue=queue, arrived_at__gte=since).exclude(answered_at=None, ended_at=None)
    return [(waited, at is not None) for waited, at in rows.values_list("waited_seconds", "answered_at")]


def live(call_ids: list[str]) -> list[Contact]:
    """Contacts of these calls that are not over, oldest first, with their legs."""
    rows = Contact.objects.filter(call_id__in=call_ids, ended_at=None)
    return list(rows.order_by("arrived_at").prefetch_related("legs"))
