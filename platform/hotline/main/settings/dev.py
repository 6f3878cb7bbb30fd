"""Settings of a developer's machine: errors in the browser, the console from Vite's own server."""

from .base import *  # noqa: F403  (settings modules build on one another)
from .base import CONTENT_SECURITY_POLICY

DEBUG = True
DJANGO_VITE = {"default": {"dev_mode": True, "dev_server_port": 5173}}
VITE = "localhost:5173"
for _directive in ("script-src", "style-src", "connect-src", "img-src", "font-src"):
    CONTENT_SECURITY_POLICY["DIRECTIVES"][_directive] += [f"http://{VITE}", f"ws://{VITE}"]
