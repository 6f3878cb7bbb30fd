"""The worker's part."""

from celery import shared_task

from .carrying import drain


@shared_task(name="outbox.drain", ignore_result=True)
def drain_outbox() -> int:
    """Carry out what is due; woken by every commit that wants something, and by the clock."""
    return drain()
