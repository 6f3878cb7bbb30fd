"""Start-up checks of the database: what works for three tenants and fails for two hundred."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

#: a dump of 150 schemas, or a drop of 20, takes more locks than PostgreSQL's 64 per transaction
LOCKS_NEEDED = 1024


def examine_locks(locks: int) -> list[CheckMessage]:
    """An error when ``locks`` (max_locks_per_transaction) is too low."""
    if locks >= LOCKS_NEEDED:
        return []
    return [
        Error(
            f"max_locks_per_transaction is {locks}, needed are {LOCKS_NEEDED}",
            hint="ALTER SYSTEM SET max_locks_per_transaction = 1024, then restart PostgreSQL.",
            id="hotline.E001",
        )
    ]


def examine_roles(may_make_roles: bool) -> list[CheckMessage]:
    """A warning when the owner may not make roles: no tenant could be added."""
    if may_make_roles:
        return []
    return [
        Warning(
            "the database user may not create roles: no tenant can be added",
            hint="ALTER ROLE … CREATEROLE",
            id="hotline.W001",
        )
    ]


@register(Tags.database)
def check_database(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Run by ``migrate_house`` and ``check --database default``."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT current_setting('max_locks_per_transaction')::int")
            found += examine_locks(cursor.fetchone()[0])
            cursor.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = session_user")
            found += examine_roles(cursor.fetchone()[0])
    return found
