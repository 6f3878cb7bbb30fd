"""Keeping queues, skills and flows."""

from typing import Any

from tenants.local.people.models import Agent

from .models import Flow, Queue, QueueSkill


def do_keep_queue(key: str, role: str, name: str, **settings: Any) -> Queue:
    """Make or change a waiting line."""
    row, _ = Queue.objects.update_or_create(key=key, defaults={"role": role, "name": name, **settings})
    return row


def do_keep_skill(queue: Queue, agent: Agent, level: int) -> None:
    """Let ``agent`` serve ``queue``."""
    QueueSkill.objects.update_or_create(queue=queue, agent=agent, defaults={"level": level})


def do_keep_flow(key: str, definition: dict[str, Any]) -> Flow:
    """Make a flow, or a new version of one when it changed."""
    row, made = Flow.objects.get_or_create(key=key, defaults={"definition": definition})
    if not made and row.definition != definition:
        row.definition, row.version = definition, row.version + 1
        row.save(update_fields=["definition", "version"])
    return row
