"""Keeping the entered tenant's queues, skills and flows; the routing plan follows after the commit.

``actor`` None: the house itself, at set-up; not written into the audit log.
"""

from typing import Any

import msgspec
from django.db import transaction
from django.db.models import Max

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Invalid, NotFound
from telephony.contracts.plan import FlowPlan, Selection
from tenants.local.people.models import Agent
from tenants.shared.numbering import actions as numbering

from . import catalogue, drawing, queries, rules, speech
from .errors import (
    FlowFlawed,
    FlowNotOfHere,
    InvalidFlowKey,
    InvalidOverflow,
    InvalidQueue,
    NoFormerVersion,
    OutOfRange,
)
from .models import Flow, FlowVersion, Queue, QueueSkill

SWITCHES = ("record", "call_back", "music", "notices", "tell_wait")
SPOKEN = ("welcome_prompts", "busy_prompts", "comfort_prompts")
MOST_PROMPTS = 10
SETTINGS = frozenset({*rules.RANGES, *SWITCHES, *SPOKEN, "overflow", "selection"})


@transaction.atomic
def do_keep_queue(key: str, role: str, name: str, *, actor: Actor | None = None, **settings: Any) -> Queue:
    """Make or change a waiting line; what ``settings`` (SETTINGS) leaves out stays.

    Raises InvalidQueue, OutOfRange, InvalidOverflow, UnknownPrompt, Invalid (an unknown setting or selection).
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
    for setting in SPOKEN:
        _check_prompts(settings.get(setting, []), setting)
    row, _ = Queue.objects.update_or_create(key=key, defaults={"role": role, "name": name, **settings})
    _changed(actor, "voice.queue", key, ", ".join(f"{each}={settings[each]}" for each in sorted(settings)))
    return row


def _check_prompts(keys: list[str], field: str) -> None:
    if len(keys) > MOST_PROMPTS:
        raise OutOfRange(field, low=0, high=MOST_PROMPTS)
    if keys:
        catalogue.check_known(keys, field)


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


def checked_flow(key: str, definition: dict[str, Any]) -> FlowPlan:
    """A flow's definition as a plan. Raises FlowFlawed when it is not even one."""
    try:
        return queries.plan_of(key, 1, definition, queries.county())
    except msgspec.ValidationError as error:
        raise FlowFlawed("definition", flaws=[str(error)]) from error


@transaction.atomic
def do_keep_flow(key: str, definition: dict[str, Any], *, actor: Actor | None = None) -> Flow:
    """Make a flow, or a new version of one when it changed, and let it answer. Raises FlowFlawed, nothing kept then."""
    row = Flow.objects.filter(key=key).first()
    if row is None or row.definition != definition:
        kept = do_keep_flow_version(key, definition, {}, "", actor=actor)
        row = do_activate_flow(key, kept.version, actor=actor)
    return row


@transaction.atomic
def do_keep_flow_version(
    key: str, definition: dict[str, Any], layout: dict[str, Any], note: str, *, actor: Actor | None = None
) -> FlowVersion:
    """Keep a drawing as the next version, flawed or not. It answers no calls by that.

    Raises InvalidFlowKey, FlowNotOfHere, FlowFlawed (what is not a flow at all).
    """
    if not rules.is_flow_key(key):
        raise InvalidFlowKey("key")
    _may_draw()
    plan = checked_flow(key, definition)
    flow, _ = Flow.objects.select_for_update().get_or_create(key=key, defaults={"version": 0, "definition": {}})
    last = flow.versions.aggregate(last=Max("version"))["last"] or flow.version
    by = actor.name if actor else ""
    row = flow.versions.create(
        version=last + 1, definition=definition, layout=layout, note=note.strip()[:200], author=by
    )
    speech.do_speak(row, plan)  # what cannot be spoken here is a flaw that keeps it from answering
    if actor is not None:
        audit.record(actor, "voice.flow_version", key, f"version {row.version}")
    return row


@transaction.atomic
def do_activate_flow(key: str, version: int, *, actor: Actor | None = None) -> Flow:
    """Let a version answer from now on; calls under way keep theirs. Raises NotFound, FlowFlawed, NotPlaced."""
    _may_draw()
    flow = Flow.objects.select_for_update().filter(key=key).first()
    row = flow.versions.filter(version=version).first() if flow else None
    if flow is None or row is None:
        raise NotFound("version")
    plan = checked_flow(key, row.definition)
    found = drawing.flaws(plan) or speech.do_speak(row, plan)
    if found:
        raise FlowFlawed("definition", flaws=[f"{flaw.node}.{flaw.field}: {flaw.code}" for flaw in found])
    speech.do_place(row)
    flow.version, flow.definition = row.version, row.definition
    flow.save(update_fields=["version", "definition"])
    flow.activations.create(version=row.version, by=actor.name if actor else "")
    _changed(actor, "voice.flow", key, f"version {row.version}")
    return flow


@transaction.atomic
def do_return_flow(key: str, *, actor: Actor) -> Flow:
    """Let answer again what answered before. Raises NotFound, NoFormerVersion, FlowFlawed."""
    flow = Flow.objects.filter(key=key).first()
    if flow is None:
        raise NotFound("key")
    former = flow.activations.exclude(version=flow.version).first()
    if former is None:
        raise NoFormerVersion
    return do_activate_flow(key, former.version, actor=actor)


def _may_draw() -> None:
    if not drawing.may_draw():
        raise FlowNotOfHere


def _changed(actor: Actor | None, action: str, thing: str, detail: str) -> None:
    numbering.do_mark_plan_changed()
    if actor is not None:
        audit.record(actor, action, thing, detail)
