"""``manage.py demo_seed``: the demo city. May be run again and again."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from hotline.main.demo import alarms, faxes, letters, notes, outreach, seed, texts, voicemail, written, yesterday
from hotline.main.migrating import migrate_house
from telephony import facade
from tenants.local.routing import routing_plan


class Command(BaseCommand):
    """Migrates, seeds, writes the credentials, publishes the routing plan and prints the accounts."""

    help = "Make the demo city (needs HOTLINE_DEMO=1)"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("demo accounts belong in the demo only: set HOTLINE_DEMO=1")
        migrate_house()
        everybody = seed.seed()
        outreach.seed_everywhere()
        notes.seed()
        yesterday.seed_yesterday()
        voicemail.seed_voicemail()
        faxes.seed_faxes()
        letters.seed_letters()
        texts.seed_texts()
        written.seed_written()
        alarms.seed()
        path = seed.write_credentials(settings.HOTLINE_HOME, everybody)
        try:
            routing_plan.do_publish()
        except facade.BusAway:
            self.stdout.write("Redis is away: the recorder will publish the routing plan")
        for account in everybody:
            self.stdout.write(f"{account.username:18} {account.password:26} {' '.join(account.roles)}")
        self.stdout.write(f"accounts kept in {path}")
