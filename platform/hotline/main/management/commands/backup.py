"""``manage.py backup``: make a backup now, or look through one that is there."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hotline.backup import runs
from hotline.backup.errors import BackupError
from hotline.backup.place import of_settings
from hotline.backup.restoring import look_into
from hotline.objectstore import current_store


class Command(BaseCommand):
    """Safe while the house works."""

    help = "Make a backup of database, objects, journal and program; --check FOLDER reads one back instead"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", metavar="FOLDER", help="read every byte of this backup instead")

    def handle(self, *args: Any, **options: Any) -> None:
        house = of_settings()
        try:
            if options["check"]:
                made = look_into(Path(options["check"]).resolve(), house)
                self.stdout.write(f"whole: {made.name}, {made.rows} rows, {made.objects} objects, {made.size} bytes")
                return
            run = runs.do_run(house, current_store(), "command line")
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{house.folder / run.name}: {run.rows} rows, {run.objects_count} objects, {run.size} bytes,"
            f" {run.fresh} of them new"
        )
