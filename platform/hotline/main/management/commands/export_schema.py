"""``manage.py export_schema``: print the schema to graphql/schema.graphql; ``--check`` only compares."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Write graphql/schema.graphql, or with --check fail when it is not what the code says."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        from hotline_api.printed import printed_schema

        path = settings.BASE_DIR / "graphql" / "schema.graphql"
        printed = printed_schema()
        if not options["check"]:
            path.write_text(printed, encoding="utf-8")
            self.stdout.write(f"{path} written")
        elif not path.is_file() or path.read_text(encoding="utf-8") != printed:
            raise CommandError("graphql/schema.graphql differs from the code: run manage.py export_schema")
