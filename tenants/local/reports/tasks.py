"""Statistics on their way by the clock."""

from celery import shared_task
from django.utils import timezone

from hotline import tenancy
from tenants.shared.registry import queries as registry

from . import actions

SWEEP_SECONDS = 300.0


@shared_task(name="reports.send_due", ignore_result=True)
def send_due() -> int:
    """Make what is due in every tenant. Returns how many tables."""
    now, made = timezone.localtime(), 0
    with tenancy.entered_public():
        tenants = registry.tenants()
        for tenant in tenants:
            with tenancy.entered(tenant.key):
                made += actions.do_send_due(now)
    return made
