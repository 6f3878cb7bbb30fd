"""Alarms."""

from django.db import models


class Alarm(models.Model):
    """Something that people must know of. ``open``: what happens again counts up here instead of making another row.

    ``tenant``: key of whose matter it is, "" for the whole city. A lasting alarm is open until it is cleared
    (``cleared_at``), any other until somebody has acknowledged it.
    """

    kind = models.CharField(max_length=24)  # of AlarmKind
    subject = models.CharField(max_length=80)
    detail = models.CharField(max_length=300, blank=True)
    tenant = models.CharField(max_length=63, blank=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    open = models.BooleanField(default=True)
    cleared_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-last_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("kind", "subject"), condition=models.Q(open=True), name="alarm_open_once"),
        )
        indexes = (models.Index(fields=("-last_at", "-id"), name="alarm_newest_first"),)
