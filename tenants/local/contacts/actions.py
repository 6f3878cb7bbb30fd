"""Changes of contacts that people make."""

from django.utils import timezone

from .models import Contact


def do_mark_listened(call_id: str, agent_number: str) -> bool:
    """Note who listened to a voice message first. True when this was the first time."""
    rows = Contact.objects.filter(call_id=call_id, listened_at=None)
    return rows.update(listened_at=timezone.now(), listened_by=agent_number) == 1
