"""Keeping numbers, areas and lists. Each enters the public schema by itself; the plan follows after the commit.

``actor`` None: the house itself, at set-up; not written into an audit log.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Invalid, NotFound, Required
from hotline.kernel.phone import to_e164
from telephony.contracts.plan import ListKind
from tenants.shared.registry import queries as registry

from . import plan_port, rules
from .errors import AlreadyOver, InvalidNumber, InvalidPrefix
from .models import Area, CalledNumber, ListedNumber, PlanVersion


def do_keep_called_number(
    number: str, flow: str, language: str = "zh", priority: int = 0, *, actor: Actor | None = None
) -> None:
    """What calling ``number`` leads to; with ``priority`` its callers go before others in the queues.

    Raises InvalidNumber, Invalid (language, priority), Required (flow).
    """
    if not rules.is_called_number(number):
        raise InvalidNumber("number")
    if language not in rules.LANGUAGES:
        raise Invalid("language")
    if abs(priority) > rules.HIGHEST_PRIORITY:
        raise Invalid("priority")
    if not flow:
        raise Required("flow")
    settings = {"flow": flow, "language": language, "priority": priority}
    with _change(actor, "numbering.called_number", number, flow):
        CalledNumber.objects.update_or_create(number=number, defaults=settings)


def do_keep_area(prefix: str, tenant: str, *, actor: Actor | None = None) -> None:
    """Callers with this E.164 ``prefix`` belong to ``tenant`` (its key). Raises InvalidPrefix, NotFound."""
    if not rules.is_prefix(prefix):
        raise InvalidPrefix("prefix")
    with _change(actor, "numbering.area", prefix, tenant):
        Area.objects.update_or_create(prefix=prefix, defaults={"tenant_id": registry.tenant(tenant).pk})


def do_list_number(
    number: str, kind: str, reason: str, until: datetime | None = None, *, actor: Actor | None = None
) -> ListedNumber:
    """Put a number on the black or white list; an entry that is there is renewed.

    Raises InvalidNumber, Invalid (kind), Required (reason), AlreadyOver.
    """
    if kind not in {each.value for each in ListKind}:
        raise Invalid("kind")
    if not reason.strip():
        raise Required("reason")
    if until is not None and until <= timezone.now():
        raise AlreadyOver("until")
    plain = to_e164(number)
    if not plain:
        raise InvalidNumber("number")
    with _change(actor, "numbering.list", f"{kind} {plain}", reason):
        row, _ = ListedNumber.objects.update_or_create(
            number=plain, kind=kind, defaults={"reason": reason.strip()[:200], "until": until}
        )
    return row


def do_unlist_number(entry_id: int, *, actor: Actor) -> None:
    """Take a number off its list. Raises NotFound."""
    with tenancy.entered_public():
        row = ListedNumber.objects.filter(pk=entry_id).first()
    if row is None:
        raise NotFound("id")
    with _change(actor, "numbering.unlist", f"{row.kind} {row.number}", row.reason):
        row.delete()


@contextmanager
def _change(actor: Actor | None, action: str, thing: str, detail: str) -> Iterator[None]:
    """A change of numbers: in the public schema, with its audit entry, and the plan marked."""
    with tenancy.entered_public(), transaction.atomic():
        yield
        do_mark_plan_changed()
        if actor is not None:
            with tenancy.entered(actor.tenant):
                audit.record(actor, action, thing, detail)


def do_mark_plan_changed() -> None:
    """What the engine knows is no longer true: in the change's transaction, so that it is told even after a fault."""
    with tenancy.entered_public():
        if not PlanVersion.objects.filter(pk=1).update(changed=True):
            PlanVersion.objects.get_or_create(pk=1, defaults={"changed": True})
    if not any(waiting[1] is plan_port.publish for waiting in connection.run_on_commit):
        transaction.on_commit(plan_port.publish)


def do_publish_next(publish: Callable[[int], None]) -> None:
    """Call ``publish`` with the next version; one at a time, so that an older plan never replaces a newer one.

    Nothing is counted when ``publish`` raises. Call outside a transaction.
    """
    with tenancy.entered_public(), transaction.atomic():
        PlanVersion.objects.get_or_create(pk=1)
        row = PlanVersion.objects.select_for_update().get(pk=1)
        publish(row.version + 1)
        row.version, row.changed = row.version + 1, False
        row.save(update_fields=["version", "changed"])
