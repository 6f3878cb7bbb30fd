"""The one door over the county line: a case under lock wherever it stands, changed everywhere in one transaction.

A case that the origin gave to another tenant has a row in both schemas. Every change is written to both, each with its
event and its card. Locks are taken in one order, the origin's first, so that two sides cannot block each other.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import NotFound
from telephony.contracts.work import WorkMedium
from tenants.local.worklist import actions as worklist
from tenants.shared.scoreboard import actions as scoreboard

from .. import queries
from ..errors import StaleVersion
from ..models import Case, CaseEvent, Category
from ..queries.boxes import in_reach
from ..rules import CaseState
from .announcing import announce

#: what a counterpart takes over from the origin's row
COPIED = (
    "number",
    "kind",
    "title",
    "content",
    "address",
    "urgency",
    "reporter_name",
    "reporter_phone",
    "locale",
    "medium",
    "registered_at",
    "registered_by",
    "origin",
    "reply",
)


@dataclass
class Held:
    """A case under lock: tenant -> its row, the origin's first."""

    actor: Actor
    rows: dict[str, Case]
    at: datetime = field(default_factory=timezone.now)

    @property
    def own(self) -> Case:
        """The row of the actor's tenant."""
        return self.rows[self.actor.tenant]

    def inside(self, tenant: str, step: str) -> AbstractContextManager[None]:
        """Stand in ``tenant`` for ``step``; from the other side of the line this is written down there."""
        return tenancy.crossing(tenant, actor=self.actor, reason=f"case {self.own.number}: {step}")

    def write(
        self, action: str, *, to_state: str | None = None, note: str = "", key: str | None = None, **shared: Any
    ) -> None:
        """Set ``shared`` fields and the state on every row, with an event each. None leaves the state as it is."""
        for tenant, row in self.rows.items():
            before = row.state
            row.state = to_state or before
            for name, value in shared.items():
                setattr(row, name, value)
            row.version += 1
            with self.inside(tenant, action):
                row.save()
                write_event(row, self.actor, action, self.at, from_state=before, note=note, key=key)
                keep_card(row)
                if before == CaseState.REGISTERED and row.state != before:
                    worklist.do_close(WorkMedium.WEB, row.number, action)
                announce(row.number)


def hold(actor: Actor, number: str, version: int | None = None) -> Held:
    """Lock a case everywhere. Raises NotFound("number"), StaleVersion. In the caller's transaction."""
    glimpse = Case.objects.filter(number=number).select_related("department").first()
    if glimpse is None or not in_reach(actor, glimpse):
        raise NotFound("number", number=number)
    tenants = [actor.tenant] if glimpse.released_at else list(dict.fromkeys((glimpse.origin, glimpse.handler)))
    rows: dict[str, Case] = {}
    for tenant in tenants:
        with tenancy.crossing(tenant, actor=actor, reason=f"case {number}: LOCK"):
            locked = Case.objects.select_for_update(of=("self",)).select_related("department", "category")
            rows[tenant] = locked.get(number=number)
    own = rows[actor.tenant]
    moved = (own.handler, own.released_at) != (glimpse.handler, glimpse.released_at)
    if moved or (version is not None and own.version != version):
        raise StaleVersion("version", version=own.version)
    return Held(actor, rows)


def give_to_tenant(held: Held, tenant: str) -> None:
    """Make ``tenant`` the handler: its row is made, or taken up again, and from now on part of every change."""
    take_back(held, keep=tenant)
    origin = held.own
    if tenant not in held.rows:
        past = list(CaseEvent.objects.filter(case=origin).order_by("at", "id"))
        with held.inside(tenant, "GIVE"):
            held.rows[tenant] = _counterpart(origin, past)
    for row in held.rows.values():
        row.handler, row.department, row.released_at = tenant, None, None


def take_back(held: Held, keep: str | None = None) -> None:
    """The origin is the handler again; a former handler keeps its history, but the case is no longer its own."""
    origin = held.own
    for tenant in [tenant for tenant in held.rows if tenant not in (origin.origin, keep)]:
        row = held.rows.pop(tenant)
        row.handler, row.released_at, row.version = origin.origin, held.at, row.version + 1
        with held.inside(tenant, "RELEASE"):
            row.save()
            write_event(row, held.actor, "RELEASE", held.at, from_state=row.state)
            scoreboard.do_drop_card(tenant, row.number)
            announce(row.number)
    origin.handler, origin.department = origin.origin, None


def write_event(
    row: Case,
    actor: Actor,
    action: str,
    at: datetime,
    *,
    from_state: str = "",
    note: str = "",
    key: str | None = None,
) -> None:
    """One line of history in the entered tenant."""
    CaseEvent.objects.create(
        case=row,
        at=at,
        action=action,
        from_state=from_state,
        to_state=row.state,
        actor_id=actor.user_id,
        actor_name=actor.name,
        actor_tenant=actor.tenant,
        note=note,
        due_at=row.due_at,
        key=key,
    )


def keep_card(row: Case) -> None:
    """The case as the city's boards see it, from the entered tenant."""
    unit = queries.unit_of(row)
    scoreboard.do_keep_card(
        tenancy.current(),
        row.number,
        kind=row.kind,
        state=row.state,
        title=row.title,
        reporter_phone=row.reporter_phone,
        unit=unit.key if unit else "",
        registered_at=row.registered_at,
        due_at=row.due_at,
        changed_at=timezone.now(),
    )


def _counterpart(origin: Case, past: list[CaseEvent]) -> Case:
    """The row in the entered tenant, with the origin's history so far (``past``)."""
    row = Case.objects.select_for_update().filter(number=origin.number).first()
    since = row.released_at if row else None
    if row is None:
        row = Case(call_id="", version=0)
    for name in COPIED:
        setattr(row, name, getattr(origin, name))
    row.category = Category.objects.filter(code=origin.category.code).first() if origin.category else None
    row.state, row.due_at, row.search = origin.state, origin.due_at, origin.search
    row.handler, row.released_at = tenancy.current(), None
    row.save()
    news = [event for event in past if since is None or event.at > since]
    for event in news:
        event.pk, event.case = None, row
    CaseEvent.objects.bulk_create(news)
    return row
