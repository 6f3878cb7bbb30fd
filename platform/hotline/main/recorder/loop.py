"""The recorder's loop: read, write, tell; keep Redis able to be rebuilt."""

import logging
import threading
import time

from django.db import close_old_connections
from redis import RedisError

from hotline import tenancy
from hotline.main import watching
from hotline_api.desk import consoles
from telephony import facade
from telephony.contracts.events import LookupAsked
from tenants.local.campaigns import running as campaigns
from tenants.local.campaigns.events import CampaignTouched
from tenants.local.routing import routing_plan
from tenants.local.worklist import actions as worklist
from tenants.shared.eventlog import queries as eventlog
from tenants.shared.numbering import queries as numbering
from tenants.shared.registry import queries as registry

from . import births, lookups
from .pushes import Pushes
from .writer import write

log = logging.getLogger(__name__)

READ_WAIT = 0.25  # seconds
UPKEEP_EVERY = 1.0  # seconds
CAMPAIGNS_EVERY = 5.0  # seconds
WATCH_EVERY = 10.0  # seconds


def run(stop: threading.Event) -> None:
    """Work until ``stop`` is set. A database or Redis that is away is waited for; nothing is skipped."""
    while not stop.is_set():
        try:
            _work(stop)
        except (*tenancy.DatabaseAway, facade.BusAway) as error:
            log.warning("waiting: %s", error)
            close_old_connections()
            stop.wait(0.5)


def _work(stop: threading.Event) -> None:
    with tenancy.entered_public():
        reader = facade.event_reader(after=eventlog.cursor())
    pushes, next_upkeep, known_birth = Pushes(), 0.0, None
    next_campaigns, next_watch = 0.0, time.monotonic() + WATCH_EVERY
    while not stop.is_set():
        for event in reader.read(wait=READ_WAIT):
            pushes.take(event.tenant, write(event))
            if isinstance(event, LookupAsked):
                lookups.answer(event)
        pushes.flush()
        if time.monotonic() >= next_upkeep:
            _upkeep()
            known_birth = births.attend(known_birth, pushes)
            next_upkeep = time.monotonic() + UPKEEP_EVERY
        if time.monotonic() >= next_campaigns:
            _campaigns(pushes)
            next_campaigns = time.monotonic() + CAMPAIGNS_EVERY
        if time.monotonic() >= next_watch:
            _watch()
            next_watch = time.monotonic() + WATCH_EVERY


def _watch() -> None:
    """Who watches the worker, which watches all others."""
    try:
        watching.watch_processes(watching.client(), "recorder")
    except RedisError as error:
        raise facade.BusAway(str(error)) from error


def _campaigns(pushes: Pushes) -> None:
    """Keep the engine in step with the campaigns and the written work of every tenant."""
    with tenancy.entered_public():
        tenants = [tenant.key for tenant in registry.tenants()]
    alive = facade.engine_alive()
    for tenant in tenants:
        with tenancy.entered(tenant):
            changed = campaigns.upkeep()
            if alive:  # else each tenant would wait for it
                worklist.do_keep_in_step()
        pushes.take(tenant, [CampaignTouched(pk) for pk in changed])


def _upkeep() -> None:
    """What Redis must hold for the engine, written again so that an emptied Redis is whole within seconds; and which
    consoles are gone."""
    with tenancy.entered_public():
        facade.acknowledge(eventlog.cursor())
        if not facade.plan_present() or numbering.plan_changed():
            routing_plan.publish_soon()
    consoles.sweep()
