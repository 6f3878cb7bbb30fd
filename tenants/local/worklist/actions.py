"""Handing written work in, closing it, and the rules by which it is handed out.

The engine is told after the commit, and again by ``do_keep_in_step`` until it has understood: a piece is never lost
because the engine, the bus or this process was away for a moment.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Conflict, Invalid, NotFound
from telephony import facade
from telephony.contracts import work as wk
from telephony.contracts.commands import RefusalCode
from tenants.local.people.models import Agent
from tenants.shared.numbering import actions as numbering

from . import media, queries
from .errors import StillOpen, UnknownQueue, UnknownWork, WorkOutOfRange
from .models import AgentCapacity, MediumRule, WorkItem, WorkPause, WorkSettings, WorkState

AGAIN_AFTER = timedelta(seconds=3)
AT_A_TIME = 50
KNOWS_SECONDS = 180.0
"""So long what an agent began waits for them while they are busy; they may be in a call."""
ANSWER_WAIT = 1.0  # seconds
RANGES = {"capacity": (1, 20), "call_weight": (0, 20), "offer_seconds": (10, 600), "pause_seconds": (0, 3600)}
MEDIUM_RANGES = {"priority": (-9, 99), "weight": (1, 20)}
AGENT_RANGE = (0, 20)

# ------------------------------------------------------------------------------------------- from the media


@transaction.atomic
def do_arrive(medium: wk.WorkMedium, arrival: media.Arrival) -> WorkItem | None:
    """Something came. None while the medium is not handed out here; the same thing again changes nothing."""
    rule = queries.rule_in_force(medium.value)
    if rule is None:
        return None
    known = WorkItem.objects.select_for_update().filter(medium=medium.value, source=arrival.source)
    if is_open := known.exclude(state=WorkState.DONE).first():
        return is_open
    passage = known.count() + 1
    row = WorkItem.objects.create(
        work_id=f"{tenancy.current()}:{medium.value.lower()}:{arrival.source}" + (f"#{passage}" if passage > 1 else ""),
        medium=medium.value,
        source=arrival.source,
        title=arrival.title[:200],
        sender=arrival.sender[:120],
        queue=arrival.queue or rule.queue,
        priority=rule.priority,
        language=arrival.language,
        business=arrival.business,
        knows=f"{tenancy.current()}:{arrival.knows}" if arrival.knows else "",
        arrived_at=arrival.arrived_at,
        sent_at=timezone.now(),
    )
    _send(enqueueing(row))
    return row


@transaction.atomic
def do_close(medium: wk.WorkMedium, source: str, outcome: str = "DONE") -> WorkItem | None:
    """It is dealt with, by whomever. None when it was not (or no more) among the work."""
    row = WorkItem.objects.select_for_update().filter(medium=medium.value, source=source)
    found = row.exclude(state=WorkState.DONE).first()
    return _close(found, outcome) if found else None


def _close(row: WorkItem, outcome: str) -> WorkItem:
    row.state, row.done_at, row.outcome = WorkState.DONE, timezone.now(), outcome
    row.sent_at, row.offered_until = row.done_at, None
    row.save(update_fields=["state", "done_at", "outcome", "sent_at", "offered_until"])
    row.steps.create(at=row.done_at, step="DONE", detail=outcome)
    _send(withdrawing(row))
    return row


@transaction.atomic
def do_release(medium: wk.WorkMedium, arrival: media.Arrival) -> None:
    """Nobody is to have it any more: whoever has it in hand gives it back; what is not among the work comes anew."""
    row = do_arrive(medium, arrival)
    if row and row.state == WorkState.IN_HAND:
        _send(wk.ReturnWork(command_id=uuid4().hex, work_id=row.work_id, agent=row.agent))


@transaction.atomic
def do_withdraw(actor: Actor, work_id: str, reason: str) -> WorkItem:
    """Hand a piece out no more: it stays where it is kept, to be dealt with from there. Raises NotFound."""
    row = WorkItem.objects.select_for_update().filter(work_id=work_id).exclude(state=WorkState.DONE).first()
    if row is None:
        raise NotFound("work_id")
    audit.record(actor, "work.withdrawn", work_id, reason.strip()[:200])
    return _close(row, "WITHDRAWN")


# --------------------------------------------------------------------------------------------- to the engine


def enqueueing(row: WorkItem) -> wk.EnqueueWork:
    """What the engine must know of a piece."""
    return wk.EnqueueWork(
        command_id=uuid4().hex,
        work_id=row.work_id,
        tenant=tenancy.current(),
        medium=wk.WorkMedium(row.medium),
        queue=row.queue,
        enqueued_at=row.arrived_at.timestamp(),
        priority=row.priority,
        language=row.language,
        caller=row.sender if row.sender.startswith("+") else "",
        business=row.business or None,
        knows=row.knows,
        knows_seconds=KNOWS_SECONDS if row.knows else 0.0,
    )


def withdrawing(row: WorkItem) -> wk.WithdrawWork:
    """The piece is done with."""
    return wk.WithdrawWork(command_id=uuid4().hex, work_id=row.work_id, reason=row.outcome)


def _send(command: wk.WorkCommand) -> None:
    transaction.on_commit(partial(facade.submit, command, wait=0), robust=True)


def do_keep_in_step() -> int:
    """Tell the engine again what it has not understood yet, oldest first; how many pieces it now has right."""
    now = timezone.now()
    stale = WorkItem.objects.filter(sent_at__lt=now - AGAIN_AFTER)
    told = 0
    for row in stale.filter(told=False).exclude(state=WorkState.DONE)[:AT_A_TIME]:
        if (refusal := _refusal(enqueueing(row))) is RefusalCode.ENGINE_AWAY:
            return told
        told += refusal is None
        WorkItem.objects.filter(pk=row.pk).update(told=refusal is None, sent_at=now)
    for row in stale.filter(state=WorkState.DONE, forgotten=False)[:AT_A_TIME]:
        if _refusal(withdrawing(row)) is RefusalCode.ENGINE_AWAY:
            return told
        told += WorkItem.objects.filter(pk=row.pk).update(forgotten=True)
    return told


def _refusal(command: wk.WorkCommand) -> RefusalCode | None:
    return facade.submit(command, wait=ANSWER_WAIT).refusal


def do_forget(before: datetime) -> list[str]:
    """An engine that began with nothing knows no work: what was open waits again. Keys of the agents who had some."""
    rows = WorkItem.objects.exclude(state=WorkState.DONE).filter(sent_at__lt=before)
    agents = sorted(set(rows.exclude(agent="").values_list("agent", flat=True)))
    rows.update(state=WorkState.WAITING, agent="", offered_until=None, accepted_at=None, told=False)
    WorkPause.objects.all().delete()
    return agents


def check_here(work_id: str) -> WorkItem:
    """The open work. Raises UnknownWork when there is none here by that id."""
    row = WorkItem.objects.filter(work_id=work_id).exclude(state=WorkState.DONE).first()
    if row is None:
        raise UnknownWork("work_id")
    return row


def check_filed(work_id: str) -> None:
    """Raises StillOpen while the thing that the work is about is not dealt with where it is kept, or UnknownWork."""
    row = check_here(work_id)
    source = media.source_of(row.medium)
    if source and source.is_open(row.source):
        raise StillOpen("work_id")


def check_may_move(work_id: str, queue: str) -> None:
    """Raises UnknownWork for work that is not open here, UnknownQueue for another tenant's."""
    check_here(work_id)
    if queue.partition(".")[0] != tenancy.current():
        raise UnknownQueue("queue")


