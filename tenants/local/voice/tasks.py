"""Upkeep of the prompts on the gateways."""

import logging
import time

from celery import shared_task

from hotline import tenancy
from tenants.shared.registry import queries as registry

from . import prompts, speech, takes
from .errors import NotPlaced

log = logging.getLogger(__name__)

TAKE_PAUSES = (0.5, 1.0, 2.0)
"""Seconds: a file is complete a moment after its speaker has hung up."""


@shared_task(name="voice.place_prompts")
def place_prompts() -> int:
    """Bring to the gateways what they lack (a new node, a disk made anew): how many files that were."""
    placed = 0
    with tenancy.entered_public():
        tenants = [tenant.key for tenant in registry.tenants()]
    for tenant in tenants:
        with tenancy.entered_public(), tenancy.entered(tenant):
            try:
                placed += prompts.do_place_missing() + speech.do_place_missing()
                for pk in takes.pending():
                    takes.do_fetch(pk)
            except NotPlaced as error:
                log.warning("prompts of %s not placed: %s", tenant, error.__cause__)
    return placed


@shared_task(base=tenancy.TenantTask, name="voice.fetch_take", acks_late=True)
def fetch_take(pk: int) -> None:
    """Make a draft of what was recorded at a telephone; asked again soon, then every minute, while it is not there."""
    for pause in TAKE_PAUSES:
        if takes.do_fetch(pk):
            return
        time.sleep(pause)
