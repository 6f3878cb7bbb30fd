"""Twilio reports what became of a message (https://www.twilio.com/docs/messaging/api/message-resource#message-status-values)
and brings those of citizens (https://www.twilio.com/docs/messaging/guides/webhook-request).

Reports come twice, late and out of order; a message's state only moves forward, so any of that changes nothing. A
message that comes is one by its MessageSid, however often it comes.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hotline import tenancy
from hotline.kernel.phone import to_e164
from hotline.notify import messages
from hotline.notify.models import MessageState
from hotline.notify.twilio import UNSUBSCRIBED, is_from_twilio
from tenants.local.texts import receiving
from tenants.shared.addresses import queries as addresses
from tenants.shared.addresses.rules import AddressKind
from tenants.shared.numbering import queries as numbering
from tenants.shared.registry import queries as registry

log = logging.getLogger(__name__)

REPLY_WITHIN = timedelta(days=30)
"""So long a message is taken as a reply to the centre that wrote to its sender last."""
MOST_MEDIA = 10  # of one message, by Twilio
NOTHING_TO_SAY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'

STATES = {
    "accepted": MessageState.SENT,
    "scheduled": MessageState.SENT,
    "queued": MessageState.SENT,
    "sending": MessageState.SENT,
    "sent": MessageState.SENT,
    "delivered": MessageState.DELIVERED,
    "read": MessageState.DELIVERED,
    "undelivered": MessageState.FAILED,
    "failed": MessageState.FAILED,
    "canceled": MessageState.FAILED,
}


@csrf_exempt  # the signature is what proves the caller
@require_POST
def status(request: HttpRequest) -> HttpResponse:
    """What Twilio signed: 200 for a message that is kept, 204 for a report, also for what we do not know; 403 for
    anything else."""
    token = settings.ENV.twilio_auth_token
    url = f"{settings.PUBLIC_URL}{request.get_full_path()}"
    fields = {name: str(value) for name, value in request.POST.items()}
    if not token or not is_from_twilio(token, url, fields, request.headers.get("X-Twilio-Signature", "")):
        return HttpResponse(status=403)
    if fields.get("SmsStatus") == "received":
        return _received(fields)
    state = STATES.get(fields.get("MessageStatus", ""))
    tenant, _, message = request.GET.get("ref", "").partition("/")
    known = any(row.key == tenant for row in registry.tenants())
    if state is None or not known or not (message.isascii() and message.isdecimal()):
        log.warning("report of an unknown message: %s", request.GET.get("ref", "")[:80])
        return HttpResponse(status=204)
    if fields.get("ErrorCode") == str(UNSUBSCRIBED):
        with tenancy.entered(tenant):
            messages.do_stop(int(message))
        return HttpResponse(status=204)
    error = f"Twilio {fields['ErrorCode']}" if fields.get("ErrorCode") else ""
    with tenancy.entered(tenant):
        messages.move(int(message), state, provider_id=fields.get("MessageSid", ""), error=error)
    return HttpResponse(status=204)


def _received(fields: dict[str, str]) -> HttpResponse:
    """Keep a message; what is not kept is a 500, by which Twilio turns to the number's fallback address."""
    sid, sender, ours = (fields.get(name, "") for name in ("MessageSid", "From", "To"))
    if not sid or not sender:
        log.warning("a message without a name or a sender: %s", sid[:40])
        return HttpResponse(status=400)
    count = fields.get("NumMedia", "0")
    media = range(min(int(count), MOST_MEDIA) if count.isascii() and count.isdecimal() else 0)
    came = receiving.Came(
        sid=sid[:64],
        sender=to_e164(sender) or sender[:32],
        ours=to_e164(ours) or ours[:32],
        body=fields.get("Body", ""),
        at=timezone.now(),
        told=fields.get("OptOutType", ""),
        files=tuple((fields.get(f"MediaContentType{n}", ""), fields.get(f"MediaUrl{n}", "")) for n in media),
    )
    with tenancy.entered(_centre(came)):
        receiving.do_receive(came)
    return HttpResponse(NOTHING_TO_SAY, content_type="text/xml")


def _centre(came: receiving.Came) -> str:
    """Whose a message is: the centre's that set the number up which it was sent to, or the county's to which that was
    given for calls; else that of the centre which wrote to its sender last (all may do so from one number); else the
    city's."""
    if own := addresses.whose(AddressKind.SMS, came.ours):
        return own.tenant
    with tenancy.entered_public():
        given, tenants = numbering.tenant_of_called(came.ours), registry.tenants()
    if given:
        return given
    newest, found = timezone.now() - REPLY_WITHIN, registry.city().key
    for tenant in tenants:
        with tenancy.entered(tenant.key):
            last = messages.last_to(came.sender, newest)
        if last is not None:
            newest, found = last.created_at, tenant.key
    return found