def note_moved(actor: Actor, work_id: str, queue: str) -> None:
    """It is written down who moved it."""
    audit.record(actor, "work.moved", work_id, queue)


# -------------------------------------------------------------------------------------------------- the rules


@transaction.atomic
def do_set_rules(
    actor: Actor,
    revision: int,
    settings: Mapping[str, Any],
    rules: Sequence[Mapping[str, Any]],
    queues: Collection[str],
) -> WorkSettings:
    """How work is handed out from now on; ``queues``: those that there are. A medium that is switched on brings what is
    open of it, one that is switched off takes back what nobody has in hand yet.

    Raises Conflict("revision"), OutOfRange, UnknownQueue, Invalid (no such medium here); nothing is changed then.
    """
    row = WorkSettings.objects.select_for_update().first() or WorkSettings.objects.create()
    if row.revision != revision:
        raise Conflict("revision")
    _check(settings, RANGES)
    for rule in rules:
        if media.source_of(rule["medium"]) is None:
            raise Invalid("medium")
        _check(rule, MEDIUM_RANGES)
        if rule["is_on"] and rule["queue"] not in queues:
            raise UnknownQueue("queue")
    for name, value in settings.items():
        setattr(row, name, value)
    row.revision += 1
    row.save()
    for rule in rules:
        _set_rule(rule)
    numbering.do_mark_plan_changed()
    told = ", ".join(f"{name}={settings[name]}" for name in sorted(settings))
    on = ", ".join(f"{rule['medium']}={rule['queue']}" for rule in rules if rule["is_on"])
    audit.record(actor, "work.rules", "written work", f"{told}; {on or '-'}")
    return row


def _check(given: Mapping[str, Any], ranges: Mapping[str, tuple[int, int]]) -> None:
    for name, (low, high) in ranges.items():
        if name in given and not low <= given[name] <= high:
            raise WorkOutOfRange(name, low=low, high=high)


def _set_rule(rule: Mapping[str, Any]) -> None:
    medium = wk.WorkMedium(rule["medium"])
    was = queries.rule_in_force(medium.value) is not None
    values = {name: rule[name] for name in ("is_on", "queue", "priority", "weight")}
    MediumRule.objects.update_or_create(medium=medium.value, defaults=values)
    source = media.source_of(medium.value)
    if rule["is_on"] and not was and source:
        for arrival in source.open_arrivals():
            do_arrive(medium, arrival)
    elif was and not rule["is_on"]:
        for row in WorkItem.objects.filter(medium=medium.value, state__in=(WorkState.WAITING, WorkState.OFFERED)):
            _close(row, "SWITCHED_OFF")


@transaction.atomic
def do_set_agent_capacity(actor: Actor, agent_number: str, capacity: int | None) -> None:
    """Another capacity for one agent, None: as the rest. Raises NotFound, OutOfRange."""
    if not Agent.objects.filter(agent_number=agent_number, is_active=True).exists():
        raise NotFound("agent_number")
    if capacity is None:
        AgentCapacity.objects.filter(agent_number=agent_number).delete()
    elif AGENT_RANGE[0] <= capacity <= AGENT_RANGE[1]:
        AgentCapacity.objects.update_or_create(agent_number=agent_number, defaults={"capacity": capacity})
    else:
        raise WorkOutOfRange("capacity", low=AGENT_RANGE[0], high=AGENT_RANGE[1])
    numbering.do_mark_plan_changed()
    audit.record(actor, "work.capacity", agent_number, "-" if capacity is None else str(capacity))
