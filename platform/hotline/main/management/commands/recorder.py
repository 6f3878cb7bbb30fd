"""``manage.py recorder``: run the recorder in the foreground until SIGTERM or SIGINT."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from hotline.main import watching
from hotline.main.recorder import loop


class Command(BaseCommand):
    """Writes the engine's events and tells the browsers."""

    help = "Write the engine's events into the tenants' schemas and tell the browsers"

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        watching.begin("recorder")
        loop.run(stop)
