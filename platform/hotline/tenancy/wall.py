"""The second wall: a database role per tenant, with rights on its own schema and the shared tables it needs.

Shared tables that hold rows of tenants are under row-level security: a county's role reaches only its own rows.
"""

from typing import Any

from django.db import connection, transaction
from psycopg import sql

from .door import entered_public
from .place import role_of

#: shared tables that a tenant's role may read
READABLE = ("registry_tenant", "django_content_type")
#: shared tables with a ``tenant`` column -> what a tenant's role may do with its own rows
OWN_ROWS = {
    "scoreboard_casecard": "SELECT, INSERT, UPDATE, DELETE",
    "outbox_outboxrow": "SELECT, INSERT",
}
#: of these, the city reads every tenant's rows: what its boards are made of
CITY_READS = ("scoreboard_casecard",)
#: tables of a tenant's schema that only grow -> no changing or deleting, not even by the tenant itself
APPEND_ONLY = ("audit_auditentry", "cases_caseevent", "recordings_deletion")
#: how far the schema is migrated: not a tenant's business
OWNERS_ONLY = ("django_migrations",)


def raise_wall(tenant: str, is_city: bool) -> None:
    """Make or mend the role of ``tenant``; run after every migration. Idempotent, all or nothing, one at a time."""
    named = _role(tenant)
    role = sql.Identifier(named)
    schema = sql.Identifier(tenant)
    with entered_public(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('hotline.wall'))")
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [named])
        if cursor.fetchone() is None:
            cursor.execute(sql.SQL("CREATE ROLE {} NOLOGIN NOINHERIT").format(role))
            cursor.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(role))
        cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA {}, public TO {}").format(schema, role))
        cursor.execute(
            sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {} TO {}").format(schema, role)
        )
        cursor.execute(sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {} TO {}").format(schema, role))
        for table in APPEND_ONLY:
            if _exists(cursor, tenant, table):
                cursor.execute(
                    sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {}.{} FROM {}").format(
                        schema, sql.Identifier(table), role
                    )
                )
        for table in OWNERS_ONLY:
            cursor.execute(sql.SQL("REVOKE ALL ON {}.{} FROM {}").format(schema, sql.Identifier(table), role))
        for table in READABLE:
            cursor.execute(sql.SQL("GRANT SELECT ON public.{} TO {}").format(sql.Identifier(table), role))
        for table, rights in OWN_ROWS.items():
            if not _exists(cursor, "public", table):
                continue
            _own_rows(cursor, table, rights, tenant, is_city)


def _role(tenant: str) -> str:
    return role_of(tenant, str(connection.settings_dict["NAME"]))


def _own_rows(cursor: Any, table: str, rights: str, tenant: str, is_city: bool) -> None:
    """Row-level security on a shared table: own rows for all, and reading of every row for the city."""
    name, role = sql.Identifier(table), sql.Identifier(_role(tenant))
    cursor.execute(sql.SQL("GRANT {} ON public.{} TO {}").format(sql.SQL(rights), name, role))
    cursor.execute(
        sql.SQL("GRANT USAGE, SELECT ON SEQUENCE public.{} TO {}").format(sql.Identifier(f"{table}_id_seq"), role)
    )
    cursor.execute("SELECT relrowsecurity FROM pg_class WHERE oid = to_regclass(%s)", [f"public.{table}"])
    if not cursor.fetchone()[0]:
        cursor.execute(sql.SQL("ALTER TABLE public.{} ENABLE ROW LEVEL SECURITY").format(name))
    own = sql.SQL("USING (tenant = {0}) WITH CHECK (tenant = {0})").format(sql.Literal(tenant))
    _policy(cursor, table, f"own_rows_of_{tenant}", sql.SQL("TO {} {}").format(role, own))
    if is_city and table in CITY_READS:
        _policy(cursor, table, "city_reads_all", sql.SQL("FOR SELECT TO {} USING (true)").format(role))


def _policy(cursor: Any, table: str, policy: str, text: sql.Composed) -> None:
    """Make a policy that is missing; one that is there is left alone, for changing it would lock the table."""
    cursor.execute("SELECT 1 FROM pg_policies WHERE tablename = %s AND policyname = %s", [table, policy])
    if cursor.fetchone() is None:
        named = sql.SQL("CREATE POLICY {} ON public.{} ").format(sql.Identifier(policy), sql.Identifier(table))
        cursor.execute(named + text)


def _exists(cursor: Any, schema: str, table: str) -> bool:
    cursor.execute("SELECT to_regclass(%s)", [f"{schema}.{table}"])
    return cursor.fetchone()[0] is not None
