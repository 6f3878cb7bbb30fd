"""The web process: HTTP to Django, websockets to the consumers that ``websockets`` names."""

import os

from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hotline.main.settings.base")

http = get_asgi_application()

# only after Django has started: consumers import models
from .websockets import ROUTES  # noqa: E402

application = ProtocolTypeRouter(
    {"http": http, "websocket": AllowedHostsOriginValidator(URLRouter(ROUTES))},
)
