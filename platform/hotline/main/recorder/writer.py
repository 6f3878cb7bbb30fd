"""One engine event, one transaction: the cursor and the rows of the event's tenant together, or nothing."""

import logging

from django.db import transaction

from hotline import tenancy
from hotline.kernel.actor import Actor
from telephony.contracts import codec
from telephony.contracts import events as tel
from tenants.local.campaigns import handlers as campaign_handlers
from tenants.local.cases import actions as case_actions
from tenants.local.contacts import handlers as contact_handlers
from tenants.local.contacts.events import ContactEnded
from tenants.local.dispatching import handlers as dispatch_handlers
from tenants.local.faxes import handlers as fax_handlers
from tenants.local.faxes import tasks as fax_tasks
from tenants.local.faxes.events import FaxTouched
from tenants.local.recordings import handlers as recording_handlers
from tenants.local.recordings import tasks as recording_tasks
from tenants.local.routing import handlers as routing_handlers
from tenants.local.supervision import handlers as supervision_handlers
from tenants.local.surveys import handlers as survey_handlers
from tenants.local.voice import handlers as voice_handlers
from tenants.local.voice import tasks as voice_tasks
from tenants.local.worklist import handlers as work_handlers
from tenants.shared.alarms import handlers as alarm_handlers
from tenants.shared.eventlog import actions as eventlog
from tenants.shared.registry import queries as registry

log = logging.getLogger(__name__)

TRIES = 3


def write(event: tel.Event) -> list[object]:
    """Write ``event`` once. What cannot be written after some tries is set aside and named in the log."""
    for attempt in range(1, TRIES + 1):
        try:
            with transaction.atomic():
                with tenancy.entered_public():
                    if event.seq and not eventlog.do_claim(event.seq):
                        return []
                return _write_rows(event)
        except tenancy.DatabaseAway:
            raise
        except Exception as error:
            log.exception("event %s of %s not written (try %s)", event.seq, event.tenant, attempt)
            failure = error
    _set_aside(event, failure)
    return []


def _write_rows(event: tel.Event) -> list[object]:
    with tenancy.entered_public():
        tenant = registry.tenant(event.tenant)
    with tenancy.entered(event.tenant):
        if isinstance(event, tel.CallOffered) and event.consult_from:
            _hand_over_draft(event.call_id, event.consult_from, event.tenant)
        if isinstance(event, tel.CallChanged) and event.change == "TRANSFERRED" and ":" in (event.party or ""):
            # what was typed since the offer
            _hand_over_draft(event.call_id, event.agent, str(event.party).partition(":")[0])
        touched: list[object] = [
            *contact_handlers.handle(event),
            *routing_handlers.handle(event),
            *supervision_handlers.handle(event),
            *dispatch_handlers.handle(event),
            *campaign_handlers.handle(event),
            *work_handlers.handle(event),
            *fax_handlers.handle(event),
        ]
        survey_handlers.handle(event)
        alarm_handlers.handle(event)
        spooled = recording_handlers.handle(event, tenant.code)
        if spooled is not None:
            # robust: with Redis away the sweep hands it out later
            transaction.on_commit(
                lambda: recording_tasks.store.apply_in(event.tenant, (spooled,), retry=False), robust=True
            )
        take = voice_handlers.handle(event)
        if take is not None:
            transaction.on_commit(
                lambda: voice_tasks.fetch_take.apply_in(event.tenant, (take,), retry=False), robust=True
            )
        for touch in touched:
            if isinstance(touch, ContactEnded) and touch.owed_call_back:
                _owe_call_back(touch, event.tenant)
            if isinstance(touch, FaxTouched) and touch.spooled is not None:
                fax_tasks.store_soon(event.tenant, touch.spooled)
        return touched


def _hand_over_draft(call_id: str, from_agent: str, to_tenant: str) -> None:
    """The half-typed form travels with the call, over the county line too."""
    from_tenant = from_agent.partition(":")[0]
    if from_tenant != to_tenant:
        case_actions.do_hand_over_draft(call_id, from_tenant=from_tenant, to_tenant=to_tenant)


def _owe_call_back(ended: ContactEnded, tenant: str) -> None:
    """A call lost by a fault of ours becomes a case, so that somebody calls the citizen back."""
    if ended.caller:
        case_actions.do_register_lost_call(Actor.system(tenant), call_id=ended.call_id, caller=ended.caller)


def _set_aside(event: tel.Event, failure: Exception) -> None:
    with transaction.atomic(), tenancy.entered_public():
        eventlog.do_claim(event.seq)
        eventlog.do_set_aside(event.seq, event.tenant, codec.encode(event).decode(), repr(failure))
