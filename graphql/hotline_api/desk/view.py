"""The whole desk of one agent as plain data, built from rows of the entered tenant.

The recorder publishes it after every change, the ``desk`` query answers with it: one builder, so that the two can
never disagree. Frozen dataclasses; ``payload`` / ``from_payload`` carry them through the channel layer.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from hotline.kernel.phone import local_form
from hotline_api.contacts.origin import OriginView, origin_of
from hotline_api.core.payload import Payload
from hotline_api.supervision.view import HelpView, ListenedByView, MyListeningView, help_of, listened_by, my_listening
from hotline_api.worklist.view import DeskWorkView, desk_work
from telephony import facade
from tenants.local.cases import queries as case_queries
from tenants.local.citizens import queries as citizen_queries
from tenants.local.contacts import queries as contact_queries
from tenants.local.contacts.models import CallPhase, Engagement, Presence
from tenants.local.people import queries as people_queries
from tenants.local.voice import queries as voice_queries
from tenants.shared.registry import queries as registry

#: how many of the last operations a screen pop shows by itself
LAST_OPERATIONS = 4


@dataclass(frozen=True)
class PresenceView(Payload):
    """One agent's state; ``since``/``until`` drive the clocks on the screens."""

    agent_key: str
    agent_number: str
    display_name: str
    state: str
    since: datetime
    seat: str | None = None
    reason: str | None = None
    until: datetime | None = None
    call_id: str | None = None
    reachable: bool = False
    user_id: int | None = None
    own_phone: bool = False


@dataclass(frozen=True)
class TenantView:
    """A city or county as a screen names it; ``names`` by locale."""

    key: str
    kind: str
    code: str
    names: dict[str, str]


@dataclass(frozen=True)
class CitizenView:
    """A citizen as the desk shows them."""

    id: int
    name: str
    gender: str
    address: str
    area: str
    note: str
    important: bool
    phones: list[str]
    created_at: datetime
    mails: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class OperationView:
    """A contact or case in the citizen's history."""

    id: str
    kind: str
    at: datetime
    title: str
    state: str
    tenant: str
    case_number: str | None = None
    contact_id: str | None = None
    #: by locale; here, for a subscription's resolvers cannot ask the database
    tenant_names: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DraftView:
    """The half-typed form that belongs to the call."""

    id: int
    call_id: str
    kind: str
    data: str
    version: int
    saved_at: datetime
    saved_by: str


@dataclass(frozen=True)
class ScreenPopView:
    """All that must be on the screen no later than the ring."""

    call_id: str
    caller: str
    caller_local: str
    called: str
    medium: str
    verified: bool
    home_tenant: TenantView
    business: str
    waited_since: datetime
    offered_at: datetime
    auto_answer: bool
    queue: str
    consult_from: str | None = None
    citizen: CitizenView | None = None
    possible_matches: list[CitizenView] = field(default_factory=list)
    operations: list[OperationView] = field(default_factory=list)
    draft: DraftView | None = None
    listed_priority: int = 0
    free: bool = False
    origin: OriginView | None = None


@dataclass(frozen=True)
class GuestView:
    """A third party in the conversation, or being rung for it."""

    party: str
    talking: bool


@dataclass(frozen=True)
class DeskCallView:
    """The agent's part in one call."""

    call_id: str
    state: str
    muted: bool
    since: datetime
    outbound: bool
    party: str
    consult_talking: bool
    answered_at: datetime | None = None
    purpose: str | None = None
    reference: str | None = None
    consult_party: str | None = None
    guests: list[GuestView] = field(default_factory=list)
    prompt: str | None = None
    recording_paused: bool = False
    pop: ScreenPopView | None = None


@dataclass(frozen=True)
class SeatView:
    """A workplace and who sits there (agent number)."""

    key: str
    number: str
    remote: bool
    taken_by: str | None


@dataclass(frozen=True)
class DeskView(Payload):
    """The whole desk. ``last_call`` is the call just ended, while in wrap-up."""

    presence: PresenceView
    call: DeskCallView | None
    last_call: DeskCallView | None
    seats: list[SeatView]
    listening: MyListeningView | None = None
    listened_by: list[ListenedByView] = field(default_factory=list)
    help: HelpView | None = None
    work: DeskWorkView = field(default_factory=DeskWorkView)


def build_desk(agent_key: str) -> DeskView:
    """The desk of ``agent_key`` in the entered tenant."""
    presence = contact_queries.presence(agent_key)
    engagement = contact_queries.current_engagement(agent_key)
    last = None
    if engagement is None and presence and presence.state == "WRAP_UP" and presence.call_id:
        last = contact_queries.engagement_in(agent_key, presence.call_id)
    return DeskView(
        presence=_own_presence(agent_key, presence),
        call=_call(engagement) if engagement else None,
        last_call=_call(last) if last else None,
        seats=seat_views(),
        listening=my_listening(agent_key, presence.state) if presence else None,
        listened_by=listened_by(agent_key),
        help=help_of(engagement.contact.call_id) if engagement else None,
        work=desk_work(agent_key),
    )


