"""What the origin judges: returns, submissions, and what the citizen said."""

from datetime import datetime
from typing import Any

from hotline.kernel.actor import Actor
from hotline.kernel.errors import Invalid, Required

from .. import rules
from ..models import CallBack, Case
from ..rules import CaseAction
from .federation import Held, take_back
from .stepping import check_texts, do_step, seen_by, stepping

SATISFIED = range(1, 6)


def do_review_return(actor: Actor, number: str, version: int, accept: bool, note: str = "") -> Case:
    """Judge a return. Accepted: REGISTERED again, to be given to another unit. Refused (with a note): IN_PROGRESS."""

    def change(held: Held) -> dict[str, Any]:
        if accept:
            take_back(held)
        return {}

    return do_step(
        actor,
        number,
        version,
        CaseAction.REVIEW_RETURN,
        verdict=accept,
        note=note,
        change=change,
    )


def do_coordinate(actor: Actor, number: str, version: int, note: str) -> Case:
    """Nobody is plainly responsible: the units are to agree. RETURN_REVIEW → PENDING_COORDINATION."""
    return do_step(actor, number, version, CaseAction.COORDINATE, note=note)


def do_review_submission(actor: Actor, number: str, version: int, accept: bool, note: str = "") -> Case:
    """Judge a result. Accepted: CALLBACK_PENDING. Refused (with a note): IN_PROGRESS."""
    return do_step(actor, number, version, CaseAction.REVIEW_SUBMISSION, verdict=accept, note=note)


def do_record_call_back(
    actor: Actor,
    number: str,
    version: int,
    *,
    contacted: bool,
    resolved: bool | None = None,
    satisfied: int | None = None,
    note: str = "",
    call_id: str = "",
) -> Case:
    """Record a try to hear from the citizen. CALLBACK_PENDING → CALLED_BACK when they were reached.

    An unreached citizen stays waiting until the third try. ``satisfied`` 1 to 5. Raises Required("resolved" |
    "satisfied") for a reached citizen, Invalid for an answer of one who was not.
    """
    check_texts(note=note)
    with stepping(actor, number, version, CaseAction.RECORD_CALL_BACK) as (held, step):
        _check_answers(contacted, resolved, satisfied)
        tries = CallBack.objects.filter(case=held.own, at__gte=_submitted_at(held.own)).count()
        over = rules.call_back_counts(contacted, tries)
        for tenant, row in held.rows.items():
            with held.inside(tenant, "CALL_BACK"):
                CallBack.objects.create(
                    case=row,
                    at=held.at,
                    contacted=contacted,
                    resolved=resolved,
                    satisfied=satisfied,
                    note=note,
                    actor_name=actor.name,
                    call_id=call_id if tenant == actor.tenant else "",
                )
        held.write(step.action.value, to_state=step.next.value if over else None, note=note)
    return seen_by(actor, held)


def _check_answers(contacted: bool, resolved: bool | None, satisfied: int | None) -> None:
    if not contacted:
        for name, value in (("resolved", resolved), ("satisfied", satisfied)):
            if value is not None:
                raise Invalid(name)
        return
    if resolved is None:
        raise Required("resolved")
    if satisfied is None:
        raise Required("satisfied")
    if satisfied not in SATISFIED:
        raise Invalid("satisfied")


def _submitted_at(case: Case) -> datetime:
    """When the result now being asked about was handed in: tries of an earlier round do not count."""
    last = case.events.filter(action=CaseAction.SUBMIT.value).order_by("-at", "-id").first()
    return last.at if last else case.registered_at
