"""Engine events about faxes."""

from datetime import UTC, datetime

from telephony.contracts import events as tel
from telephony.contracts.fax import FaxReceived, FaxSent
from telephony.contracts.outreach import ReachOutcome
from tenants.local.contacts import actions as contacts

from . import inbox, outbox
from .events import FaxTouched


def handle(event: tel.Event) -> list[FaxTouched]:
    """Write one event; which faxes it changed."""
    match event:
        case FaxReceived():
            at = datetime.fromtimestamp(event.at, tz=UTC)
            contacts.do_mark_fax(event.call_id, caller=event.caller, called=event.called, at=at)
            row = inbox.do_receive(
                name=event.name,
                gateway=event.gateway,
                call_id=event.call_id,
                caller=event.caller,
                called=event.called,
                remote_id=event.remote_id,
                pages=event.pages,
                complete=event.ok,
                error=event.error,
                at=at,
            )
            return [FaxTouched(str(row.pk), row.pk if row.file_state == "SPOOLED" else None)]
        case FaxSent():
            at = datetime.fromtimestamp(event.at, tz=UTC)
            sent = outbox.do_report(
                event.fax,
                ok=event.outcome is ReachOutcome.COMPLETED,
                pages_sent=event.pages,
                error=event.outcome.value,
                detail=event.error,
                call_id=event.call_id,
                at=at,
            )
            return [FaxTouched(str(sent.key))] if sent else []
    return []
