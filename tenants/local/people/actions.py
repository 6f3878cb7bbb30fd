"""Keeping the entered tenant's departments, seats and agents.

``actor`` None: the house itself, at set-up; not written into the audit log.
"""

import secrets
from collections.abc import Mapping

from django.db import transaction

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import NotFound, Required
from hotline.kernel.permissions import Role
from telephony import facade
from telephony.contracts.plan import MediaSafety, SipTransport
from tenants.shared.identity import actions as identity
from tenants.shared.numbering import actions as numbering

from . import rules
from .errors import InvalidAgentNumber, InvalidCode, InvalidSeat, NameMissing, SeatOccupied
from .models import Agent, Department, Seat

PASSWORD_BYTES = 15


@transaction.atomic
def do_keep_department(
    code: str, names: Mapping[str, str], is_open: bool = True, *, actor: Actor | None = None
) -> Department:
    """Make or change a unit. Raises InvalidCode, NameMissing."""
    if not rules.is_code(code):
        raise InvalidCode("code")
    if missing := rules.missing_name(names):
        raise NameMissing("names", locale=missing)
    row, _ = Department.objects.update_or_create(code=code, defaults={"names": dict(names), "is_open": is_open})
    _note(actor, "people.department", code, "open" if is_open else "closed")
    return row


@transaction.atomic
def do_keep_seat(key: str, number: str, remote: bool, *, actor: Actor | None = None) -> Seat:
    """Make or change a workplace. Raises InvalidSeat."""
    if not rules.is_seat_of(tenancy.current(), key):
        raise InvalidSeat("key")
    row, _ = Seat.objects.update_or_create(key=key, defaults={"number": number, "remote": remote, "is_active": True})
    _note(actor, "people.seat", key, number)
    numbering.do_mark_plan_changed()
    return row


@transaction.atomic
def do_keep_agent(
    user_id: int, agent_number: str, display_name: str, auto_answer: bool = False, *, actor: Actor | None = None
) -> Agent:
    """Make or change an agent. Raises InvalidAgentNumber."""
    if not rules.is_agent_number(agent_number):
        raise InvalidAgentNumber("agent_number")
    row, _ = Agent.objects.update_or_create(
        user_id=user_id,
        defaults={
            "agent_number": agent_number,
            "display_name": display_name,
            "auto_answer": auto_answer,
            "is_active": True,
        },
    )
    _note(actor, "people.agent", agent_number, display_name)
    numbering.do_mark_plan_changed()
    return row


@transaction.atomic
def do_set_auto_answer(agent_number: str, auto_answer: bool, *, actor: Actor) -> None:
    """Calls are answered by themselves after a tone, or not. Raises NotFound."""
    if not Agent.objects.filter(agent_number=agent_number, is_active=True).update(auto_answer=auto_answer):
        raise NotFound("agent_number")
    _note(actor, "people.auto_answer", agent_number, str(auto_answer).lower())
    numbering.do_mark_plan_changed()


@transaction.atomic
def do_deactivate_member(user_id: int, *, actor: Actor) -> None:
    """A person leaves: no more signing in here, no more calls. Raises OwnAccount, NotFound."""
    identity.do_deactivate_member(user_id, actor=actor)
    if Agent.objects.filter(user_id=user_id).update(is_active=False):
        numbering.do_mark_plan_changed()


@transaction.atomic
def do_add_agent(
    username: str, password: str, display_name: str, agent_number: str, *, supervisor: bool, actor: Actor
) -> Agent:
    """A new person who takes calls. Raises InvalidAgentNumber and what ``do_add_member`` raises."""
    if not rules.is_agent_number(agent_number):
        raise InvalidAgentNumber("agent_number")
    roles = [Role.AGENT.value, *([Role.SHIFT_SUPERVISOR.value] if supervisor else [])]
    member = identity.do_add_member(username, password, display_name, roles, agent_number, actor=actor)
    return do_keep_agent(member.user_id, agent_number, display_name.strip()[:64], actor=actor)


@transaction.atomic
def do_change_agent(
    agent_number: str, display_name: str, *, auto_answer: bool, supervisor: bool, actor: Actor
) -> Agent:
    """Name, answering by itself, shift supervisor or not. Raises NotFound, Required."""
    row = Agent.objects.select_for_update().filter(agent_number=agent_number, is_active=True).first()
    if row is None:
        raise NotFound("agent_number")
    if not display_name.strip():
        raise Required("display_name")
    identity.do_set_role(row.user_id, Role.SHIFT_SUPERVISOR, supervisor, actor=actor)
    return do_keep_agent(row.user_id, agent_number, display_name.strip()[:64], auto_answer, actor=actor)


def do_deactivate_agent(agent_number: str, *, actor: Actor) -> None:
    """An agent leaves, after the call in hand. Raises NotFound, OwnAccount."""
    row = Agent.objects.filter(agent_number=agent_number, is_active=True).first()
    if row is None:
        raise NotFound("agent_number")
    do_deactivate_member(row.user_id, actor=actor)


@transaction.atomic
def do_close_seat(key: str, *, actor: Actor) -> None:
    """Nobody can take this seat any more; who sits there is signed out after the call in hand. Raises NotFound."""
    if not Seat.objects.filter(key=key, is_active=True).update(is_active=False):
        raise NotFound("key")
    _note(actor, "people.seat", key, "closed")
    numbering.do_mark_plan_changed()


@transaction.atomic
def do_set_phone(
    key: str, transport: SipTransport, media: MediaSafety, *, fresh: bool, actor: Actor | None = None
) -> str | None:
    """A SIP telephone stands at this seat from now on, or has other settings. Its new password, told this once, when it
    had none or ``fresh``. The same settings again change nothing. Raises NotFound, SeatOccupied."""
    row = Seat.objects.select_for_update().filter(key=key, is_active=True).first()
    if row is None:
        raise NotFound("key")
    if not fresh and row.phone_digest and (row.phone_transport, row.phone_media) == (transport.value, media.value):
        return None
    _check_nobody_sits(key)
    password = secrets.token_urlsafe(PASSWORD_BYTES) if fresh or not row.phone_digest else None
    if password:
        row.phone_digest = rules.phone_digest(key, password)
    row.phone_transport, row.phone_media = transport.value, media.value
    row.save(update_fields=["phone_digest", "phone_transport", "phone_media"])
    said = f"{transport.value} {media.value}{' new password' if password else ''}"
    _note(actor, "people.seat_phone", key, said)
    numbering.do_mark_plan_changed()
    return password


@transaction.atomic
def do_drop_phone(key: str, *, actor: Actor) -> None:
    """The browser is the seat's telephone again. Raises NotFound, SeatOccupied."""
    rows = Seat.objects.select_for_update().filter(key=key, is_active=True).exclude(phone_digest="")
    if not rows.exists():
        raise NotFound("key")
    _check_nobody_sits(key)
    rows.update(phone_digest="")
    _note(actor, "people.seat_phone", key, "none")
    numbering.do_mark_plan_changed()


def _check_nobody_sits(key: str) -> None:
    """Another telephone under somebody's hands would take the calls they wait for from them."""
    for agent, live in facade.live_agents().items():
        if live.get("seat") == key:
            raise SeatOccupied("key", number=agent.rpartition(":")[2])


def _note(actor: Actor | None, action: str, thing: str, detail: str) -> None:
    if actor is not None:
        audit.record(actor, action, thing, detail)
