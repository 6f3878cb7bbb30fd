"""Where the running code stands: a tenant's schema and database role, or the public schema as the owner.

A context variable, not a thread's attribute: asyncio copies it per task and asgiref into worker threads, so the
tenant follows the code. Pure: no database here.
"""

from contextvars import ContextVar
from dataclasses import dataclass

PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Place:
    """``schema`` to search first, ``role`` to have the rights of (None: the owner's)."""

    schema: str
    role: str | None


OUTSIDE = Place(PUBLIC, None)

_place: ContextVar[Place] = ContextVar("hotline_place", default=OUTSIDE)


def role_of(tenant: str, database: str) -> str:
    """The database role of a tenant. Roles belong to the whole server, so the database's name leads it."""
    return f"{database}_{tenant}"
