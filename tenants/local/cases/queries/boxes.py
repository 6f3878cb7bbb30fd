"""The boxes: what waits for whom, lists with filters, and the numbers on the badges."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from hotline.kernel import bigrams
from hotline.kernel.actor import Actor
from hotline.kernel.permissions import Permission
from hotline.kernel.phone import to_e164
from tenants.local.citizens.queries import contains

from .. import rules
from ..models import Case, Report

SORTS = {
    "registeredAt": ("registered_at", "id"),
    "-registeredAt": ("-registered_at", "-id"),
    "dueAt": ("due_at", "id"),
    "-dueAt": ("-due_at", "-id"),
    "number": ("number",),
    "-number": ("-number",),
    "changedAt": ("changed_at", "id"),
    "-changedAt": ("-changed_at", "-id"),
}


class Box(StrEnum):
    """INBOX: for us to act. REVIEW: for us to judge. CALLBACK: citizens to call. ALL: everything we may see."""

    INBOX = "inbox"
    REVIEW = "review"
    CALLBACK = "callback"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a list is narrowed to; empty means everything. ``unit`` is a unit's key, ``tenant`` origin or handler."""

    box: str = Box.ALL
    states: tuple[str, ...] = ()
    kind: str | None = None
    text: str = ""
    phone: str = ""
    unit: str | None = None
    tenant: str | None = None
    overdue: bool = False
    registered_from: datetime | None = None
    registered_to: datetime | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers on the badges."""

    inbox: int
    review: int
    callback: int
    overdue: int


def cases(actor: Actor, wanted: CaseFilter | None = None, sort: str = "-registeredAt") -> QuerySet[Case]:
    """The cases that ``actor`` may see, narrowed; unknown ``sort`` sorts by registration. Slice it for a page."""
    wanted = wanted or CaseFilter()
    rows = _visible(actor).filter(_box(actor, wanted.box))
    if wanted.states:
        rows = rows.filter(state__in=wanted.states)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.phone.strip():
        rows = rows.filter(reporter_phone=to_e164(wanted.phone) or wanted.phone.strip())
    if wanted.unit:
        rows = rows.filter(_unit(wanted.unit))
    if wanted.tenant:
        rows = rows.filter(Q(origin=wanted.tenant) | Q(handler=wanted.tenant))
    if wanted.overdue:
        rows = rows.filter(_overdue())
    if wanted.registered_from:
        rows = rows.filter(registered_at__gte=wanted.registered_from)
    if wanted.registered_to:
        rows = rows.filter(registered_at__lt=wanted.registered_to)
    if text := wanted.text.strip():
        rows = rows.filter(_text(text))
    return rows.order_by(*SORTS.get(sort, SORTS["-registeredAt"]))


def case(actor: Actor, number: str) -> Case | None:
    """One case with everything that its page shows; None when it is not here or not for ``actor``."""
    related = ("events", "call_backs", "reports")
    return _visible(actor).prefetch_related(*related).filter(number=number).first()


def counts(actor: Actor) -> Counts:
    """The badges of ``actor``, in one query."""
    found = _visible(actor).aggregate(
        inbox=Count("pk", filter=_box(actor, Box.INBOX)),
        review=Count("pk", filter=_box(actor, Box.REVIEW)),
        callback=Count("pk", filter=_box(actor, Box.CALLBACK)),
        overdue=Count("pk", filter=_overdue()),
    )
    return Counts(**found)


def allowed_actions(actor: Actor, row: Case) -> tuple[rules.CaseAction, ...]:
    """What ``actor`` may do with the case now."""
    if not in_reach(actor, row):
        return ()
    state, sides = rules.CaseState(row.state), row.sides(actor.tenant)
    allowed = rules.allowed_actions(state, sides, actor.permissions)
    if rules.may_assign(state, sides) and actor.may(Permission.CASE_DISPATCH):
        return (*allowed, rules.CaseAction.DISPATCH)
    return allowed


def reports_on(row: Case) -> int:
    """How many citizens raised it, merged ones counted."""
    return Report.objects.filter(case=row).count()


def bound_to(actor: Actor) -> str:
    """The department whose cases are the only ones for ``actor``; empty for who works for the whole tenant."""
    return "" if actor.may(Permission.CASE_DISPATCH) or actor.may(Permission.CASE_CROSS) else actor.department_code


def in_reach(actor: Actor, row: Case) -> bool:
    """May ``actor`` see the case at all? The same rule as for lists, on one row."""
    if not actor.may(Permission.CASE_VIEW):
        return False
    department = bound_to(actor)
    if not department:
        return True
    if row.department is not None:
        return row.department.code == department
    return row.handler == actor.tenant != row.origin


def _visible(actor: Actor) -> QuerySet[Case]:
    rows = Case.objects.defer("search").select_related("category", "citizen", "department", "master")
    if not actor.may(Permission.CASE_VIEW):
        return rows.none()
    if department := bound_to(actor):
        # what came over the line and has no department yet is for every department to take
        from_outside = Q(department=None, handler=actor.tenant) & ~Q(origin=actor.tenant)
        rows = rows.filter(Q(department__code=department) | from_outside)
    return rows


def _box(actor: Actor, box: str) -> Q:
    ours, here = Q(origin=actor.tenant), Q(handler=actor.tenant, released_at=None)
    match box:
        case Box.INBOX:
            to_do = here & Q(state__in=rules.WITH_HANDLER)
            if not bound_to(actor):
                to_do |= ours & Q(state__in=rules.WITHOUT_UNIT)
            return to_do
        case Box.REVIEW:
            return ours & Q(state__in=rules.FOR_REVIEW)
        case Box.CALLBACK:
            return ours & Q(state__in=rules.FOR_CALL_BACK)
        case _:
            return Q()


def _overdue() -> Q:
    return Q(due_at__lt=timezone.now(), released_at=None) & ~Q(state__in=rules.RESOLVED)


def _unit(key: str) -> Q:
    sort, _, name = key.partition(":")
    if sort == "tenant":
        return Q(handler=name)
    return Q(department_id=int(name)) if name.isascii() and name.isdecimal() else Q(pk=None)


def _text(text: str) -> Q:
    if rules.is_number(text):
        return Q(number=text)
    literal = bigrams.query(text)
    found = Q(contains(literal)) if literal else Q(pk=None)
    number = to_e164(text)
    return found | Q(reporter_phone=number) if number else found
