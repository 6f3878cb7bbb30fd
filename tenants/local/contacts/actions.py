"""Changes of contacts that people make."""

from collections.abc import Container
from datetime import datetime

from django.utils import timezone

from telephony.contracts.events import AgentState

from .models import CallPhase, Contact, Engagement, Presence


def do_mark_listened(call_id: str, agent_number: str) -> bool:
    """Note who listened to a voice message first. True when this was the first time."""
    rows = Contact.objects.filter(call_id=call_id, listened_at=None)
    return rows.update(listened_at=timezone.now(), listened_by=agent_number) == 1


def do_forget_presence(before: datetime, still_here: Container[str]) -> list[str]:
    """Sign out, in our books, everybody whom a newborn engine does not know; the agent keys of those."""
    rows = Presence.objects.filter(since__lt=before).exclude(state=AgentState.SIGNED_OUT.value)
    gone = [row.agent for row in rows if row.agent not in still_here]
    Presence.objects.filter(agent__in=gone).update(
        state=AgentState.SIGNED_OUT.value, reason="", seat="", call_id="", since=before, until=None
    )
    Engagement.objects.filter(agent__in=gone, ended_at=None).update(ended_at=before, phase=CallPhase.ENDED)
    return gone
