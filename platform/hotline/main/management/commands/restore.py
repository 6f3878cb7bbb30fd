"""``manage.py restore FOLDER``: bring a house back from a backup. Every process of the house must be stopped."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from hotline.backup import runs
from hotline.backup.errors import BackupError
from hotline.backup.manifest import Manifest
from hotline.backup.place import of_settings
from hotline.backup.restoring import restore
from hotline.main.migrating import migrate_house
from hotline.objectstore import current_store


def known_migrations() -> list[str]:
    """ "app.name" of every migration of this program."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return [f"{app}.{name}" for app, name in loader.disk_migrations]


def bring_up(made: Manifest) -> None:
    """The restored database to this program's state, with the tenants' roles and walls."""
    connections.close_all()
    migrate_house()
    runs.do_settle_restored(made)
    connections.close_all()


class Command(BaseCommand):
    """All or nothing."""

    help = "Restore a backup into a house that is stopped"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder")
        parser.add_argument("--replace", action="store_true", help="put the house aside that is there")
        parser.add_argument("--other-key", action="store_true", help="take a backup that another secret key has sealed")

    def handle(self, *args: Any, **options: Any) -> None:
        connections.close_all()
        given = {"replace": options["replace"], "other_key": options["other_key"]}
        folder = Path(options["folder"]).resolve()
        try:
            done = restore(folder, of_settings(), current_store(), known_migrations(), bring_up, **given)
        except BackupError as error:
            raise CommandError(f"{error}. Nothing was changed.") from error
        self.stdout.write(f"Restored {done.manifest.name}: {done.manifest.rows} rows, {done.objects} objects.")
        if done.put_aside:
            self.stdout.write(f"The database that was there before is {done.put_aside}; drop it when all is well.")
