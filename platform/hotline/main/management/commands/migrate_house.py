"""``manage.py migrate_house``: run after every update of the program."""

from typing import Any

from django.core.management.base import BaseCommand

from hotline.main.migrating import migrate_house


class Command(BaseCommand):
    """Migrates the shared tables, every tenant's tables, and mends the tenants' database roles."""

    help = "Bring every schema and every tenant's database role up to date"

    def handle(self, *args: Any, **options: Any) -> None:
        migrate_house(verbosity=options["verbosity"])
