"""A backup of the demo city with four tenants, brought back as another house with a database and files of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings

from hotline import objectstore, tenancy
from hotline.backup import making, manifest, postgres, restoring, runs
from hotline.backup.errors import Damaged, InUse, NotEmpty, OtherKey, TooNew
from hotline.backup.manifest import Manifest
from hotline.backup.models import BackupRun, BackupState
from hotline.backup.place import House
from hotline.backup.postgres import Database
from hotline.main import tasks
from hotline.main.management.commands.restore import known_migrations
from hotline.objectstore.memory import MemoryStore
from telephony.contracts.events import AlarmKind
from tenants.shared.alarms.models import Alarm
from tests.conftest import TENANTS

KEY = "east/recordings/2026/07/04/02-20260704-00001.wav"
ELSEWHERE = "hotline_elsewhere"
SOUND = b"RIFF" + bytes(range(256)) * 400


@pytest.fixture
def store() -> MemoryStore:
    made = MemoryStore()
    made.put(KEY, BytesIO(SOUND), "audio/wav")
    made.put("city/faxes/1.tiff", BytesIO(b"II*"), "image/tiff")
    return made


@pytest.fixture
def house(committed_city: None, tmp_path: Path) -> Iterator[House]:
    """The demo city, with a journal; what was restored beside it is dropped at the end."""
    (tmp_path / "journal").mkdir()
    (tmp_path / "journal" / "snapshot-1").write_bytes(b"the switchboard's own")
    database = Database.of_settings(settings.DATABASES["default"])
    program = tmp_path / "program"
    (program / "docs").mkdir(parents=True)
    (program / "manage.py").write_text("print()")
    (program / "docs" / "a.md").write_text("# A")
    yield House(database, settings.SECRET_KEY, tmp_path / "journal", program, tmp_path / "backups")
    with database.named("postgres").connect() as server:
        names = server.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{ELSEWHERE}%"]).fetchall()
        for (name,) in names:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        roles = server.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE %s", [f"{ELSEWHERE}%"]).fetchall()
        for (role,) in roles:
            server.execute(f'DROP ROLE "{role}"')


def elsewhere(house: House, tmp_path: Path) -> House:
    return House(
        house.database.named(ELSEWHERE), house.key, tmp_path / "there" / "journal", house.program, house.folder
    )


def nothing(_made: Manifest) -> None:
    """Brings nothing up."""


def manage(tmp_path: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The command of another house: its own folder and database, the same secret key."""
    parts = urlsplit(settings.ENV.database_url)
    environment = {
        **os.environ,
        "HOTLINE_HOME": str(tmp_path / "there"),
        "DATABASE_URL": urlunsplit(parts._replace(path=f"/{ELSEWHERE}")),
        "SECRET_KEY": settings.SECRET_KEY,
        "DJANGO_SETTINGS_MODULE": "hotline.main.settings.base",
        "S3_BUCKET": "",
    }
    return subprocess.run(
        [sys.executable, "-W", "ignore", str(settings.BASE_DIR / "manage.py"), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def databases(house: House) -> set[str]:
    with house.database.named("postgres").connect() as server:
        return {row[0] for row in server.execute("SELECT datname FROM pg_database")}


def test_given_four_tenants_when_restored_elsewhere_then_every_row_file_and_wall_is_there(
    house: House, store: MemoryStore, tmp_path: Path
) -> None:
    with tenancy.entered_public():
        runs.rule()
    run = runs.do_run(house, store, "somebody")
    with house.database.connect() as here:
        before = postgres.counts(here)
    assert set(TENANTS) < set(before)
    answer = manage(tmp_path, "restore", str(house.folder / run.name))
    assert answer.returncode == 0, answer.stderr
    assert f"Restored {run.name}: {run.rows} rows, 2 objects." in answer.stdout
    with house.database.named(ELSEWHERE).connect() as there:
        assert postgres.counts(there) == before
        # the walls stand with roles of this database's own
        there.execute(f'SET ROLE "{ELSEWHERE}_east"')
        assert there.execute("SELECT count(*) FROM east.people_department").fetchone() is not None
        with pytest.raises(Exception, match="permission denied"):
            there.execute("SELECT count(*) FROM west.people_department")
        there.execute("RESET ROLE")
        row = there.execute("SELECT state, kept FROM backup_backuprun").fetchone()
        assert row == ("DONE", True)
    assert (tmp_path / "there" / "objects" / KEY).read_bytes() == SOUND
    assert (tmp_path / "there" / "journal" / "snapshot-1").read_bytes() == b"the switchboard's own"
    # when again, it is refused: there is a house now; who says so has it put aside
    into, folder = elsewhere(house, tmp_path), house.folder / run.name
    with pytest.raises(NotEmpty, match="There is a house here already"):
        restoring.restore(folder, into, MemoryStore(), known_migrations(), nothing)
    done = restoring.restore(folder, into, MemoryStore(), known_migrations(), nothing, replace=True)
    assert done.put_aside.startswith(f"{ELSEWHERE}_before_") and done.put_aside in databases(house)


def test_given_a_backup_when_another_is_made_then_only_what_is_new_is_copied_and_old_ones_go(
    house: House, store: MemoryStore
) -> None:
    with tenancy.entered_public():
        runs.do_set_rule(nightly=True, hour=2, minute=30, keep=2, limit_hours=36)
    first = runs.do_run(house, store)
    assert (first.state, first.objects_count, first.kept) == (BackupState.DONE, 2, True)
    pool = house.folder / "pool"
    had = {path.name for path in pool.glob("??/*")}
    store.put("west/recordings/new.wav", BytesIO(b"new"), "audio/wav")
    store.delete("city/faxes/1.tiff")
    second = runs.do_run(house, store)
    dumped = (house.folder / second.name / manifest.DUMP).stat().st_size
    assert second.fresh == dumped + len(b"new")
    assert len({path.name for path in pool.glob("??/*")} - had) == 1
    runs.do_run(house, store)
    # the first is gone, and with it the fax that no backup holds any more
    assert not (house.folder / first.name).exists()
    held = {path.read_bytes() for path in pool.glob("??/*")}
    assert SOUND in held and b"II*" not in held
    with tenancy.entered_public():
        assert list(BackupRun.objects.values_list("kept", flat=True)) == [True, True, False]


def damage(house: House, what: str) -> Path:
    """Change one thing of the backup; the file that was touched."""
    folder = house.folder / "b1"
    body = json.loads((folder / manifest.MANIFEST).read_text())
    if what == "dump":
        path = folder / manifest.DUMP
        path.write_bytes(path.read_bytes()[:-1] + b"!")
    elif what in ("object", "missing"):
        path = house.pool.path(next(each.hash for each in manifest.held(folder) if each.key == KEY))
        path.unlink() if what == "missing" else path.write_bytes(SOUND[:-1] + b"x")
    elif what == "journal":
        path = house.pool.path(body["journal"]["snapshot-1"])
        path.write_bytes(b"another")
    elif what == "list":
        path = folder / manifest.OBJECTS
        path.write_text("")
    else:
        path = folder / manifest.MANIFEST
        path.write_text(json.dumps({**body, "objects": 1}))
    return path


def test_given_a_tampered_backup_when_restored_then_refused_and_nothing_is_made(
    house: House, store: MemoryStore, tmp_path: Path
) -> None:
    making.make(house, store, "b1", lambda *_: None)
    into, target, folder = elsewhere(house, tmp_path), MemoryStore(), house.folder / "b1"
    whole = {path: path.read_bytes() for path in house.folder.rglob("*") if path.is_file()}
    for what in ("dump", "object", "missing", "journal", "list", "manifest"):
        path = damage(house, what)
        with pytest.raises(OtherKey if what == "manifest" else Damaged):
            restoring.restore(folder, into, target, known_migrations(), nothing)
        path.write_bytes(whole[path])
    assert restoring.look_into(folder, house, known_migrations()).objects == 2
    assert ELSEWHERE not in databases(house)
    assert list(target.listing()) == [] and not into.journal.exists()


def test_given_a_newer_programs_or_another_houses_backup_when_restored_then_refused(
    house: House, store: MemoryStore, tmp_path: Path
) -> None:
    making.make(house, store, "b1", lambda *_: None)
    into = elsewhere(house, tmp_path)
    older = [each for each in known_migrations() if not each.startswith("backup.")]
    with pytest.raises(TooNew, match=r"does not know backup\.0001_initial"):
        restoring.restore(house.folder / "b1", into, MemoryStore(), older, nothing)
    stranger = House(into.database, "another key", into.journal, into.program, into.folder)
    with pytest.raises(OtherKey):
        restoring.restore(house.folder / "b1", stranger, MemoryStore(), known_migrations(), nothing)
    assert ELSEWHERE not in databases(house)
    # who says so takes it all the same
    done = restoring.restore(house.folder / "b1", stranger, MemoryStore(), known_migrations(), nothing, other_key=True)
    assert done.objects == 2


def test_given_a_house_at_work_or_with_files_when_restored_over_then_refused(
    house: House, store: MemoryStore, tmp_path: Path
) -> None:
    making.make(house, store, "b1", lambda *_: None)
    with house.database.connect() as at_work:
        at_work.execute("SELECT 1")
        with pytest.raises(InUse, match="stop every process"):
            restoring.restore(house.folder / "b1", house, store, known_migrations(), nothing, replace=True)
    with pytest.raises(NotEmpty):
        restoring.restore(house.folder / "b1", elsewhere(house, tmp_path), store, known_migrations(), nothing)


def test_given_a_house_when_bringing_up_the_restored_one_fails_then_all_is_as_before(
    house: House, store: MemoryStore, tmp_path: Path
) -> None:
    making.make(house, store, "b1", lambda *_: None)
    into, target = elsewhere(house, tmp_path), MemoryStore()
    with house.database.named("postgres").connect() as server:
        server.execute(f"CREATE DATABASE {ELSEWHERE}")
    with into.database.connect() as there:
        there.execute("CREATE TABLE registry_tenant (key text)")
    into.journal.mkdir(parents=True)
    (into.journal / "old").write_bytes(b"old")
    target.put(KEY, BytesIO(b"what was there"), "audio/wav")
    before = databases(house)

    def fails(_made: Manifest) -> None:
        raise RuntimeError("no migration")

    with pytest.raises(RuntimeError, match="no migration"):
        restoring.restore(house.folder / "b1", into, target, known_migrations(), fails, replace=True)
    assert databases(house) == before
    with into.database.connect() as there:
        assert postgres.counts(there) == {"public": {"registry_tenant": 0}}
    assert [path.name for path in into.journal.iterdir()] == ["old"]
    assert {each.key: each.size for each in target.listing()} == {KEY: len(b"what was there")}


def test_given_a_store_that_fails_when_backed_up_then_no_folder_an_alarm_and_the_next_success_ends_it(
    house: House, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "of_settings", lambda: house)
    monkeypatch.setattr(objectstore, "_wired", [store])

    class Broken(MemoryStore):
        def open(self, key: str, start: int = 0, length: int | None = None) -> BytesIO:
            raise OSError("the disk is gone")

    broken = Broken()
    broken.put(KEY, BytesIO(SOUND), "audio/wav")
    monkeypatch.setattr(objectstore, "_wired", [broken])
    assert tasks.back_up() is False
    assert house.backups() == []
    with tenancy.entered_public():
        run = BackupRun.objects.get()
        assert (run.state, run.error, run.kept) == (BackupState.FAILED, "the disk is gone", False)
        alarm = Alarm.objects.get(kind=AlarmKind.BACKUP_FAILED)
        assert (alarm.open, alarm.detail) == (True, "the disk is gone")
    monkeypatch.setattr(objectstore, "_wired", [store])
    assert tasks.back_up() is True
    with tenancy.entered_public():
        assert not Alarm.objects.get(kind=AlarmKind.BACKUP_FAILED).open


def test_given_one_is_being_made_when_another_is_wanted_then_it_is_not_begun(
    house: House, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "of_settings", lambda: house)
    with house.database.connect() as busy:
        busy.execute(making.LOCK)
        assert tasks.back_up() is False
        with tenancy.entered_public():
            assert BackupRun.objects.count() == 0


def test_given_no_backup_for_too_long_when_minded_then_an_alarm_stands_once(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks.back_up, "delay", lambda: None)
    with tenancy.entered_public():
        law = runs.rule()
        law.since = law.since.replace(year=law.since.year - 1)
        law.save()
    tasks.mind_backups()
    tasks.mind_backups()
    with tenancy.entered_public():
        alarm = Alarm.objects.get(kind=AlarmKind.BACKUP_OLD)
        assert (alarm.open, alarm.times) == (True, 1)
