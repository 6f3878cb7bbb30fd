"""Ending a case, and opening it again."""

from typing import Any

from hotline.kernel.actor import Actor

from .. import queries, rules
from ..models import Case
from ..rules import CaseAction, CaseState
from .federation import Held
from .stepping import check_texts, do_step, seen_by, stepping
from .telling import tell_not_accepted, tell_result


def do_archive(actor: Actor, number: str, version: int, note: str = "") -> Case:
    """Close. ANSWERED, CALLED_BACK → ARCHIVED; REWORK → ARCHIVED needs a note. The citizen is told, once."""
    check_texts(note=note)
    with stepping(actor, number, version, CaseAction.ARCHIVE, note=note) as (held, step):
        held.write(step.action.value, to_state=step.next.value, note=note)
        if step.state != CaseState.ANSWERED:  # the answer was the result, and was told
            tell_result(held.own)
    return seen_by(actor, held)


def do_rework(actor: Actor, number: str, version: int, reason: str) -> Case:
    """The citizen is not satisfied: the unit does it again, with a new deadline. CALLED_BACK → REWORK."""
    return do_step(actor, number, version, CaseAction.REWORK, note=reason, change=_new_deadline, reason=reason)


def do_reopen(actor: Actor, number: str, version: int, reason: str) -> Case:
    """Closed is not fixed: the unit does it again, with a new deadline. ARCHIVED → REWORK."""
    return do_step(actor, number, version, CaseAction.REOPEN, note=reason, change=_new_deadline, reason=reason)


def do_cancel(actor: Actor, number: str, version: int, reason: str) -> Case:
    """The matter is withdrawn. REGISTERED, DISPATCHED, IN_PROGRESS → CANCELLED."""
    return do_step(actor, number, version, CaseAction.CANCEL, note=reason, reason=reason)


def do_not_accept(actor: Actor, number: str, version: int, reason: str, legal_route: str) -> Case:
    """Not a matter for the hotline; the citizen is told why and who is next. REGISTERED → NOT_ACCEPTED."""
    with stepping(actor, number, version, CaseAction.NOT_ACCEPT, reason=reason, legal_route=legal_route) as (
        held,
        step,
    ):
        held.write(step.action.value, to_state=step.next.value, note=reason, legal_route=legal_route.strip())
        tell_not_accepted(held.own, reason)
    return seen_by(actor, held)


def _new_deadline(held: Held) -> dict[str, Any]:
    return {"due_at": rules.due_at(rules.Urgency(held.own.urgency), held.at, queries.calendar()), "suspended_at": None}