def _own_presence(agent_key: str, row: Presence | None) -> PresenceView:
    """With what stands at the seat: only their own desk needs to know."""
    return replace(presence_view(agent_key, row), own_phone=row is not None and people_queries.has_phone(row.seat))


def presence_view(agent_key: str, row: Presence | None, reachable: bool | None = None) -> PresenceView:
    """Presence of one agent; signed out when the engine never spoke of them."""
    agent = people_queries.agent_by_key(agent_key)
    if reachable is None:
        reachable = bool((facade.live_agents().get(agent_key) or {}).get("reachable"))
    return PresenceView(
        agent_key=agent_key,
        agent_number=agent.agent_number if agent else agent_key.rpartition(":")[2],
        display_name=agent.display_name if agent else "",
        state=row.state if row else "SIGNED_OUT",
        since=row.since if row else people_queries.long_ago(),
        seat=(row.seat or None) if row else None,
        reason=(row.reason or None) if row else None,
        until=row.until if row else None,
        call_id=(row.call_id or None) if row else None,
        reachable=reachable,
        user_id=agent.user_id if agent else None,
    )


def seat_views() -> list[SeatView]:
    """Every seat of the entered tenant."""
    taken = contact_queries.taken_seats()
    return [
        SeatView(key=seat.key, number=seat.number, remote=seat.remote, taken_by=taken.get(seat.key))
        for seat in people_queries.seats()
    ]


def _call(engagement: Engagement) -> DeskCallView:
    contact = engagement.contact
    outbound = contact.medium == "OUTBOUND" or (contact.medium == "INTERNAL" and not engagement.consult_from)
    return DeskCallView(
        call_id=contact.call_id,
        state=engagement.phase if engagement.ended_at is None else CallPhase.ENDED.value,
        muted=engagement.muted,
        since=engagement.changed_at,
        outbound=outbound,
        party=_party(engagement),
        consult_talking=engagement.consult_talking,
        answered_at=engagement.answered_at,
        purpose=contact.purpose or None,
        # a campaign's calls refer to somebody on its list, not to a case
        reference=(contact.reference or None) if contact.purpose != "CAMPAIGN" else None,
        consult_party=engagement.consult_party or None,
        guests=[GuestView(**guest) for guest in engagement.guests],
        prompt=engagement.prompt or None,
        recording_paused=engagement.recording_paused,
        pop=_pop(engagement),
    )


def _party(engagement: Engagement) -> str:
    """Whom the agent talks with: a number, or in an internal call the other agent's key."""
    contact = engagement.contact
    if contact.medium == "INTERNAL":
        return engagement.consult_from or contact.called
    return contact.called if contact.medium == "OUTBOUND" else contact.caller


def _pop(engagement: Engagement) -> ScreenPopView:
    contact = engagement.contact
    number = contact.called if contact.medium == "OUTBOUND" else contact.caller or contact.call_back_number
    matches = [_citizen(row) for row in citizen_queries.recognise(number)] if number else []
    citizen = matches[0] if len(matches) == 1 else None
    numbers = citizen.phones if citizen else [number] if number else []
    draft = case_queries.draft_of(contact.call_id)
    return ScreenPopView(
        call_id=contact.call_id,
        caller=number,
        caller_local=local_form(number),
        called=contact.called,
        medium=contact.medium,
        verified=contact.verified,
        home_tenant=tenant_view(contact.home_tenant),
        business=contact.business or "COMPLAINT",
        waited_since=contact.arrived_at,
        offered_at=engagement.offered_at,
        auto_answer=engagement.auto_answer,
        queue=voice_queries.name_of(engagement.queue),
        consult_from=engagement.consult_from or None,
        citizen=citizen,
        possible_matches=matches if citizen is None else [],
        operations=operation_views(numbers, skip_call=contact.call_id),
        listed_priority=contact.listed_priority,
        free=contact.free,
        origin=origin_of(contact),
        draft=DraftView(
            id=draft.pk,
            call_id=draft.call_id,
            kind=draft.kind,
            data=draft.data,
            version=draft.version,
            saved_at=draft.saved_at,
            saved_by=draft.saved_by,
        )
        if draft
        else None,
    )


def operation_views(numbers: list[str], limit: int = LAST_OPERATIONS, skip_call: str = "") -> list[OperationView]:
    """The last operations of whoever has ``numbers``, newest first; the call in hand is not among them."""
    rows = case_queries.last_operations(numbers, limit=limit, skip_call=skip_call)
    names = {tenant.key: tenant.names for tenant in registry.tenants()}
    return [
        OperationView(
            id=row.id,
            kind=row.kind,
            at=row.at,
            title=row.title,
            state=row.state,
            tenant=row.tenant,
            case_number=row.case_number,
            contact_id=row.contact_id,
            tenant_names=names.get(row.tenant, {}),
        )
        for row in rows
    ]


def tenant_view(key: str) -> TenantView:
    """A tenant by key."""
    tenant = registry.tenant(key)
    return TenantView(key=tenant.key, kind=tenant.kind, code=tenant.code, names=tenant.names)


def _citizen(row: Any) -> CitizenView:
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
