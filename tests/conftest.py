"""A database for the tests: embedded PostgreSQL and Redis unless real ones are named, a whole demo city in it.

``db`` (pytest-django) rolls every test back over all schemas at once: they lie in one database. A test whose threads or
processes must see what it wrote takes ``committed_city``; one whose coroutines must see it, ``same_transaction``.
"""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django.plugin import DjangoDbBlocker

from hotline.main.launch import embedded
from hotline.main.launch.embedded import Server
from tests.house.demo import browser, demo

__all__ = ["browser", "demo"]  # fixtures of the walks and of the browser's tests: one demo for all of them

TENANTS = ("city", "east", "west", "north")


def _run(server: Server, log: Path) -> Iterator[None]:
    process = server.start(log)
    try:
        server.wait_ready(process)
        yield
    finally:
        embedded.stop(process, signal.SIGINT, 10)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Side by side (``pytest -n``), a file's tests stay together, and so do all who share the one running demo; what
    waits for real telephones and browsers goes first, as it takes longest. Those share a machine with everything
    else: one that fails is run once more, and told as rerun at the end; one that fails twice has failed."""
    slow = {"demo": 0, "rig": 1, "installed": 1, "make_process": 1}

    def order(item: pytest.Item) -> int:
        return min((slow.get(name, 2) for name in getattr(item, "fixturenames", ())), default=2)

    for item in items:
        group = "demo" if order(item) == 0 else str(item.path)
        item.add_marker(pytest.mark.xdist_group(group))
        if order(item) < 2:
            item.add_marker(pytest.mark.flaky(reruns=1))
    items.sort(key=order)


@pytest.fixture(scope="session")
def postgres() -> Iterator[None]:
    """PostgreSQL for the whole run. What the tests write need not survive a power cut: no fsync."""
    if os.environ["DATABASE_URL"]:
        yield
        return
    server = embedded.postgres_server(settings.HOTLINE_HOME)
    server.command.append("-F")
    yield from _run(server, settings.HOTLINE_HOME / "log" / "postgres.log")


@pytest.fixture(scope="session")
def redis() -> Iterator[str]:
    """The URL of a Redis for the whole run; emptied by whoever needs it empty."""
    if not os.environ["REDIS_URL"]:
        server = embedded.redis_server(settings.HOTLINE_HOME)
        running = _run(server, settings.HOTLINE_HOME / "log" / "redis.log")
        next(running)
        yield settings.REDIS_URL
        next(running, None)
    else:
        yield settings.REDIS_URL


@pytest.fixture(scope="session")
def django_db_setup(postgres: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo city in a database of its own, made once."""
    from django.db import connection

    from hotline.main.demo import seed
    from hotline.main.migrating import migrate_house
    from telephony import facade
    from telephony.facade.memory import MemoryBus

    embedded.make_database(settings.ENV.database_url)
    with django_db_blocker.unblock():
        facade.plug(MemoryBus())
        migrate_house()
        seed.seed()
        connection.close()
        yield
        connection.close()


@pytest.fixture
def same_transaction(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Database work of coroutines runs in the test's own transaction, on a thread that borrows its connection."""
    from django.db import connections

    from hotline.tenancy import threads

    mine = connections["default"]
    mine.inc_thread_sharing()
    monkeypatch.setattr(threads, "close_old_connections", lambda: None)
    with ThreadPoolExecutor(1, initializer=lambda: connections.__setitem__("default", mine)) as borrowing:
        monkeypatch.setattr(threads, "_pool", [borrowing])
        yield
    mine.dec_thread_sharing()


@pytest.fixture
def committed_city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Real commits over the demo city. Afterwards its people, numbers and queues stay, what was done there is gone."""
    from django.db import connection

    with django_db_blocker.unblock():
        yield
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE " + ", ".join(_doings()) + " RESTART IDENTITY CASCADE")
        connection.close()


#: tables of the demo city itself; every other table holds what people do there
KEPT = (
    "people_",
    "voice_",
    "registry_",
    "numbering_",
    "identity_user",
    "identity_membership",
    "django_",
    "cases_category",
)


def _doings() -> list[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname = 'public' OR schemaname = ANY(%s)",
            [list(TENANTS)],
        )
        return [f'"{schema}"."{table}"' for schema, table in cursor.fetchall() if not table.startswith(KEPT)]
