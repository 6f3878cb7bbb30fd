"""``manage.py postbox``: take mail in the foreground until SIGTERM or SIGINT."""

import asyncio
import logging
import signal
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from hotline.main import postbox, watching


class Command(BaseCommand):
    """Takes mail from the centre's mail server by SMTP or LMTP."""

    help = "Take mail for the addresses that are set up"

    def handle(self, *args: Any, **options: Any) -> None:
        logging.getLogger("mail.log").setLevel(logging.WARNING)  # the library's line for every command
        watching.begin("postbox")
        asyncio.run(_serve())


async def _serve() -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    env = settings.ENV
    server = await postbox.serve(env.mail_bind, env.mail_port, env.mail_match)
    logging.getLogger(__name__).info("taking mail on %s:%d from %s", env.mail_bind, env.mail_port, env.mail_match)
    async with server:
        await stop.wait()
