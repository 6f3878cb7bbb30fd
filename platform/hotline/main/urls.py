"""Addresses of the house. The console (a single page) takes what nothing else takes, so it stands last."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from . import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz),
    path("metrics", health.metrics),
]

# each room brings its own addresses; a room that is not installed brings none
ROOMS = ("hotline_api.urls", "hotline.main.portal.urls", "hotline.main.hooks.urls", "hotline.main.console.urls")


def _there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


urlpatterns += [path("", include(room)) for room in ROOMS if _there(room)]
