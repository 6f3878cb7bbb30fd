"""Cases as plain data, built from rows of the entered tenant: for pages, lists and pushes alike.

``load`` reads what is wanted for a whole list in a fixed number of queries; ``payload`` / ``from_payload`` carry a
complete case through the channel layer, so that no subscriber asks the database.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from django.db.models import prefetch_related_objects

from hotline.kernel.actor import Actor
from hotline.notify.models import OutgoingMessage
from hotline_api.core.payload import Payload
from hotline_api.desk.view import CitizenView, TenantView, tenant_view
from tenants.local.cases import queries, rules
from tenants.local.cases.models import Case
from tenants.local.cases.queries.boxes import in_reach
from tenants.local.recordings import queries as recordings

#: field of the API -> what has to be loaded for it
RELATIONS = {"events": "events", "callBacks": "call_backs", "reports": "reports"}
EVERYTHING = frozenset({*RELATIONS, "recordings", "messages", "citizen"})


@dataclass(frozen=True)
class UnitView:
    """Who can act: a department or a tenant. ``names`` by locale."""

    key: str
    names: dict[str, str]
    is_tenant: bool
    is_open: bool


@dataclass(frozen=True)
class CategoryView:
    """A subject with the unit that usually acts."""

    id: int
    code: str
    names: dict[str, str]
    parent_id: int | None
    urgency: str
    suggested_unit: UnitView | None = None


@dataclass(frozen=True)
class DepartmentView:
    """The department that has the case, for who may see it."""

    code: str


@dataclass(frozen=True)
class CaseEventView:
    """One line of the history; ``tenant`` is where the actor stood."""

    id: int
    at: datetime
    action: str
    from_state: str | None
    to_state: str | None
    actor_name: str
    tenant: TenantView
    note: str


@dataclass(frozen=True)
class CallBackView:
    """One try to hear from the citizen."""

    id: int
    at: datetime
    contacted: bool
    resolved: bool | None
    satisfied: int | None
    note: str
    actor_name: str


@dataclass(frozen=True)
class RecordingView:
    """A recording of one of the case's calls."""

    id: int
    number: str
    kind: str
    started_at: datetime
    seconds: float
    agent_number: str
    state: str
    call_id: str = ""
    seat: str = ""


@dataclass(frozen=True)
class MessageView(Payload):
    """A message to a citizen."""

    id: int
    to: str
    body: str
    template: str
    state: str
    case_number: str
    created_at: datetime
    sent_at: datetime | None
    error: str
    provider: str


@dataclass(frozen=True)
class ReportView:
    """One raising of the matter."""

    id: int
    at: datetime
    call_id: str | None
    reporter_name: str
    reporter_phone: str
    content: str


@dataclass(frozen=True)
class CaseView(Payload):
    """A case; lists hold only what was asked for."""

    id: int
    number: str
    kind: str
    state: str
    title: str
    content: str
    address: str
    urgency: str
    reporter_name: str
    reporter_phone: str
    registered_at: datetime
    registered_by: str
    due_at: datetime | None
    clock_runs: bool
    origin: TenantView
    handler: TenantView
    reply: str
    version: int
    released: bool
    category: CategoryView | None = None
    department: DepartmentView | None = None
    unit: UnitView | None = None
    citizen: CitizenView | None = None
    events: list[CaseEventView] = field(default_factory=list)
    call_backs: list[CallBackView] = field(default_factory=list)
    recordings: list[RecordingView] = field(default_factory=list)
    messages: list[MessageView] = field(default_factory=list)
    reports: list[ReportView] = field(default_factory=list)

    def sides(self, tenant: str) -> frozenset[rules.Side]:
        """Which sides of the case ``tenant`` is."""
        return frozenset() if self.released else rules.sides_of(tenant, self.origin.key, self.handler.key)


def seen_by(actor: Actor, view: CaseView) -> bool:
    """May ``actor`` see this case of their tenant? The rule of the lists."""
    return in_reach(actor, cast(Case, _Row(view)))


def actions_of(actor: Actor, view: CaseView) -> tuple[rules.CaseAction, ...]:
    """What ``actor`` may do with the case now."""
    return queries.allowed_actions(actor, cast(Case, _Row(view)))


class _Row:
    """A view in the shape that the rules of the lists look at."""

    def __init__(self, view: CaseView) -> None:
        self.state, self.department, self.sides = view.state, view.department, view.sides
        self.origin, self.handler = view.origin.key, view.handler.key


def load(rows: Sequence[Case], wanted: Collection[str] = EVERYTHING) -> list[CaseView]:
    """Views of ``rows`` with what ``wanted`` (API field names) needs, in a fixed number of queries."""
    relations = [relation for name, relation in RELATIONS.items() if name in wanted]
    if "recordings" in wanted:
        relations = sorted({*relations, "reports", "call_backs"})
    if "citizen" in wanted:
        relations += ["citizen__phones", "citizen__mails"]
    if relations and rows:
        prefetch_related_objects(rows, *relations)
    calls = {row.pk: _calls(row) for row in rows} if "recordings" in wanted else {}
    sounds = _recordings({call for ids in calls.values() for call in ids})
    messages = _messages([row.number for row in rows]) if "messages" in wanted else {}
    return [
        _view(
            row,
            wanted,
            [sound for call in calls.get(row.pk, ()) for sound in sounds[call]],
            messages.get(row.number, []),
        )
        for row in rows
    ]


