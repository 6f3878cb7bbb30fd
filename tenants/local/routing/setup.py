"""Setting up queues, skills and numbers: each change leaves a plan that the engine can use, or is undone."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Conflict, NotFound, Required
from telephony import facade
from telephony.contracts.plan import CalledNumberPlan
from telephony.contracts.plan_check import flaws_of_plan
from tenants.local.people.models import Agent
from tenants.local.voice import actions as voice
from tenants.local.voice import rules
from tenants.local.voice.errors import CallersWait, InvalidQueue, QueueExists
from tenants.local.voice.models import Queue, QueueSkill
from tenants.local.worklist import actions as worklist
from tenants.local.worklist.models import WorkSettings
from tenants.shared.numbering import actions as numbering
from tenants.shared.numbering import queries as numbers
from tenants.shared.numbering.errors import PlanFlawed
from tenants.shared.registry import queries as registry

from .errors import CityOnly
from .routing_plan import build


@contextmanager
def _usable() -> Iterator[None]:
    """Raises PlanFlawed, and nothing is done, when what is done inside leads nowhere."""
    with transaction.atomic():
        before = set(flaws_of_plan(build(0)))
        yield
        if fresh := [flaw for flaw in flaws_of_plan(build(0)) if flaw not in before]:
            raise PlanFlawed(flaws="; ".join(fresh))


def _of_the_city(actor: Actor) -> None:
    with tenancy.entered_public():
        if not registry.tenant(actor.tenant).is_city:
            raise CityOnly


def _locked(key: str, revision: int) -> Queue:
    row = Queue.objects.select_for_update().filter(key=key).first()
    if row is None:
        raise NotFound("key")
    if row.revision != revision:
        raise Conflict("revision")
    return row


def do_add_queue(actor: Actor, role: str, name: str, settings: Mapping[str, Any]) -> Queue:
    """A new waiting line. Raises InvalidQueue, QueueExists, Required, and what ``do_keep_queue`` raises."""
    key = rules.key_of(actor.tenant, role)
    if key is None:
        raise InvalidQueue("role")
    if not name.strip():
        raise Required("name")
    with _usable():
        if Queue.objects.filter(key=key).exists():
            raise QueueExists("role")
        return voice.do_keep_queue(key, role, name.strip()[:64], actor=actor, **settings)


def do_change_queue(actor: Actor, key: str, revision: int, name: str, settings: Mapping[str, Any]) -> Queue:
    """Change a waiting line that nobody has changed since ``revision``.

    Raises NotFound, Conflict, Required, PlanFlawed.
    """
    if not name.strip():
        raise Required("name")
    with _usable():
        row = _locked(key, revision)
        Queue.objects.filter(pk=row.pk).update(revision=row.revision + 1)
        return voice.do_keep_queue(key, row.role, name.strip()[:64], actor=actor, **settings)


def do_close_queue(actor: Actor, key: str, revision: int, sure: bool) -> Queue:
    """Take no more callers in; those who wait go to the queue of the same role, else the city's.

    Raises NotFound, Conflict, CallersWait (unless ``sure``), PlanFlawed (something still leads here).
    """
    waiting = int(facade.live_queues().get(key, {}).get("waiting") or 0)
    with _usable():
        row = _locked(key, revision)
        if waiting and not sure:
            raise CallersWait(count=waiting)
        return _set_open(actor, row, False)


def do_open_queue(actor: Actor, key: str, revision: int) -> Queue:
    """Take callers in again. Raises NotFound, Conflict."""
    with _usable():
        return _set_open(actor, _locked(key, revision), True)


def _set_open(actor: Actor, row: Queue, is_open: bool) -> Queue:
    row.is_active, row.revision = is_open, row.revision + 1
    row.save(update_fields=["is_active", "revision"])
    numbering.do_mark_plan_changed()
    audit.record(actor, "voice.queue", row.key, "opened" if is_open else "closed")
    return row


@transaction.atomic
def do_set_skill(actor: Actor, agent_number: str, queue: str, level: int | None, was: int | None) -> None:
    """Let an agent serve a queue at ``level``, None: no longer. ``was``: the level that the screen showed.

    Raises NotFound, Conflict, OutOfRange.
    """
    agent = Agent.objects.select_for_update().filter(agent_number=agent_number, is_active=True).first()
    line = Queue.objects.filter(key=queue).first()
    if agent is None or line is None:
        raise NotFound("agent_number" if agent is None else "queue")
    now = QueueSkill.objects.filter(agent=agent, queue=line).values_list("level", flat=True).first()
    if now != was:
        raise Conflict("level")
    if level is None:
        voice.do_drop_skill(line, agent, actor=actor)
    else:
        voice.do_keep_skill(line, agent, level, actor=actor)


def do_set_work_rules(
    actor: Actor, revision: int, settings: Mapping[str, Any], rules: Sequence[Mapping[str, Any]]
) -> WorkSettings:
    """How written work is handed out. Raises what ``worklist.do_set_rules`` raises."""
    queues = set(Queue.objects.filter(is_active=True).values_list("key", flat=True))
    return worklist.do_set_rules(actor, revision, settings, rules, queues)


def do_set_number(actor: Actor, number: str, flow: str, language: str, priority: int, tenant: str = "") -> None:
    """What calling ``number`` leads to, and (``tenant``) to which county it is given. A county may lead its own numbers
    to another flow; whose they are and their priority stay.

    Raises CityOnly, PlanFlawed, and what ``do_keep_called_number`` raises."""
    own = _own_number(actor, number)
    if own is None:
        _of_the_city(actor)
    else:
        priority, tenant = own.priority, own.tenant
    with _usable():
        numbering.do_keep_called_number(number, flow, language, priority, tenant=tenant, actor=actor)


def _own_number(actor: Actor, number: str) -> CalledNumberPlan | None:
    with tenancy.entered_public():
        called = numbers.called_numbers()
    return next((each for each in called if each.number == number and each.tenant == actor.tenant), None)


def do_drop_number(actor: Actor, number: str) -> None:
    """Raises CityOnly, NotFound, PlanFlawed."""
    _of_the_city(actor)
    with _usable():
        numbering.do_drop_called_number(number, actor=actor)


def do_set_area(actor: Actor, prefix: str, tenant: str) -> None:
    """Whose the callers with ``prefix`` are. Raises CityOnly, InvalidPrefix, NotFound."""
    _of_the_city(actor)
    with _usable():
        numbering.do_keep_area(prefix, tenant, actor=actor)


def do_drop_area(actor: Actor, prefix: str) -> None:
    """Raises CityOnly, NotFound."""
    _of_the_city(actor)
    with _usable():
        numbering.do_drop_area(prefix, actor=actor)
