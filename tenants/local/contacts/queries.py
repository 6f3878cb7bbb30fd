"""Reading contacts, engagements and presence of the entered tenant."""

from datetime import datetime

from django.db.models import Q, QuerySet

from telephony.contracts.events import AgentState

from .models import Contact, Engagement, Presence


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
    """Contacts that wait for a person, longest first."""
    return list(Contact.objects.filter(phase="QUEUED", ended_at=None).order_by("arrived_at"))


def answered_since(queue: str, since: datetime) -> list[tuple[float, bool]]:
    """(waited seconds, answered?) of the ended or answered contacts of ``queue`` since ``since``."""
    rows = Contact.objects.filter(queue=queue, arrived_at__gte=since).exclude(answered_at=None, ended_at=None)
    return [(waited, at is not None) for waited, at in rows.values_list("waited_seconds", "answered_at")]
