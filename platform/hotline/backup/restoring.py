"""Bringing a house back: all or nothing.

The dump goes into a new database beside the old one, and is counted; only then the names are exchanged. What fails
later exchanges them again and takes back the objects that were put.
"""

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from hotline.objectstore import ObjectMissing, ObjectStore

from . import manifest, postgres
from .errors import BackupError, Damaged, InUse, NotEmpty, TooNew
from .manifest import DUMP, Held, Manifest
from .place import House
from .pool import Pool, hash_of

ALREADY = "There is a house here already: restore elsewhere, or say --replace to put it aside"


@dataclass(frozen=True, slots=True)
class Restored:
    """``put_aside``: the database and the journal that were there before, "" for none."""

    manifest: Manifest
    objects: int
    put_aside: str


def look_into(folder: Path, house: House, known: Iterable[str] | None = None, *, other_key: bool = False) -> Manifest:
    """The manifest of a backup of which every byte is as written. ``known``: migrations of this program.

    Raises Damaged, OtherKey, TooNew."""
    made = manifest.read(folder, house.key, other_key=other_key)
    if known is not None and (strange := sorted(set(made.migrations) - set(known))):
        raise TooNew(
            f"The backup was made by a newer program ({made.software.get('version')} {made.software.get('commit', '')})"
            f": this one does not know {', '.join(strange[:3])}. Install that program, then restore"
        )
    pool = Pool(folder.parent / "pool")
    for each in manifest.held(folder):
        pool.check(each.hash, each.key)
    for name, digest in made.journal.items():
        if "/" in name or name.startswith("."):
            raise Damaged(f"{name} is no file of a journal")
        pool.check(digest, f"journal/{name}")
    if tree := made.software.get("tree"):
        pool.check(tree, "the program's archive")
    return made


def restore(
    folder: Path,
    house: House,
    store: ObjectStore,
    known: Iterable[str],
    bring_up: Callable[[Manifest], None],
    *,
    replace: bool = False,
    other_key: bool = False,
) -> Restored:
    """Bring back the backup in ``folder``. ``bring_up`` migrates the restored database to this program's state and
    makes the tenants' roles. ``replace``: where there is a house already, its database and journal are put aside.

    Raises BackupError; then all is as before."""
    made = look_into(folder, house, known, other_key=other_key)
    stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
    aside = f"{house.database.name}_before_{stamp}"
    with (
        house.database.named("postgres").connect() as server,
        tempfile.TemporaryDirectory() as scratch,
        contextlib.ExitStack() as undo,
    ):
        there = _exists(server, house.database.name)
        full = _may(house, store, server, replace)
        fresh = house.database.named(f"{house.database.name}_restoring")
        _create(server, fresh.name)
        undo.callback(_drop, server, fresh.name)
        _load(fresh, folder, made)
        _objects(folder, store, Path(scratch), undo)
        if there:
            _rename(server, house.database.name, aside)
            undo.callback(_rename, server, aside, house.database.name)
        _rename(server, fresh.name, house.database.name)
        undo.callback(_rename, server, house.database.name, fresh.name)
        _journal(folder, house, made, stamp, undo)
        bring_up(made)
        undo.pop_all()
        if there and not full:
            _drop(server, aside)  # it was made for a house that never was set up
    return Restored(made, made.objects, aside if full else "")


def _may(house: House, store: ObjectStore, server: "psycopg.Connection[Any]", replace: bool) -> bool:
    """Is there a house in the database already? Raises InUse, NotEmpty."""
    if not replace and next(iter(store.listing()), None):
        raise NotEmpty(ALREADY)
    if not _exists(server, house.database.name):
        return False
    with house.database.connect() as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'",
            [house.database.name],
        ).fetchone()
        if row and row[0]:
            raise InUse(f"{row[0]} connections to the database {house.database.name}: stop every process of the house")
        full = connection.execute("SELECT to_regclass('public.registry_tenant')").fetchone()
    if not replace and full and full[0]:
        raise NotEmpty(ALREADY)
    return bool(full and full[0])


def _load(fresh: postgres.Database, folder: Path, made: Manifest) -> None:
    with fresh.connect() as connection:
        server = postgres.server_major(connection)
    with tempfile.TemporaryDirectory() as scratch:
        postgres.load(fresh, folder / DUMP, max(server, made.server), Path(scratch) / "list")
    with fresh.connect() as connection:
        found = postgres.counts(connection)
    for schema, tables in made.counts.items():
        for table, rows in tables.items():
            if found.get(schema, {}).get(table) != rows:
                raise BackupError(f"{schema}.{table} has {found.get(schema, {}).get(table)} rows instead of {rows}")


def _objects(folder: Path, store: ObjectStore, scratch: Path, undo: contextlib.ExitStack) -> None:
    """Put what is missing or another; what is taken back is deleted, or the old content put again."""
    pool = Pool(folder.parent / "pool")
    for number, each in enumerate(manifest.held(folder)):
        if _same(store, each):
            continue
        old = _kept(store, each.key, scratch / str(number))
        with pool.path(each.hash).open("rb") as content:
            undo.callback(_take_back, store, each.key, old)
            store.put(each.key, content, "application/octet-stream")
        if not _same(store, each):
            raise BackupError(f"The object store did not keep {each.key}")


def _same(store: ObjectStore, each: Held) -> bool:
    try:
        if store.size(each.key) != each.size:
            return False
        with store.open(each.key) as content:
            return hash_of(content) == each.hash
    except ObjectMissing:
        return False


def _kept(store: ObjectStore, key: str, scratch: Path) -> Path | None:
    try:
        with store.open(key) as content, scratch.open("wb") as file:
            shutil.copyfileobj(content, file)
            return scratch
    except ObjectMissing:
        return None


def _take_back(store: ObjectStore, key: str, old: Path | None) -> None:
    if old is None:
        store.delete(key)
        return
    with old.open("rb") as content:
        store.put(key, content, "application/octet-stream")


def _journal(folder: Path, house: House, made: Manifest, stamp: str, undo: contextlib.ExitStack) -> None:
    """The switchboard goes on from the backup's journal: what it had not written yet is written when it starts."""
    pool = Pool(folder.parent / "pool")
    if house.journal.is_dir():
        before = house.journal.with_name(f"{house.journal.name}.before-{stamp}")
        house.journal.rename(before)
        undo.callback(before.rename, house.journal)
    house.journal.mkdir(parents=True)
    undo.callback(shutil.rmtree, house.journal, ignore_errors=True)
    for name, digest in made.journal.items():
        shutil.copyfile(pool.path(digest), house.journal / name)


def _exists(server: "psycopg.Connection[Any]", name: str) -> bool:
    return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _create(server: "psycopg.Connection[Any]", name: str) -> None:
    _drop(server, name)  # of a restore that was killed
    server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(name)))


def _drop(server: "psycopg.Connection[Any]", name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _rename(server: "psycopg.Connection[Any]", old: str, new: str) -> None:
    server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [old])
    server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(old), sql.Identifier(new)))
