"""Contacts as plain data; ``load`` reads what is wanted for a whole list in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects

from hotline.kernel.actor import Actor
from hotline.kernel.permissions import Permission
from hotline.kernel.phone import local_form
from hotline_api.cases.view import CaseView, RecordingView, citizen_view, recording_view
from hotline_api.cases.view import load as load_cases
from hotline_api.contacts.origin import OriginView, origins
from hotline_api.desk.view import CitizenView, TenantView, tenant_view
from hotline_api.supervision.view import ListeningView, listening_view
from tenants.local.cases import queries as cases
from tenants.local.citizens.models import Citizen, CitizenPhone
from tenants.local.contacts import queries
from tenants.local.contacts.models import Contact
from tenants.local.recordings import queries as recordings
from tenants.local.supervision import queries as supervision


@dataclass(frozen=True)
class TraceStepView:
    """One step of the way."""

    at: datetime
    step: str
    detail: str


@dataclass(frozen=True)
class LegView:
    """A channel that took part."""

    leg: str
    kind: str
    party: str
    started_at: datetime
    ended_at: datetime | None
    cause: int | None


@dataclass(frozen=True)
class PartView:
    """An agent's part, from the offer on."""

    agent: str
    seat: str
    queue: str
    offered_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    outcome: str
    talked_seconds: float


@dataclass(frozen=True)
class ContactView:
    """A contact; lists hold only what was asked for."""

    id: int
    call_id: str
    medium: str
    caller: str
    called: str
    arrived_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    end_reason: str | None
    waited_seconds: float
    talked_seconds: float
    agent_number: str | None
    handled_by: TenantView | None
    listened: bool
    satisfaction: int | None = None
    listed_priority: int = 0
    free: bool = False
    origin: OriginView | None = None
    citizen: CitizenView | None = None
    cases: list[CaseView] = field(default_factory=list)
    recordings: list[RecordingView] = field(default_factory=list)
    trace: list[TraceStepView] = field(default_factory=list)
    legs: list[LegView] = field(default_factory=list)
    parts: list[PartView] = field(default_factory=list)
    listenings: list[ListeningView] = field(default_factory=list)


EVERYTHING = frozenset({"citizen", "origin", "cases", "recordings", "trace", "legs", "parts", "listenings"})


def load(actor: Actor, rows: Sequence[Contact], wanted: Collection[str] = EVERYTHING) -> list[ContactView]:
    """Views of ``rows`` with what ``wanted`` (API field names) needs; cases only as far as ``actor`` may see them."""
    related = {"trace": "steps", "legs": "legs", "parts": "engagements"}
    if rows and (needed := [relation for name, relation in related.items() if name in wanted]):
        prefetch_related_objects(rows, *needed)
    listens = actor.may(Permission.FLOOR_LISTEN)
    ears = _listenings([row.call_id for row in rows]) if "listenings" in wanted and listens else {}
    calls = [row.call_id for row in rows]
    people = citizens_by_number({_party(row) for row in rows}) if "citizen" in wanted else {}
    work = _cases(actor, calls) if "cases" in wanted else {}
    reasons = origins(rows) if "origin" in wanted else {}
    sounds = _recordings(calls) if "recordings" in wanted else {}
    return [
        ContactView(
            id=row.pk,
            call_id=row.call_id,
            medium=row.medium,
            caller=row.caller,
            called=row.called,
            arrived_at=row.arrived_at,
            answered_at=row.answered_at,
            ended_at=row.ended_at,
            end_reason=row.end_reason or None,
            waited_seconds=row.waited_seconds,
            talked_seconds=row.talked_seconds,
            agent_number=row.agent_number or None,
            handled_by=tenant_view(row.handled_by) if row.handled_by else None,
            listened=row.listened_at is not None,
            satisfaction=row.satisfaction,
            listed_priority=row.listed_priority,
            free=row.free,
            origin=reasons.get(row.pk),
            citizen=people.get(_party(row)),
            cases=work.get(row.call_id, []),
            recordings=sounds.get(row.call_id, []),
            trace=_trace(row) if "trace" in wanted else [],
            legs=_legs(row, listens) if "legs" in wanted else [],
            parts=_parts(row) if "parts" in wanted else [],
            listenings=ears.get(row.call_id, []),
        )
        for row in rows
    ]


def missed_views(rows: Sequence[queries.MissedCaller]) -> list[dict[str, Any]]:
    """Missed callers with the one citizen who has the number."""
    people = citizens_by_number([row.number for row in rows])
    return [{**asdict(row), "number_local": local_form(row.number), "citizen": people.get(row.number)} for row in rows]


def _party(row: Contact) -> str:
    """The citizen's number."""
    return row.called if row.medium == "OUTBOUND" else row.caller


def citizens_by_number(numbers: Collection[str]) -> dict[str, CitizenView]:
    """Number -> the only citizen who has it."""
    owners: dict[str, list[CitizenView]] = defaultdict(list)
    rows = Citizen.objects.filter(pk__in=CitizenPhone.objects.filter(number__in=numbers).values("citizen_id"))
    for row in rows.defer("search").prefetch_related("phones", "mails"):
        view = citizen_view(row)
        for number in view.phones:
            owners[number].append(view)
    return {number: found[0] for number, found in owners.items() if len(found) == 1}


def _cases(actor: Actor, calls: list[str]) -> dict[str, list[CaseView]]:
    rows = list(cases.cases(actor).filter(call_id__in=calls))
    found: dict[str, list[CaseView]] = defaultdict(list)
    for row, view in zip(rows, load_cases(rows), strict=True):
        found[row.call_id].append(view)
    return found


def _recordings(calls: list[str]) -> dict[str, list[RecordingView]]:
    found: dict[str, list[RecordingView]] = defaultdict(list)
    for row in recordings.of_calls(calls):
        found[row.call_id].append(recording_view(row))
    return found


def _trace(row: Contact) -> list[TraceStepView]:
    return [TraceStepView(at=step.at, step=step.step, detail=step.detail) for step in row.steps.all()]


def _legs(row: Contact, listens: bool) -> list[LegView]:
    """The ledger; who listened is for those who may listen."""
    return [
        LegView(leg.leg, leg.kind, leg.party, leg.started_at, leg.ended_at, leg.cause)
        for leg in sorted(row.legs.all(), key=lambda leg: (leg.started_at, leg.pk))
        if listens or leg.kind != "SUPERVISOR"
    ]


def _parts(row: Contact) -> list[PartView]:
    return [
        PartView(
            agent=part.agent,
            seat=part.seat,
            queue=part.queue,
            offered_at=part.offered_at,
            answered_at=part.answered_at,
            ended_at=part.ended_at,
            outcome=part.outcome,
            talked_seconds=part.talked_seconds,
        )
        for part in row.engagements.all()
    ]


def _listenings(calls: list[str]) -> dict[str, list[ListeningView]]:
    found: dict[str, list[ListeningView]] = defaultdict(list)
    for row in supervision.of_calls(calls):
        found[row.call_id].append(listening_view(row))
    return found
