"""``make backup`` and ``make restore``: with the embedded PostgreSQL running for them where nothing else serves it."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

from hotline.main.settings import env as environment

from . import embedded


@contextlib.contextmanager
def _served() -> Iterator[None]:
    """PostgreSQL answers: that of DATABASE_URL, the embedded one of a running house, or one for this time."""
    env = environment.load()
    if os.environ.get("DATABASE_URL"):
        yield
        return
    socket = environment.runtime_dir(env.home) / "pg" / ".s.PGSQL.5432"
    if embedded.answers(socket):
        yield
        return
    server = embedded.postgres_server(env.home)
    process = server.start(env.home / "log" / "postgres.log")
    try:
        server.wait_ready(process)
        with contextlib.suppress(embedded.ServerSilent):  # "postgres" is there; only waits until it takes connections
            embedded.make_database(env.database_url.replace("/hotline?", "/postgres?"))
        yield
    finally:
        embedded.stop(process, signal.SIGINT, 30)


def _manage(*arguments: str) -> int:
    with _served():
        return subprocess.run([sys.executable, str(environment.ROOT / "manage.py"), *arguments], check=False).returncode


def backup() -> int:
    """A backup of the house, running or not."""
    return _manage("backup")


def restore() -> int:
    """The backup that ``FROM`` names, into a house that is stopped; ``REPLACE=1`` puts one aside that is there."""
    given = os.environ.get("FROM") or ""
    if not given:
        sys.stderr.write("Say which: make restore FROM=folder of the backup\n")
        return 2
    more = [option for name, option in (("REPLACE", "--replace"), ("OTHER_KEY", "--other-key")) if os.environ.get(name)]
    return _manage("restore", given, *more)
