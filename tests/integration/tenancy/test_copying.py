"""A tenant whose tables were made after another's has exactly what migrations would have made."""

import pytest
from django.core.management import call_command
from django.db import connection

from hotline import tenancy
from hotline.tenancy.copying import copy_tables

pytestmark = pytest.mark.django_db

COLUMNS = """
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
       a.attstorage, a.attcollation, pg_get_expr(d.adbin, d.adrelid),
       pg_get_serial_sequence(c.oid::regclass::text, a.attname)
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relnamespace = %s::regnamespace AND c.relkind IN ('r', 'v', 'm', 'p') AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY 1, 2
"""
CONSTRAINTS = """
SELECT c.relname, k.conname, k.contype, k.condeferrable, k.condeferred, k.convalidated, pg_get_constraintdef(k.oid)
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE c.relnamespace = %s::regnamespace AND k.contype != 'n' ORDER BY 1, 2
"""
INDEXES = "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = %s ORDER BY 1, 2"
SEQUENCES = "SELECT sequencename, data_type, start_value, last_value FROM pg_sequences WHERE schemaname = %s ORDER BY 1"
OTHERS = """
SELECT 'trigger', tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = %(s)s::regnamespace AND NOT tgisinternal
UNION ALL SELECT 'function', proname FROM pg_proc WHERE pronamespace = %(s)s::regnamespace
UNION ALL SELECT 'policy', polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
WHERE c.relnamespace = %(s)s::regnamespace
"""


def asked(schema: str, text: str) -> list[tuple[object, ...]]:
    """Rows of the catalogue, said as if the schema were called S."""
    with tenancy.entered_public(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL search_path = {schema}, public")
        cursor.execute(text, {"s": schema} if "%(s)s" in text else [schema])
        rows = [tuple(str(each).replace(f"{schema}.", "S.") for each in row) for row in cursor.fetchall()]
        cursor.execute("SET LOCAL search_path = public")
    return rows


def empty(schema: str) -> None:
    with tenancy.entered_public(), connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {schema}")


def test_given_a_tenant_when_its_tables_are_copied_then_they_are_what_migrations_make() -> None:
    empty("migrated")
    with tenancy.entered_public():
        call_command("migrate_schemas", schema_name="migrated", verbosity=0, interactive=False)
    empty("copied")
    assert copy_tables("east", "copied") is True
    for text in (COLUMNS, CONSTRAINTS, INDEXES, SEQUENCES, OTHERS):
        assert asked("copied", text) == asked("migrated", text)
    assert asked("copied", OTHERS) == []
    with tenancy.entered_public(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT app, name FROM copied.django_migrations EXCEPT SELECT app, name FROM migrated.django_migrations"
        )
        assert cursor.fetchall() == []
        cursor.execute("SELECT count(*) FROM copied.django_migrations")
        copied = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM migrated.django_migrations")
        assert cursor.fetchone() == copied


def test_given_empty_tables_when_migrated_then_no_migration_has_put_rows_into_them() -> None:
    empty("migrated")
    with tenancy.entered_public():
        call_command("migrate_schemas", schema_name="migrated", verbosity=0, interactive=False)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'migrated' AND tablename != 'django_migrations'"
            )
            for (table,) in cursor.fetchall():
                cursor.execute(f"SELECT count(*) FROM migrated.{table}")
                assert cursor.fetchone() == (0,), table


def test_given_a_tenant_with_tables_when_copied_into_then_nothing_changes() -> None:
    before = asked("west", CONSTRAINTS)
    assert copy_tables("east", "west") is False
    assert asked("west", CONSTRAINTS) == before
