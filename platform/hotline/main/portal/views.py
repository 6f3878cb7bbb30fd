"""The first page, and choosing the language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

from .pages import NAMES, page
from .tracking import TrackForm

A_YEAR = 365 * 24 * 3600


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What a citizen can do here."""
    return page(request, "home.html", {"form": TrackForm()})


@require_GET
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language and go back to where the citizen was."""
    back = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("portal-home")
    response = HttpResponseRedirect(back)
    wanted = request.GET.get("lang", "")
    if wanted in NAMES:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted.lower(),
            max_age=A_YEAR,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response
