"""Twilio reports what became of a message (https://www.twilio.com/docs/messaging/api/message-resource#message-status-values).

Reports come twice, late and out of order; a message's state only moves forward, so any of that changes nothing.
"""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hotline import tenancy
from hotline.notify import messages
from hotline.notify.models import MessageState
from hotline.notify.twilio import is_from_twilio
from tenants.shared.registry import queries as registry

log = logging.getLogger(__name__)

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
    """204 for every report that Twilio signed, also for what we do not know; 403 for anything else."""
    token = settings.ENV.twilio_auth_token
    url = f"{settings.PUBLIC_URL}{request.get_full_path()}"
    fields = {name: str(value) for name, value in request.POST.items()}
    if not token or not is_from_twilio(token, url, fields, request.headers.get("X-Twilio-Signature", "")):
        return HttpResponse(status=403)
    state = STATES.get(fields.get("MessageStatus", ""))
    tenant, _, message = request.GET.get("ref", "").partition("/")
    known = any(row.key == tenant for row in registry.tenants())
    if state is None or not known or not (message.isascii() and message.isdecimal()):
        log.warning("report of an unknown message: %s", request.GET.get("ref", "")[:80])
        return HttpResponse(status=204)
    error = f"Twilio {fields['ErrorCode']}" if fields.get("ErrorCode") else ""
    with tenancy.entered(tenant):
        messages.move(int(message), state, provider_id=fields.get("MessageSid", ""), error=error)
    return HttpResponse(status=204)
