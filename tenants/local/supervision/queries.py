"""Reading the books of supervision of the entered tenant."""

from django.db.models import Q, QuerySet

from .models import AgentMark, HelpRequest, Listening, SupervisionSettings


def listenings(text: str = "") -> QuerySet[Listening]:
    """Newest first; ``text`` matches the supervisor, the agent or the call."""
    rows = Listening.objects.all()
    if text := text.strip():
        rows = rows.filter(Q(supervisor__contains=text) | Q(agent__contains=text) | Q(call_id=text))
    return rows


def live_listenings() -> list[Listening]:
    """Going on now, in calls of this tenant or by its people."""
    return list(Listening.objects.filter(ended_at=None))


def of_supervisor(agent: str) -> Listening | None:
    """What ``agent`` (agent key) listens to now."""
    return Listening.objects.filter(supervisor=agent, ended_at=None).first()


def of_agent(agent: str) -> list[Listening]:
    """Who listens to ``agent`` now; silent monitors only where the tenant tells its agents."""
    rows = Listening.objects.filter(agent=agent, ended_at=None)
    return list(rows if tells_agents() else rows.exclude(mode="MONITOR"))


def of_calls(call_ids: list[str]) -> list[Listening]:
    """Everybody who listened to these calls, first to last."""
    return list(Listening.objects.filter(call_id__in=call_ids).order_by("started_at", "id"))


def open_help() -> list[HelpRequest]:
    """Agents who wait for a supervisor, longest first."""
    return list(HelpRequest.objects.filter(closed_at=None).order_by("asked_at"))


def help_of(call_id: str) -> HelpRequest | None:
    """The open request of a call."""
    return HelpRequest.objects.filter(call_id=call_id, closed_at=None).first()


def tells_agents() -> bool:
    """Are agents shown silent monitors?"""
    row = SupervisionSettings.objects.first()
    return bool(row and row.tell_agents)


def help_seconds() -> int:
    """How long a request for help waits before it goes up; 0: for ever."""
    return (SupervisionSettings.objects.first() or SupervisionSettings()).help_seconds


def marks() -> list[AgentMark]:
    """Agents about whom something stands ordered."""
    return list(AgentMark.objects.filter(Q(recorded=True) | Q(dismissed=True)).order_by("agent"))
