"""django-tenants' backend, with the tenant in a context variable and a database role per tenant.

Their backend keeps the tenant on the thread's connection, which leaks under asyncio. Here the connection is only told
where the code stands when a cursor is opened, and told again after a rollback, which takes a ``SET`` back.
"""

from typing import Any

from django_tenants.postgresql_backend.base import DatabaseWrapper as TenantsWrapper
from django_tenants.postgresql_backend.base import FakeTenant
from psycopg import sql
from psycopg.pq import TransactionStatus

from ..place import PUBLIC, Place, _place


class DatabaseWrapper(TenantsWrapper):
    """The connection follows ``_place``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._told: Place | None = None
        self._ready = False
        super().__init__(*args, **kwargs)
        self._ready = True

    def get_new_connection(self, conn_params: Any) -> Any:
        """A connection that has been told nothing yet."""
        self.search_path_set_schemas, self._told = None, None
        return super().get_new_connection(conn_params)

    def set_tenant(self, tenant: Any, include_public: bool = True) -> None:
        """The way in of django-tenants' own commands (migrations): the schema with the owner's rights."""
        if self._ready:
            _place.set(Place(tenant.schema_name, None))
        super().set_tenant(tenant, include_public)

    @property
    def schema_name(self) -> str:
        return _place.get().schema

    @schema_name.setter
    def schema_name(self, name: str) -> None:
        """Set by the parent only; the context variable is the truth."""

    @property
    def tenant(self) -> FakeTenant:
        return FakeTenant(_place.get().schema)

    @tenant.setter
    def tenant(self, tenant: Any) -> None:
        """Set by the parent only; the context variable is the truth."""

    def _handle_search_path(self, cursor: Any = None) -> None:
        wanted = _place.get()
        if self._setting_search_path or (self.search_path_set_schemas and self._told == wanted):
            return
        if self.connection.info.transaction_status is TransactionStatus.INERROR:
            # an aborted transaction takes no statement but its rollback; the cursor after that is told
            return
        self._setting_search_path = True
        own = self.connection.cursor() if cursor is None else cursor
        try:
            # fails closed: whatever is raised here, the caller's statement is not run in another place
            self.search_path_set_schemas, self._told = None, None
            own.execute(_statement(wanted))
            self.search_path_set_schemas, self._told = [wanted.schema], wanted
        finally:
            self._setting_search_path = False
            if cursor is None:
                own.close()


def _statement(place: Place) -> str:
    path = [place.schema] if place.schema == PUBLIC else [place.schema, PUBLIC]
    role = sql.SQL("RESET ROLE") if place.role is None else sql.SQL("SET ROLE {}").format(sql.Identifier(place.role))
    # RESET first: one tenant's role may not take another's
    statement = sql.SQL("RESET ROLE; SET search_path = {}; {}").format(
        sql.SQL(", ").join(map(sql.Identifier, path)), role
    )
    return statement.as_string(None)
