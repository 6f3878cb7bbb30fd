"""An engine that began with nothing (a new version, a lost journal) knows nobody: our books must say so too."""

import logging
import time
from datetime import UTC, datetime
from uuid import uuid4

from hotline import tenancy
from telephony import facade
from telephony.contracts.commands import OrderRecording, RefusalCode
from tenants.local.contacts import actions as contacts
from tenants.local.contacts.events import DeskTouched, FloorTouched
from tenants.local.dispatching import actions as dispatching
from tenants.local.dispatching.events import DispatchTouched
from tenants.local.supervision import actions as supervision
from tenants.local.worklist import actions as worklist
from tenants.local.worklist.events import WorkTouched
from tenants.shared.alarms import actions as alarms
from tenants.shared.alarms.handlers import ENGINES
from tenants.shared.registry import queries as registry

from .pushes import Pushes

log = logging.getLogger(__name__)

ANSWERED_WITHIN = 2.0  # seconds
SETTLED_AFTER = 3.0  # seconds: those who signed in meanwhile stand in the live view by then


def _order_again(target: str, by: str) -> bool:
    """Have every talk of ``target`` recorded, as before. False when nobody took the order."""
    command = OrderRecording(command_id=uuid4().hex, by=by, target=target, on=True)
    refusal = facade.submit(command, wait=ANSWERED_WITHIN).refusal
    if refusal is not None:
        log.warning("talks of %s are not recorded as ordered: %s", target, refusal)
    return refusal is not RefusalCode.ENGINE_AWAY


def attend(known: float | None, pushes: Pushes) -> float | None:
    """Sign out whom a newborn engine does not know, once for each birth; the birth attended to."""
    born = facade.engine_born()
    if born is None or born == known or time.time() - born < SETTLED_AFTER:
        return known
    here = facade.live_agents()
    with tenancy.entered_public():
        tenants = [tenant.key for tenant in registry.tenants()]
    for tenant in tenants:
        with tenancy.entered(tenant):
            at = datetime.fromtimestamp(born, tz=UTC)
            gone = contacts.do_forget_presence(at, here)
            standing = supervision.do_forget(at)
            pushes.take(tenant, [WorkTouched(agent) for agent in worklist.do_forget(at)])
            pushes.take(tenant, [DispatchTouched(pk) for pk in dispatching.do_give_up(at)])
        if not all(_order_again(target, by) for target, by in standing):
            return known  # it is away again: all of this once more when it is back
        if gone:
            pushes.take(tenant, [*(DeskTouched(agent) for agent in gone), FloorTouched()])
    alarms.do_forget(ENGINES, datetime.fromtimestamp(born, tz=UTC))
    return born
