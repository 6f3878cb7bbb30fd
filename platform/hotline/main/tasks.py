"""Upkeep of the house itself, by the clock."""

from celery import shared_task
from django.core.management import call_command

from hotline import tenancy


@shared_task(name="main.clear_sessions", ignore_result=True)
def clear_sessions() -> None:
    """Forget sessions that have run out."""
    with tenancy.entered_public():
        call_command("clearsessions")
