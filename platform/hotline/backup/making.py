"""Making a backup. The journal first, then the database, then the objects: so nothing that the database names is
missing, and what the database does not have yet is in the journal."""

import json
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from hotline.objectstore import ObjectMissing, ObjectStore

from . import manifest, postgres, software
from .errors import AlreadyRunning, BackupError
from .manifest import DUMP, OBJECTS, Held, Manifest
from .models import BackupStep
from .place import House
from .pool import hash_of_file

#: told of (step, done, total) as it goes
Progress = Callable[[BackupStep, int, int], None]
LOCK = "SELECT pg_try_advisory_lock(hashtext('hotline.backup'))"


def name_at(moment: datetime) -> str:
    """Of the folder of a backup made then: by the clock of UTC, so that names sort."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%S%fZ")


def make(house: House, store: ObjectStore, name: str, tell: Progress) -> tuple[Manifest, int]:
    """(what it holds, bytes newly copied). All or nothing: a backup that fails leaves no folder.

    Raises BackupError, OSError, or what the store raises."""
    folder = house.folder / name
    with house.database.connect() as connection:
        _lock(connection)
        house.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.mkdir(mode=0o700)
        try:
            return _make(house, store, folder, connection, tell)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise


def _lock(connection: "psycopg.Connection[Any]") -> None:
    row = connection.execute(LOCK).fetchone()
    if not row or not row[0]:
        raise AlreadyRunning("A backup is being made already")


def free(house: House) -> bool:
    """Is no backup being made anywhere?"""
    with house.database.connect() as connection, suppress(AlreadyRunning):
        _lock(connection)
        return True
    return False


def _make(
    house: House, store: ObjectStore, folder: Path, connection: "psycopg.Connection[Any]", tell: Progress
) -> tuple[Manifest, int]:
    tell(BackupStep.JOURNAL, 0, 0)
    journal, whole, fresh = _journal(house)
    tell(BackupStep.DATABASE, 0, 0)
    server = postgres.server_major(connection)
    counts, migrations = _database(house, connection, server, folder / DUMP)
    listed, new = _objects(house, store, folder / OBJECTS, tell)
    fresh += new
    tell(BackupStep.SOFTWARE, 0, 0)
    program = software.version(house.program)
    with tempfile.TemporaryFile() as packed:
        if software.pack(house.program, packed):
            packed.seek(0)
            program["tree"], size, is_new = house.pool.add(packed)
            whole += size
            fresh += size if is_new else 0
    tell(BackupStep.CHECK, 0, len(listed))
    dumped = (folder / DUMP).stat().st_size
    if not any(" TABLE DATA " in line for line in postgres.contents(folder / DUMP, server)):
        raise BackupError("The dump of the database holds no tables")
    for each in listed:
        if not house.pool.holds(each.hash, each.size):
            raise BackupError(f"{each.key} is not in the backup's pool any more: look at its disk")
    made = Manifest(
        name=folder.name,
        made_at=datetime.now(UTC).isoformat(),
        counts=counts,
        migrations=migrations,
        files={each: hash_of_file(folder / each) for each in (DUMP, OBJECTS)},
        journal=journal,
        software=program,
        settings=software.settings(),
        server=server,
        objects=len(listed),
        size=whole + dumped + sum(each.size for each in listed),
    )
    made.write(folder, house.key)
    return manifest.read(folder, house.key), fresh + dumped


def _journal(house: House) -> tuple[dict[str, str], int, int]:
    """(file -> hash, bytes, bytes newly copied). Half a record at the end is no harm: the switchboard cuts it off."""
    found, whole, fresh = {}, 0, 0
    for path in sorted(house.journal.glob("*")) if house.journal.is_dir() else []:
        if path.is_file() and path.stat().st_size:
            with suppress(FileNotFoundError), path.open("rb") as file:  # a segment that is over goes at any time
                digest, size, new = house.pool.add(file)
                found[path.name] = digest
                whole += size
                fresh += size if new else 0
    return found, whole, fresh


def _database(
    house: House, connection: "psycopg.Connection[Any]", server: int, into: Path
) -> tuple[dict[str, dict[str, int]], list[str]]:
    """(rows of each table, migrations) of the very state that is dumped."""
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        postgres.dump(house.database, str(row[0]) if row else "", server, into)
        counts = postgres.counts(connection)
        return counts, migrations_in(connection, counts)


def migrations_in(connection: "psycopg.Connection[Any]", counts: dict[str, dict[str, int]]) -> list[str]:
    """ "app.name" of each migration that any schema has seen."""
    found: set[str] = set()
    for schema, tables in counts.items():
        if "django_migrations" in tables:
            query = sql.SQL("SELECT app || '.' || name FROM {}.django_migrations").format(sql.Identifier(schema))
            found |= {row[0] for row in connection.execute(query)}
    return sorted(found)


def _objects(house: House, store: ObjectStore, into: Path, tell: Progress) -> tuple[list[Held], int]:
    """(what is held, bytes newly copied). What the last backup has under the same mark is not read again."""
    last = house.backups()[:1]
    known = {each.key: each for each in manifest.held(last[0])} if last else {}
    there = sorted(store.listing(), key=lambda each: each.key)
    found, fresh = [], 0
    for number, each in enumerate(there):
        tell(BackupStep.OBJECTS, number, len(there))
        before = known.get(each.key)
        if before and before.mark == each.mark and house.pool.holds(before.hash, before.size):
            found.append(before)
            continue
        try:
            with store.open(each.key) as content:
                digest, size, new = house.pool.add(content)
        except ObjectMissing:  # its time was over: the retention has deleted it meanwhile
            continue
        found.append(Held(each.key, size, digest, each.mark))
        fresh += size if new else 0
    with into.open("w", encoding="utf-8") as lines:
        for one in found:
            lines.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
    tell(BackupStep.OBJECTS, len(there), len(there))
    return found, fresh


def prune(house: House, keep: int) -> list[str]:
    """Remove all but the newest ``keep`` backups and what only they held; their names."""
    whole = house.backups()
    gone = whole[max(1, keep) :]
    for folder in gone:
        (folder / manifest.MANIFEST).unlink()  # first: a half-removed folder is no backup
        shutil.rmtree(folder, ignore_errors=True)
    wanted: set[str] = set()
    for folder in house.backups():
        body = json.loads((folder / manifest.MANIFEST).read_text(encoding="utf-8"))
        wanted |= {each.hash for each in manifest.held(folder)} | set(body["journal"].values())
        wanted |= {body["software"].get("tree", "")}
    house.pool.keep_only(wanted)
    return [folder.name for folder in gone]
