"""Storing received faxes and sending others in the background, again and again until it is done.

What is to be done stands in the database: a task that was lost (worker killed, Redis emptied) is handed out again.
"""

from functools import partial
from uuid import UUID

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from hotline import tenancy
from hotline.objectstore import current_store
from tenants.shared.registry import queries as registry

from . import folder, inbox, line, outbox, queries, source

#: seconds between two sweeps; what one hands out and nobody took up until the next is forgotten
SWEEP_SECONDS = 30.0
SEND_SECONDS = 10.0


@shared_task(base=tenancy.TenantTask, name="faxes.store", acks_late=True)
def store(pk: int) -> None:
    """Fetch one fax of the task's tenant from its gateway into the object store."""
    row = queries.received_one(pk)
    if row is not None:
        inbox.do_store(row, tenancy.current(), source.current(), current_store())
        line.told(str(pk))


@shared_task(base=tenancy.TenantTask, name="faxes.send", acks_late=True)
def send(key: str) -> None:
    """Put one fax of the task's tenant on the line, if it is due."""
    line.do_send(UUID(key), current_store())


@shared_task(name="faxes.sweep", ignore_result=True)
def sweep() -> int:
    """Hand out what still lies on a gateway, in every tenant; drop documents that nobody sent, or that are sent.
    How many were handed out."""
    handed_out = 0
    for tenant in _tenants():
        with tenancy.entered(tenant):
            waiting = [row.pk for row in queries.spooled()]
            outbox.do_drop_unused(current_store(), timezone.now())
            folder.tidy(tenant, queries.going_documents())
        for pk in waiting:
            store.apply_in(tenant, (pk,), expires=SWEEP_SECONDS)
        handed_out += len(waiting)
    return handed_out


@shared_task(name="faxes.send_due", ignore_result=True)
def send_due() -> int:
    """Hand out the faxes whose time has come, in every tenant; how many."""
    handed_out = 0
    for tenant in _tenants():
        with tenancy.entered(tenant):
            due = queries.due_keys(timezone.now())
        for key in due:
            send.apply_in(tenant, (str(key),), expires=SEND_SECONDS)
        handed_out += len(due)
    return handed_out


def send_soon(tenant: str, key: UUID) -> None:
    """Send after the commit; with Redis away the clock comes by for it."""
    transaction.on_commit(partial(send.apply_in, tenant, (str(key),), retry=False), robust=True)


def store_soon(tenant: str, pk: int) -> None:
    """Store after the commit; with Redis away the sweep comes by for it."""
    transaction.on_commit(partial(store.apply_in, tenant, (pk,), retry=False), robust=True)


def _tenants() -> list[str]:
    with tenancy.entered_public():
        return [tenant.key for tenant in registry.tenants()]
