"""Recordings from before know the queue and the numbers of their calls, too."""

from django.db import migrations

COPY = """
UPDATE recordings_recording r SET queue = c.queue, caller = c.caller, called = c.called
FROM contacts_contact c WHERE c.call_id = r.call_id AND r.caller = '' AND r.called = '' AND r.queue = ''
"""


class Migration(migrations.Migration):
    dependencies = [
        ("recordings", "0002_policy_retention_and_holds"),
        ("contacts", "0001_initial"),
    ]

    operations = [migrations.RunSQL(COPY, migrations.RunSQL.noop)]
