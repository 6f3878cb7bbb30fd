"""Writing and reading the audit log of the entered tenant."""

from datetime import datetime
from typing import TYPE_CHECKING

from hotline.kernel.actor import Actor

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from .models import AuditEntry


def record(actor: Actor, action: str, thing: str, detail: str = "") -> None:
    """Write one entry in the caller's transaction."""
    from .models import AuditEntry

    AuditEntry.objects.create(
        actor_id=actor.user_id,
        actor_name=actor.name,
        actor_tenant=actor.tenant,
        action=action,
        object=thing[:160],
        detail=detail[:500],
    )


def recorded_since(actor: Actor, action: str, thing: str, since: datetime) -> bool:
    """Did ``actor`` do ``action`` on ``thing`` since then?"""
    from .models import AuditEntry

    rows = AuditEntry.objects.filter(actor_id=actor.user_id, action=action, object=thing[:160], at__gte=since)
    return rows.exists()


def entries(text: str = "") -> "QuerySet[AuditEntry]":
    """Newest first; ``text`` is looked for in actor, action and object."""
    from django.db.models import Q

    from .models import AuditEntry

    rows = AuditEntry.objects.all()
    if text := text.strip():
        rows = rows.filter(Q(actor_name__icontains=text) | Q(action__icontains=text) | Q(object__icontains=text))
    return rows
