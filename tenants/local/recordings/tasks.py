"""Storing recordings in the background, again and again until it is done."""

from celery import shared_task

from hotline import tenancy
from hotline.objectstore import current_store

from . import actions, queries, source


@shared_task(base=tenancy.TenantTask, bind=True, max_retries=None, acks_late=True)
def store(task: tenancy.TenantTask, recording_id: int) -> None:
    """Fetch one recording from its gateway into the object store; tried again with a growing pause."""
    recording = queries.by_id(recording_id)
    if recording is None:
        return
    try:
        actions.do_store(recording, tenancy.current(), source.current(), current_store())
    except Exception as error:
        raise task.retry(exc=error, countdown=min(300, 2 ** min(task.request.retries, 8))) from error
