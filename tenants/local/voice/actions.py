"""Keeping the entered tenant's queues, skills and flows; the routing plan follows after the commit.

``actor`` None: the house itself, at set-up; not written into the audit log.
"""

from typing import Any

import msgspec
from django.db import transaction

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Invalid
from telephony.contracts.plan import FlowPlan, Selection
from telephony.contracts.plan_check import flaws_of
from tenants.local.people.models import Agent
from tenants.shared.numbering import actions as numbering

from . import rules
from .errors import FlowFlawed, InvalidOverflow, InvalidQueue, OutOfRange
from .models import Flow, Queue, QueueSkill

SETTINGS = frozenset({*rules.RANGES, "overflow", "record", "selection"})


@transaction.atomic
def do_keep_queue(key: str, role: str, name: str, *, actor: Actor | None = None, **settings: Any) -> Queue:
    """Make or change a waiting line; what ``settings`` (SETTINGS) leaves out stays.

    Raises InvalidQueue, OutOfRange, InvalidOverflow, Invalid (an unknown setting or selection).
    """
    if key != rules.key_of(tenancy.current(), role):
        raise InvalidQueue("key")
    if unknown := set(settings) - SETTINGS:
        raise Invalid(min(unknown))
    if wrong := rules.out_of_range(settings):
        low, high = rules.RANGES[wrong]
        raise OutOfRange(wrong, low=low, high=high)
    if settings.get("selection", Selection.LONGEST_IDLE) not in list(Selection):
        raise Invalid("selection")
    if not rules.is_overflow(key, settings.get("overflow", [])):
        raise InvalidOverflow("overflow")
    row, _ = Queue.objects.update_or_create(key=key, defaults={"role": role, "name": name, **settings})
    _changed(actor, "voice.queue", key, ", ".join(f"{each}={settings[each]}" for each in sorted(settings)))
    return row


@transaction.atomic
def do_keep_skill(queue: Queue, agent: Agent, level: int, *, actor: Actor | None = None) -> None:
    """Let ``agent`` serve ``queue`` at ``level`` 1 (low) to 9 (high). Raises OutOfRange."""
    low, high = rules.LEVELS
    if not low <= level <= high:
        raise OutOfRange("level", low=low, high=high)
    QueueSkill.objects.update_or_create(queue=queue, agent=agent, defaults={"level": level})
    _changed(actor, "voice.skill", agent.agent_number, f"{queue.key}={level}")


@transaction.atomic
def do_drop_skill(queue: Queue, agent: Agent, *, actor: Actor) -> None:
    """``agent`` serves ``queue`` no longer; harmless when they did not."""
    if QueueSkill.objects.filter(queue=queue, agent=agent).delete()[0]:
        _changed(actor, "voice.skill", agent.agent_number, f"{queue.key}=-")


@transaction.atomic
def do_keep_flow(key: str, definition: dict[str, Any], *, actor: Actor | None = None) -> Flow:
    """Make a flow, or a new version of one when it changed. Raises FlowFlawed; the version in force stays then."""
    try:
        plan = msgspec.convert({**definition, "key": key, "version": 1}, FlowPlan)
    except msgspec.ValidationError as error:
        raise FlowFlawed("definition", flaws=[str(error)]) from error
    if flaws := flaws_of(plan):
        raise FlowFlawed("definition", flaws=[f"{flaw.node}.{flaw.field}: {flaw.code}" for flaw in flaws])
    row, made = Flow.objects.select_for_update().get_or_create(key=key, defaults={"definition": definition})
    if not made and row.definition != definition:
        row.definition, row.version = definition, row.version + 1
        row.save(update_fields=["definition", "version"])
    _changed(actor, "voice.flow", key, f"version {row.version}")
    return row


def _changed(actor: Actor | None, action: str, thing: str, detail: str) -> None:
    numbering.do_mark_plan_changed()
    if actor is not None:
        audit.record(actor, action, thing, detail)