def load_one(row: Case) -> CaseView:
    """One case with everything."""
    return load([row])[0]


def _view(row: Case, wanted: Collection[str], sounds: list[RecordingView], messages: list[MessageView]) -> CaseView:
    return CaseView(
        id=row.pk,
        number=row.number,
        kind=row.kind,
        state=row.state,
        title=row.title,
        content=row.content,
        address=row.address,
        urgency=row.urgency,
        reporter_name=row.reporter_name,
        reporter_phone=row.reporter_phone,
        registered_at=row.registered_at,
        registered_by=row.registered_by,
        due_at=row.due_at,
        clock_runs=row.released_at is None and row.state not in rules.RESOLVED,
        origin=tenant_view(row.origin),
        handler=tenant_view(row.handler),
        reply=row.reply,
        version=row.version,
        released=row.released_at is not None,
        category=category_view(row.category) if row.category else None,
        department=DepartmentView(row.department.code) if row.department else None,
        unit=unit_view(queries.unit_of(row)),
        citizen=citizen_view(row.citizen) if row.citizen and "citizen" in wanted else None,
        events=_events(row) if "events" in wanted else [],
        call_backs=_call_backs(row) if "callBacks" in wanted else [],
        recordings=sounds,
        messages=messages,
        reports=_reports(row) if "reports" in wanted else [],
    )


def unit_view(unit: queries.Unit | None) -> UnitView | None:
    """A unit as a screen names it."""
    if unit is None:
        return None
    return UnitView(key=unit.key, names=unit.names, is_tenant=unit.is_tenant, is_open=unit.is_open)


def category_view(row: Any, suggested: UnitView | None = None) -> CategoryView:
    """A subject."""
    return CategoryView(
        id=row.pk,
        code=row.code,
        names=row.names,
        parent_id=row.parent_id,
        urgency=row.urgency,
        suggested_unit=suggested,
    )


def citizen_view(row: Any) -> CitizenView:
    """A citizen whose phones are loaded."""
    return CitizenView(
        id=row.pk,
        name=row.name,
        gender=row.gender,
        address=row.address,
        area=row.area,
        note=row.note,
        important=row.important,
        phones=[phone.number for phone in row.phones.all()],
        mails=[mail.address for mail in row.mails.all()],
        created_at=row.created_at,
    )


def message_view(row: OutgoingMessage) -> MessageView:
    """A message."""
    return MessageView(
        id=row.pk,
        to=row.to,
        body=row.body,
        template=row.template,
        state=row.state,
        case_number=row.case_number,
        created_at=row.created_at,
        sent_at=row.sent_at,
        error=row.error,
        provider=row.provider,
    )


def _calls(row: Case) -> list[str]:
    """The calls that a case was raised, reported and called back in."""
    reported = [report.call_id for report in row.reports.all()]
    called = [call_back.call_id for call_back in row.call_backs.all()]
    return [call for call in dict.fromkeys([row.call_id, *reported, *called]) if call]


def _recordings(calls: Collection[str]) -> dict[str, list[RecordingView]]:
    found: dict[str, list[RecordingView]] = defaultdict(list)
    for row in recordings.of_calls(calls) if calls else ():
        found[row.call_id].append(recording_view(row))
    return found


def recording_view(row: Any) -> RecordingView:
    """A recording."""
    return RecordingView(
        id=row.pk,
        number=row.number,
        kind=row.kind,
        started_at=row.started_at,
        seconds=row.seconds,
        agent_number=row.agent_number,
        state=row.state,
        call_id=row.call_id,
        seat=row.seat,
    )


def _messages(numbers: Iterable[str]) -> dict[str, list[MessageView]]:
    found: dict[str, list[MessageView]] = defaultdict(list)
    rows = OutgoingMessage.objects.filter(case_number__in=list(numbers)).order_by("created_at", "id")
    for row in rows:
        found[row.case_number].append(message_view(row))
    return found


def _events(row: Case) -> list[CaseEventView]:
    return [
        CaseEventView(
            id=event.pk,
            at=event.at,
            action=event.action,
            from_state=event.from_state or None,
            to_state=event.to_state or None,
            actor_name=event.actor_name,
            tenant=tenant_view(event.actor_tenant),
            note=event.note,
        )
        for event in row.events.all()
    ]


def _call_backs(row: Case) -> list[CallBackView]:
    return [
        CallBackView(
            id=item.pk,
            at=item.at,
            contacted=item.contacted,
            resolved=item.resolved,
            satisfied=item.satisfied,
            note=item.note,
            actor_name=item.actor_name,
        )
        for item in row.call_backs.all()
    ]


def _reports(row: Case) -> list[ReportView]:
    return [
        ReportView(
            id=item.pk,
            at=item.at,
            call_id=item.call_id or None,
            reporter_name=item.reporter_name,
            reporter_phone=item.reporter_phone,
            content=item.content,
        )
        for item in row.reports.all()
    ]
