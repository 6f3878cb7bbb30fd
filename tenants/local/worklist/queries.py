"""Reading written work of the entered tenant, and its rules as parts of the routing plan."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet

from hotline import tenancy
from telephony.contracts.work import CapacityPlan

from . import media
from .models import AgentCapacity, MediumRule, WorkItem, WorkPause, WorkSettings, WorkState, WorkStep

BOXES = ("WAITING", "OFFERED", "IN_HAND", "OPEN", "DONE", "ALL")


@dataclass(frozen=True, slots=True)
class Rule:
    """A medium's rule. ``plugged``: things of this medium come here."""

    medium: str
    is_on: bool
    queue: str
    priority: int
    weight: int
    plugged: bool


def worker(agent_number: str, name: str) -> str:
    """How somebody stands in ``taken_by``."""
    return agent_number or name[:16]


def settings() -> WorkSettings:
    """How work is handed out here; the usual figures before anybody has set them."""
    return WorkSettings.objects.first() or WorkSettings()


def rules() -> list[Rule]:
    """One rule for each medium that can come here."""
    rows = {row.medium: row for row in MediumRule.objects.all()}
    found = []
    for medium in media.plugged():
        row = rows.get(medium.value) or MediumRule(medium=medium.value)
        found.append(Rule(medium.value, row.is_on, row.queue, row.priority, row.weight, plugged=True))
    return found


def rule_in_force(medium: str) -> MediumRule | None:
    """The rule of a medium that is handed out, None while it is not."""
    return MediumRule.objects.filter(medium=medium, is_on=True).exclude(queue="").first()


def capacity_plan() -> CapacityPlan:
    """What the engine must know of it."""
    row = settings()
    return CapacityPlan(
        tenant=tenancy.current(),
        capacity=row.capacity,
        weights={rule.medium: rule.weight for rule in MediumRule.objects.order_by("medium")},
        call_weight=row.call_weight,
        blocks_calls=row.blocks_calls,
        offer_seconds=row.offer_seconds,
        pause_seconds=row.pause_seconds,
    )


def agent_capacities() -> dict[str, int]:
    """Agent number -> capacity, of those who have another than the rest."""
    return dict(AgentCapacity.objects.values_list("agent_number", "capacity"))


def items(box: str = "OPEN", medium: str = "", queue: str = "", agent: str = "", text: str = "") -> QuerySet[WorkItem]:
    """The pieces of a box (BOXES), open ones oldest first, others newest first. ``text``: part of title or sender."""
    rows = WorkItem.objects.all()
    if box == "OPEN":
        rows = rows.exclude(state=WorkState.DONE)
    elif box != "ALL":
        rows = rows.filter(state=box)
    if box in ("DONE", "ALL"):
        rows = rows.order_by("-arrived_at", "-id")
    for name, value in (("medium", medium), ("queue", queue), ("agent", agent)):
        if value:
            rows = rows.filter(**{name: value})
    if text := text.strip():
        rows = rows.filter(Q(title__icontains=text) | Q(sender__icontains=text.lstrip("0") or text))
    return rows


def item(work_id: str) -> WorkItem | None:
    """One piece."""
    return WorkItem.objects.filter(work_id=work_id).first()


def of_agent(agent: str) -> list[WorkItem]:
    """What is offered to an agent (key) or in their hands: offers first, then by when it was taken."""
    rows = WorkItem.objects.filter(agent=agent, state__in=(WorkState.OFFERED, WorkState.IN_HAND))
    return sorted(rows, key=lambda row: (row.state == WorkState.IN_HAND, row.accepted_at or row.offered_at, row.pk))


def pause_of(agent: str) -> WorkPause | None:
    """Why an agent (key) is offered no written work."""
    return WorkPause.objects.filter(agent=agent).first()


def waiting_by_queue() -> dict[str, dict[str, tuple[int, datetime]]]:
    """Queue key -> medium -> (pieces that wait, since when the oldest): the books, for when the engine is away."""
    rows = WorkItem.objects.filter(state=WorkState.WAITING).values("queue", "medium")
    found: dict[str, dict[str, tuple[int, datetime]]] = {}
    for row in rows.annotate(count=Count("id"), since=Min("arrived_at")).order_by("queue", "medium"):
        found.setdefault(row["queue"], {})[row["medium"]] = (row["count"], row["since"])
    return found


def in_hand_by_agent() -> dict[str, int]:
    """Agent key -> pieces offered or in hand."""
    rows = WorkItem.objects.filter(state__in=(WorkState.OFFERED, WorkState.IN_HAND)).order_by()
    return dict(rows.values_list("agent").annotate(count=Count("id")))


def waiting_by_medium() -> dict[str, int]:
    """Medium -> pieces that wait."""
    rows = WorkItem.objects.filter(state=WorkState.WAITING).order_by()
    return dict(rows.values_list("medium").annotate(count=Count("id")))


def is_on() -> bool:
    """Is any medium handed out here?"""
    return MediumRule.objects.filter(is_on=True).exists()


def course(work_id: str) -> list[WorkStep]:
    """The way of one piece so far."""
    return list(WorkStep.objects.filter(item__work_id=work_id))


def rules_are_set() -> bool:
    """Has anybody set how work is handed out here?"""
    return WorkSettings.objects.exists()
