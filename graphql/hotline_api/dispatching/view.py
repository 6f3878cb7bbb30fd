"""A dispatch as plain data, for queries and for those who watch it."""

from dataclasses import dataclass
from datetime import datetime

from hotline_api.core.payload import Payload
from tenants.local.dispatching import queries
from tenants.local.dispatching.models import Dispatch, DispatchUnit, DutyContact


@dataclass(frozen=True)
class AttemptView:
    """One call to a unit."""

    attempt: int
    number: str
    call_id: str
    dialled_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    outcome: str | None
    key: str


@dataclass(frozen=True)
class UnitView:
    """A unit of a dispatch."""

    id: int
    name: str
    person: str
    department_code: str
    numbers: list[str]
    state: str
    tries: int
    next_at: datetime | None
    settled_at: datetime | None
    attempts: list[AttemptView]


@dataclass(frozen=True)
class DispatchView(Payload):
    """A dispatch; ``units`` empty in lists."""

    id: int
    title: str
    messages: list[str]
    text: str
    language: str
    case_number: str | None
    tries: int
    interval_seconds: float
    ring_seconds: float
    state: str
    started_by: str
    started_at: datetime
    ended_at: datetime | None
    unit_count: int
    accepted_count: int
    units: list[UnitView]


@dataclass(frozen=True)
class DutyView:
    """An entry of the duty list."""

    id: int
    department_code: str
    department_names: dict[str, str]
    name: str
    numbers: list[str]
    weekdays: list[int]
    from_minute: int
    to_minute: int
    note: str
    on_duty: bool


def build_dispatch(pk: int) -> DispatchView | None:
    """One dispatch of the entered tenant with all that belongs to it."""
    row = queries.dispatch(pk)
    if row is None:
        return None
    units = [_unit(unit) for unit in row.units.all()]
    return dispatch_view(row, units, len(units), sum(unit.state == "ACCEPTED" for unit in units))


def dispatch_view(row: Dispatch, units: list[UnitView], unit_count: int, accepted_count: int) -> DispatchView:
    """A row of the list, or a whole dispatch."""
    return DispatchView(
        id=row.pk,
        title=row.title,
        messages=list(row.prompts),
        text=row.text,
        language=row.language,
        case_number=row.case_number or None,
        tries=row.tries,
        interval_seconds=row.interval_seconds,
        ring_seconds=row.ring_seconds,
        state=row.state,
        started_by=row.started_by,
        started_at=row.started_at,
        ended_at=row.ended_at,
        unit_count=unit_count,
        accepted_count=accepted_count,
        units=units,
    )


def _unit(row: DispatchUnit) -> UnitView:
    attempts = [
        AttemptView(
            attempt=each.attempt,
            number=each.number,
            call_id=each.call_id,
            dialled_at=each.dialled_at,
            answered_at=each.answered_at,
            ended_at=each.ended_at,
            outcome=each.outcome or None,
            key=each.key,
        )
        for each in row.attempts.all()
    ]
    return UnitView(
        id=row.pk,
        name=row.name,
        person=row.person,
        department_code=row.department_code,
        numbers=list(row.numbers),
        state=row.state,
        tries=row.tries,
        next_at=row.next_at,
        settled_at=row.settled_at,
        attempts=attempts,
    )


def duty_view(row: DutyContact) -> DutyView:
    """An entry of the duty list, as of now."""
    return DutyView(
        id=row.pk,
        department_code=row.department.code,
        department_names=row.department.names,
        name=row.name,
        numbers=list(row.numbers),
        weekdays=list(row.weekdays),
        from_minute=row.from_minute,
        to_minute=row.to_minute,
        note=row.note,
        on_duty=queries.is_on_duty(row),
    )
