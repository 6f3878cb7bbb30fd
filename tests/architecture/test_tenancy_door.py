"""Nobody enters a tenant's schema, and no coroutine touches the database, but through ``hotline.tenancy``."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("platform", "graphql", "tenants", "telephony")
DOOR = ROOT / "platform" / "hotline" / "tenancy"

OTHER_DOORS = {"schema_context", "tenant_context", "schema_exists", "set_tenant", "set_schema", "set_schema_to_public"}
OTHER_THREADS = {"sync_to_async", "database_sync_to_async"}
ASYNC_ORM = {
    *("aget", "acreate", "aget_or_create", "aupdate_or_create", "abulk_create", "abulk_update", "acount", "aiterator"),
    *("alatest", "aearliest", "afirst", "alast", "ain_bulk", "adelete", "aupdate", "aexists", "acontains", "asave"),
    *("aaggregate", "aexplain", "arefresh_from_db", "aset", "aadd", "aremove"),
}


def breaches(source: str) -> Iterator[str]:
    """What in ``source`` goes round the door, as "line: what"."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.With() | ast.AsyncWith():
                for item in node.items:
                    name = getattr(item.context_expr, "id", getattr(item.context_expr, "attr", ""))
                    if "tenant" in name.lower():
                        yield f"{node.lineno}: with {name}:"
            case ast.Attribute(attr=name) | ast.Name(id=name):
                if name in OTHER_DOORS | OTHER_THREADS | ASYNC_ORM:
                    yield f"{node.lineno}: {name}"
            case ast.ImportFrom(names=names):
                yield from (
                    f"{node.lineno}: {alias.name}" for alias in names if alias.name in OTHER_DOORS | OTHER_THREADS
                )


def test_given_every_module_when_read_then_none_goes_round_the_door() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{breach}"
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        if DOOR not in path.parents
        for breach in breaches(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "planted",
    [
        "with tenant:\n    pass",
        "with self.tenant:\n    pass",
        "with schema_context('east'):\n    pass",
        "from django_tenants.utils import tenant_context",
        "connection.set_tenant(x)",
        "from asgiref.sync import sync_to_async",
        "x = database_sync_to_async(f)",
        "async def f():\n    return await Case.objects.aget(pk=1)",
    ],
)
def test_given_a_planted_breach_when_read_then_it_is_found(planted: str) -> None:
    assert list(breaches(planted)) != []


def test_given_the_door_itself_when_used_then_no_breach() -> None:
    assert list(breaches("with tenancy.entered('east'), transaction.atomic():\n    pass")) == []
