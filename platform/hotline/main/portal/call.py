"""Calling 12345 from the browser: a line that is good for one call, handed to the page's script."""

import secrets
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from telephony import facade
from telephony.contracts.commands import OpenWebLine

from . import limits
from .forms import PhoneField, PortalForm
from .pages import page

HOTLINE = "12345"
MOST_LINES, WINDOW = 6, 600


class CallForm(PortalForm):
    """The caller's number, if they like: then they are recognised and can be called back."""

    phone = PhoneField(required=False)


@require_http_methods(["GET", "POST"])
def call(request: HttpRequest) -> HttpResponse:
    """The form; after it the telephone, or why there is none."""
    if request.method == "GET":
        return page(request, "call.html", {"form": CallForm(), "hotline": HOTLINE})
    form = CallForm(request.POST)
    context: dict[str, object] = {"form": form, "hotline": HOTLINE}
    if not form.is_valid():
        return page(request, "call.html", context, status=422)
    if not limits.take("call", limits.address(request), MOST_LINES, WINDOW):
        return page(request, "call.html", context | {"too_often": True}, status=429)
    line, secret = f"web-{secrets.token_hex(4)}", secrets.token_urlsafe(24)
    if not _open(line, secret, form.cleaned_data["phone"]):
        return page(request, "call.html", context | {"away": True}, status=503)
    telephone = {
        "urls": " ".join(settings.SIP_URLS),
        "user": line,
        "secret": secret,
        "domain": settings.SIP_DOMAIN,
    }
    return page(request, "calling.html", {"telephone": telephone, "hotline": HOTLINE}, script=True)


def _open(line: str, secret: str, number: str) -> bool:
    try:
        reply = facade.submit(OpenWebLine(command_id=uuid4().hex, line=line, secret=secret, number=number))
    except facade.BusAway:
        return False
    return reply.refusal is None
