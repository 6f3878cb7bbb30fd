"""One step of a case along the table of :mod:`..rules`: permission, lock, version, table, needs, then the writing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Forbidden, Required, TooLong
from hotline.kernel.permissions import Permission

from .. import queries, rules
from ..models import Case
from ..rules import CaseAction
from .federation import Held, hold

LONGEST_TEXT = 4000
PERMISSION_OF: dict[CaseAction, Permission] = {step.action: step.permission for step in rules.TABLE}


def check_may(actor: Actor, permission: Permission) -> None:
    """Raises Forbidden: without the permission, or outside the actor's tenant."""
    if not actor.may(permission) or tenancy.current() != actor.tenant:
        raise Forbidden


def check_texts(**texts: str) -> None:
    """Raises TooLong."""
    for name, text in texts.items():
        if len(text) > LONGEST_TEXT:
            raise TooLong(name, limit=LONGEST_TEXT)


@contextmanager
def stepping(
    actor: Actor, number: str, version: int, action: CaseAction, *, verdict: bool | None = None, **given: str
) -> Iterator[tuple[Held, rules.Step]]:
    """The case under lock and the step to take, in a transaction that the block's writing belongs to."""
    check_may(actor, PERMISSION_OF[action])
    check_texts(**given)
    with transaction.atomic():
        held = hold(actor, number, version)
        own = held.own
        step = rules.move(rules.CaseState(own.state), action, own.sides(actor.tenant), verdict)
        if need := rules.missing(step, dict(given)):
            raise Required(need.value)
        yield held, step


def seen_by(actor: Actor, held: Held) -> Case:
    """The changed case with all that its page shows."""
    return queries.case(actor, held.own.number) or held.own


def do_step(
    actor: Actor,
    number: str,
    version: int,
    action: CaseAction,
    *,
    verdict: bool | None = None,
    note: str = "",
    change: Callable[[Held], dict[str, Any]] | None = None,
    **given: str,
) -> Case:
    """Take a step. ``change`` may act on the held case and gives the fields that every row gets."""
    with stepping(actor, number, version, action, verdict=verdict, note=note, **given) as (held, step):
        shared = change(held) if change else {}
        held.write(action.value, to_state=step.next.value, note=note, **shared)
    return seen_by(actor, held)
