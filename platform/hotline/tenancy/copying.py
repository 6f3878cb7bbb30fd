"""A new tenant's tables made after another's: a second instead of every migration since the beginning.

Copied is what migrations make: tables with their columns, constraints and indexes under the same names, and the record
of the migrations. No rows of the other tenant; a migration that puts rows into empty tables would be missed, and a test
sees to it that there is none.
"""

from typing import Any

from django.db import connection, transaction
from psycopg import sql

from .door import entered_public

MIGRATIONS = "django_migrations"

_TABLES = """
SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind = 'r' ORDER BY relname
"""
# keys before what refers to them; names without the schema, as it is on the search path
_CONSTRAINTS = """
SELECT c.relname, k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE c.relnamespace = %s::regnamespace AND k.contype IN ('p', 'u', 'c', 'x', 'f')
ORDER BY k.contype = 'f', c.relname, k.conname
"""
_INDEXES = """
SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
WHERE c.relnamespace = %s::regnamespace
  AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
ORDER BY i.indexrelid
"""


def copy_tables(source: str, target: str) -> bool:
    """Make every table of ``source`` in ``target``, all or nothing. False when ``target`` has tables already."""
    with entered_public(), transaction.atomic(), connection.cursor() as cursor:
        if _rows(cursor, _TABLES, target):
            return False
        there, here = sql.Identifier(source), sql.Identifier(target)
        cursor.execute(sql.SQL("SET LOCAL search_path = {}, public").format(there))
        tables = [name for (name,) in _rows(cursor, _TABLES, source)]
        constraints, indexes = _rows(cursor, _CONSTRAINTS, source), _rows(cursor, _INDEXES, source)
        cursor.execute("SELECT quote_ident(%s), quote_ident(%s)", [source, target])
        from_schema, to_schema = cursor.fetchone()
        cursor.execute(sql.SQL("SET LOCAL search_path = {}, public").format(here))
        for table in tables:
            text = "CREATE TABLE {}.{} (LIKE {}.{} INCLUDING DEFAULTS INCLUDING IDENTITY INCLUDING GENERATED)"
            name = sql.Identifier(table)
            cursor.execute(sql.SQL(text).format(here, name, there, name))
        for table, name, definition in constraints:
            text = "ALTER TABLE {}.{} ADD CONSTRAINT {} "
            head = sql.SQL(text).format(here, sql.Identifier(table), sql.Identifier(name))
            cursor.execute(head.as_string(None) + definition)
        for _, definition in indexes:
            cursor.execute(definition.replace(f" ON {from_schema}.", f" ON {to_schema}.", 1))
        record = "INSERT INTO {0}.{2} (app, name, applied) SELECT app, name, applied FROM {1}.{2} ORDER BY id"
        cursor.execute(sql.SQL(record).format(here, there, sql.Identifier(MIGRATIONS)))
    return True


def _rows(cursor: Any, text: str, schema: str) -> list[tuple[Any, ...]]:
    cursor.execute(text, [schema])
    found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
