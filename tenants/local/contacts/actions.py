"""Changes of contacts that people make."""

from collections.abc import Container
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from hotline import audit
from hotline.kernel.actor import Actor
from hotline.kernel.errors import NotFound
from telephony.contracts.events import AgentState

from .models import CallPhase, Contact, Engagement, Medium, Presence, Settled
from .queries import missed


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


def settle_missed(number: str, at: datetime, how: Settled, by: str = "") -> int:
    """Nothing is owed any more to ``number`` (E.164, or "") for calls missed before ``at``. How many those were."""
    if not number:
        return 0
    rows: QuerySet[Contact] = missed().filter(caller=number, arrived_at__lt=at)
    return rows.update(settled_at=at, settled_how=how, settled_by=by)


def do_dismiss_missed(actor: Actor, number: str, reason: str) -> int:
    """Call nobody back for the missed calls of ``number``. Raises NotFound when there are none."""
    settled = settle_missed(number, timezone.now(), Settled.DISMISSED, actor.agent_number or "")
    if not settled:
        raise NotFound
    audit.record(actor, "missed.dismissed", number, reason)
    return settled


def do_mark_fax(call_id: str, *, caller: str, called: str, at: datetime) -> Contact:
    """A fax came in this call: that is how the citizen reached us."""
    contact, made = Contact.objects.get_or_create(
        call_id=call_id, defaults={"medium": Medium.FAX, "caller": caller, "called": called, "arrived_at": at}
    )
    if not made and contact.medium != Medium.FAX:
        contact.medium = Medium.FAX
        contact.save(update_fields=["medium"])
    return contact
