"""Storing recordings in the background, again and again until it is done.

What is to be stored stands in the database: a task that was lost (worker killed, Redis emptied) or failed is handed out
again by the next sweep.
"""

import logging

from celery import shared_task

from hotline import tenancy
from hotline.objectstore import current_store
from tenants.shared.registry import queries as registry

from . import actions, queries, retention, source

log = logging.getLogger(__name__)

#: seconds between two sweeps; what a sweep hands out and nobody took up until the next one is forgotten
SWEEP_SECONDS = 30.0
#: a day's deletion that nobody took up within this time is left to the next day
RETAIN_WITHIN_SECONDS = 12 * 3600.0


@shared_task(base=tenancy.TenantTask, name="recordings.store", acks_late=True)
def store(recording_id: int) -> None:
    """Fetch one recording of the task's tenant from its gateway into the object store."""
    recording = queries.by_id(recording_id)
    if recording is not None:
        actions.do_store(recording, tenancy.current(), source.current(), current_store())


@shared_task(name="recordings.sweep", ignore_result=True)
def sweep() -> int:
    """Hand out what still lies on a gateway, in every tenant. Returns how many."""
    handed_out = 0
    with tenancy.entered_public():
        tenants = registry.tenants()
        for tenant in tenants:
            with tenancy.entered(tenant.key):
                waiting = [recording.pk for recording in queries.spooled()]
            for pk in waiting:
                store.apply_in(tenant.key, (pk,), expires=SWEEP_SECONDS)
            handed_out += len(waiting)
    return handed_out


@shared_task(base=tenancy.TenantTask, name="recordings.retain", acks_late=True)
def retain() -> int:
    """Delete what is due in the task's tenant; how many recordings that were."""
    outcome = retention.do_delete_due(source.current(), current_store())
    if outcome.deleted or outcome.failed:
        log.info("retention of %s: %s deleted, %s failed", tenancy.current(), outcome.deleted, outcome.failed)
    return outcome.deleted


@shared_task(name="recordings.retain_all", ignore_result=True)
def retain_all() -> None:
    """Every day: hand out the deletion of what is due, tenant by tenant. What failed is tried again the next day."""
    with tenancy.entered_public():
        tenants = [tenant.key for tenant in registry.tenants()]
    for tenant in tenants:
        retain.apply_in(tenant, expires=RETAIN_WITHIN_SECONDS)
