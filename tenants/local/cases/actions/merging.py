"""Several reports of one matter: a case joins a master, and can leave it again."""

from typing import Any

from django.db import transaction

from hotline.kernel.actor import Actor
from hotline.kernel.errors import Invalid, NotFound, Required

from .. import queries, rules
from ..models import Case, CaseEvent, Report
from ..rules import CaseAction
from .federation import Held, hold
from .stepping import PERMISSION_OF, check_may, do_step, seen_by


def do_merge(actor: Actor, number: str, version: int, master_number: str, note: str = "") -> Case:
    """Join the case to an unresolved master of this tenant; its reports count there. REGISTERED → MERGED.

    The third report on the master writes an urging order in the same transaction, once. Raises Required, NotFound and
    Invalid for "master".
    """
    check_may(actor, PERMISSION_OF[CaseAction.MERGE])
    if not master_number.strip():
        raise Required("master")
    if master_number == number:
        raise Invalid("master")
    with transaction.atomic():
        held, master = _hold_both(actor, number, version, master_number)
        own = held.own
        step = rules.move(rules.CaseState(own.state), CaseAction.MERGE, own.sides(actor.tenant))
        if master.own.origin != actor.tenant or master.own.state in rules.RESOLVED:
            raise Invalid("master")
        Report.objects.filter(case=own).update(case=master.own)
        Case.objects.filter(master=own).update(master=master.own)
        held.write(
            step.action.value,
            to_state=step.next.value,
            note=note or master.own.number,
            master=master.own,
            due_at=None,  # the master's clock is the one that runs
        )
        master.write("MERGED_IN", note=own.number)
        urge(master)
    return seen_by(actor, held)


def do_unmerge(actor: Actor, number: str, version: int, reason: str) -> Case:
    """The case is a matter of its own after all, with a clock of its own again. MERGED → REGISTERED."""

    def change(held: Held) -> dict[str, Any]:
        own = held.own
        Report.objects.filter(raised_as=own).update(case=own)
        if own.master is not None:
            former = hold(actor, own.master.number)
            former.write("MERGED_OUT", note=own.number)
        return {"master": None, "due_at": rules.due_at(rules.Urgency(own.urgency), held.at, queries.calendar())}

    return do_step(actor, number, version, CaseAction.UNMERGE, note=reason, change=change, reason=reason)


def urge(master: Held) -> None:
    """Write the urging order that the number of reports on an unresolved master asks for, once per threshold."""
    own = master.own
    reports = Report.objects.filter(case=own).count()
    threshold = rules.urging_threshold(reports, rules.CaseState(own.state))
    if threshold is None:
        return
    key = f"urging:{threshold}"
    if not CaseEvent.objects.filter(case=own, key=key).exists():
        master.write("URGE", note=str(reports), key=key)


def _hold_both(actor: Actor, number: str, version: int, master_number: str) -> tuple[Held, Held]:
    """Both under lock, the smaller number first, so that two people merging crosswise do not block each other."""
    if not Case.objects.filter(number=master_number).exists():
        raise NotFound("master")
    if number < master_number:
        held = hold(actor, number, version)
        return held, hold(actor, master_number)
    master = hold(actor, master_number)
    return hold(actor, number, version), master
