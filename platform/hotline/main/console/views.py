"""The shell: a page with the CSRF token and a nonce for its scripts; everything else is the application's."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hotline_api.core.errors import language_of

ENTRY = "src/console.tsx"


@require_safe
@never_cache
def shell(request: HttpRequest, path: str = "") -> HttpResponse:
    """The page for any address of the console."""
    vite: dict[str, Any] = settings.DJANGO_VITE["default"]
    built = vite["dev_mode"] or vite["manifest_path"].is_file()
    shown = {
        "entry": ENTRY,
        "csrf": get_token(request),
        "language": language_of(request.headers.get("Accept-Language", "")),
    }
    template = "hotline/console.html" if built else "hotline/console_missing.html"
    return render(request, template, shown, status=200 if built else 503)
