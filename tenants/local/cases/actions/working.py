"""Answering, dispatching, and what the unit does."""

from typing import Any

from django.db import transaction

from hotline.kernel.actor import Actor
from hotline.kernel.errors import Invalid, NotFound, Required
from hotline.kernel.permissions import Permission
from tenants.local.people import queries as people

from .. import queries, rules
from ..errors import UnitClosed
from ..models import Case
from ..rules import CaseAction
from .federation import Held, give_to_tenant, hold, take_back
from .stepping import check_may, check_texts, do_step, seen_by, stepping
from .telling import tell_result


def do_answer(actor: Actor, number: str, version: int, answer: str) -> Case:
    """Answer the citizen directly. REGISTERED → ANSWERED; the citizen is told."""
    with stepping(actor, number, version, CaseAction.ANSWER, answer=answer) as (held, step):
        held.write("ANSWER", to_state=step.next.value, note=answer, reply=answer.strip())
        tell_result(held.own)
    return seen_by(actor, held)


def do_dispatch(actor: Actor, number: str, version: int, unit: str, note: str = "") -> Case:
    """Give the case to ``unit`` ("department:<id>" or "tenant:<key>"). REGISTERED, PENDING_COORDINATION → DISPATCHED.

    A tenant that got the case from another gives it to a department of its own this way; the state stays as it is.
    Raises NotFound("unit"), UnitClosed("unit"), Invalid("unit").
    """
    check_may(actor, Permission.CASE_DISPATCH)
    check_texts(note=note)
    with transaction.atomic():
        held = hold(actor, number, version)
        sides, state = held.own.sides(actor.tenant), rules.CaseState(held.own.state)
        if rules.may_assign(state, sides):
            _assign(held, unit, note)
        else:
            step = rules.move(state, CaseAction.DISPATCH, sides)
            dispatch_held(held, step, unit, note)
    return seen_by(actor, held)


def dispatch_held(held: Held, step: rules.Step, unit: str, note: str) -> None:
    """Give a case under lock to ``unit``."""
    found = _open_unit(unit)
    if found.is_tenant:
        give_to_tenant(held, found.code)
    else:
        take_back(held)
        held.own.department = people.department_by_code(found.code)
    held.write(CaseAction.DISPATCH.value, to_state=step.next.value, note=note)


def _assign(held: Held, unit: str, note: str) -> None:
    """Within the handler's tenant only: the other side sees no change but the version that it keeps for itself."""
    found = _open_unit(unit)
    if found.is_tenant:
        raise Invalid("unit")
    own = held.own
    own.department = people.department_by_code(found.code)
    Held(held.actor, {held.actor.tenant: own}, held.at).write("ASSIGN", note=note or own_name(found))


def own_name(unit: queries.Unit) -> str:
    """A unit's name in the house's own language."""
    return unit.names.get("zh-Hans", unit.code)


def _open_unit(key: str) -> queries.Unit:
    if not key.strip():
        raise Required("unit")
    found = queries.unit(key)
    if found is None:
        raise NotFound("unit")
    if not found.is_open:
        raise UnitClosed("unit")
    return found


def do_sign(actor: Actor, number: str, version: int) -> Case:
    """The unit takes the case on. DISPATCHED → IN_PROGRESS."""
    return do_step(actor, number, version, CaseAction.SIGN)


def do_return(actor: Actor, number: str, version: int, reason: str) -> Case:
    """The unit says that it is not its own. DISPATCHED, IN_PROGRESS → RETURN_REVIEW."""
    return do_step(actor, number, version, CaseAction.RETURN, note=reason, reason=reason)


def do_submit(actor: Actor, number: str, version: int, reply: str) -> Case:
    """The unit is done. IN_PROGRESS, SUSPENDED, REWORK → SUBMITTED."""

    def change(held: Held) -> dict[str, Any]:
        return {"reply": reply.strip(), "due_at": _due_after_pause(held), "suspended_at": None}

    return do_step(actor, number, version, CaseAction.SUBMIT, note=reply, change=change, reply=reply)


def do_suspend(actor: Actor, number: str, version: int, reason: str) -> Case:
    """The unit cannot go on for now; the clock stands. IN_PROGRESS → SUSPENDED."""
    return do_step(
        actor,
        number,
        version,
        CaseAction.SUSPEND,
        note=reason,
        change=lambda held: {"suspended_at": held.at},
        reason=reason,
    )


def do_resume(actor: Actor, number: str, version: int, note: str = "") -> Case:
    """The unit goes on; the deadline moves by the time that the clock stood. SUSPENDED → IN_PROGRESS."""

    def change(held: Held) -> dict[str, Any]:
        return {"due_at": _due_after_pause(held), "suspended_at": None}

    return do_step(actor, number, version, CaseAction.RESUME, note=note, change=change)


def _due_after_pause(held: Held) -> object:
    row = held.own
    if row.suspended_at is None or row.due_at is None:
        return row.due_at
    return rules.due_after_pause(rules.Urgency(row.urgency), row.due_at, row.suspended_at, held.at, queries.calendar())
