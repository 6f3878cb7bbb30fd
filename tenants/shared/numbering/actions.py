"""Keeping numbers, areas and lists. Each enters the public schema by itself; the plan follows after the commit.

``actor`` None: the house itself, at set-up; not written into an audit log.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Invalid, Required
from tenants.shared.registry import queries as registry

from . import plan_port, rules
from .errors import InvalidNumber, InvalidPrefix
from .models import Area, CalledNumber, PlanVersion


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
    with changed(actor, "numbering.called_number", number, flow):
        CalledNumber.objects.update_or_create(number=number, defaults=settings)


def do_keep_area(prefix: str, tenant: str, *, actor: Actor | None = None) -> None:
    """Callers with this E.164 ``prefix`` belong to ``tenant`` (its key). Raises InvalidPrefix, NotFound."""
    if not rules.is_prefix(prefix):
        raise InvalidPrefix("prefix")
    with changed(actor, "numbering.area", prefix, tenant):
        Area.objects.update_or_create(prefix=prefix, defaults={"tenant_id": registry.tenant(tenant).pk})


@contextmanager
def changed(actor: Actor | None, action: str, thing: str, detail: str) -> Iterator[None]:
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
