"""Upkeep of the prompts on the gateways."""

import logging

from celery import shared_task

from hotline import tenancy
from tenants.shared.registry import queries as registry

from . import prompts, speech
from .errors import NotPlaced

log = logging.getLogger(__name__)


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
            except NotPlaced as error:
                log.warning("prompts of %s not placed: %s", tenant, error.__cause__)
    return placed
