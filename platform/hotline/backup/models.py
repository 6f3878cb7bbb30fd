"""Runs of the backup and when they happen; in the public schema."""

from django.db import models
from django.utils import timezone


class BackupState(models.TextChoices):
    """How a run stands."""

    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"


class BackupStep(models.TextChoices):
    """What a run does, in this order."""

    JOURNAL = "JOURNAL"
    DATABASE = "DATABASE"
    OBJECTS = "OBJECTS"
    SOFTWARE = "SOFTWARE"
    CHECK = "CHECK"


class BackupRun(models.Model):
    """One backup. Sizes in bytes; ``fresh``: of them newly copied; ``done`` of ``total`` objects of the step.

    ``kept``: the folder is still there. ``checked_at``: all that was newly written had been read back by then."""

    name = models.CharField(max_length=32)  # of its folder
    by = models.CharField(max_length=64, blank=True)  # "" for the clock
    state = models.CharField(max_length=8, choices=BackupState.choices, default=BackupState.RUNNING)
    step = models.CharField(max_length=8, choices=BackupStep.choices, default=BackupStep.JOURNAL)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    size = models.BigIntegerField(default=0)
    fresh = models.BigIntegerField(default=0)
    objects_count = models.PositiveIntegerField(default=0)
    rows = models.BigIntegerField(default=0)
    kept = models.BooleanField(default=False)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-started_at", "-id")


class BackupRule(models.Model):
    """The only row: made each night at ``hour``:``minute`` of the city's clock, the newest ``keep`` are kept, and it is
    an alarm when the newest is older than ``limit_hours``."""

    nightly = models.BooleanField(default=True)
    hour = models.PositiveSmallIntegerField(default=2)
    minute = models.PositiveSmallIntegerField(default=30)
    keep = models.PositiveSmallIntegerField(default=14)
    limit_hours = models.PositiveSmallIntegerField(default=36)
    since = models.DateTimeField(default=timezone.now)
