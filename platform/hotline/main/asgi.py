"""The web process: HTTP to Django, websockets to the consumers that ``websockets`` names."""

import gc
import os

from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hotline.main.settings.base")
# every request has a thread of its own here: they share so many connections, and wait for one rather than fail
os.environ.setdefault("DATABASE_POOL", "20")

http = get_asgi_application()

# only after Django has started: consumers import models
from .watching import begin_web  # noqa: E402
from .websockets import ROUTES  # noqa: E402

application = ProtocolTypeRouter(
    {"http": http, "websocket": AllowedHostsOriginValidator(URLRouter(ROUTES))},
)

begin_web()

# Each full collection would stop everybody for a quarter of a second while a thousand consoles are connected. What is
# here now stays, so it need not be looked at; what a burst of messages makes is gone before it counts as old.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 50)
