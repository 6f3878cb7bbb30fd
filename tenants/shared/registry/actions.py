"""Making tenants."""

from django.core.management import call_command
from django.db import connection
from psycopg import sql

from hotline import tenancy
from hotline.tenancy.copying import copy_tables
from hotline.tenancy.wall import raise_wall

from . import queries
from .models import Tenant


def do_make_tenant(key: str, code: str, kind: str, names: dict[str, str]) -> Tenant:
    """A tenant with its schema, tables and database role. Idempotent on the key."""
    with tenancy.entered_public():
        row, _ = Tenant.objects.update_or_create(schema_name=key, defaults={"code": code, "kind": kind, "names": names})
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(key)))
        queries.forget()
        others = [tenant.key for tenant in queries.tenants() if tenant.key != key]
        if others:
            copy_tables(others[0], key)
        # everything for the first tenant; for the others what the one copied did not yet have
        call_command("migrate_schemas", schema_name=key, verbosity=0, interactive=False)
        raise_wall(key, row.is_city)
    return row
