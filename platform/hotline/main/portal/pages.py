"""What every page has: its texts in the chosen language, the language switch, and its script if it has one."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from . import texts

#: Django's language code -> our locale
LOCALES = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}
NAMES = {"zh-Hans": "简体中文", "zh-Hant": "繁體中文", "en": "English"}
SCRIPT = "src/portal/portal.ts"


def locale() -> str:
    """The language of this request."""
    return LOCALES.get(translation.get_language() or "", "zh-Hans")


@lru_cache
def _script_is_built(manifest: Path) -> bool:
    return manifest.is_file() and SCRIPT in json.loads(manifest.read_text(encoding="utf-8"))


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
    script: bool = False,
) -> HttpResponse:
    """A page of the portal. ``script``: it has something to call with; left out while the front end is not built."""
    chosen = locale()
    manifest = settings.DJANGO_VITE["default"]["manifest_path"]
    everything = {
        "t": texts.of(chosen),
        "locale": chosen,
        "languages": [(code, name, code == chosen) for code, name in NAMES.items()],
        "here": request.get_full_path() if request.method == "GET" else request.path,
        "script": SCRIPT if script and _script_is_built(manifest) else "",
        **(context or {}),
    }
    response = render(request, f"portal/{template}", everything, status=status)
    response.headers["Content-Language"] = chosen
    response.headers["Cache-Control"] = "no-store" if request.method == "POST" or context else "private, no-cache"
    return response
