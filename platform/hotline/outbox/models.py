"""The one outbox of the house, in the public schema, under row-level security by ``tenant``."""

from django.db import models
from django.utils import timezone


class OutboxState(models.TextChoices):
    """UNKNOWN: it was begun and nobody knows yet whether it took effect; it is settled when ``due_at`` comes."""

    PENDING = "PENDING"
    DONE = "DONE"
    FAILED = "FAILED"
    UNKNOWN = "UNKNOWN"


class OutboxRow(models.Model):
    """An effect on the outside world, written in the transaction that wants it. ``key`` makes it happen once."""

    tenant = models.CharField(max_length=63)
    kind = models.CharField(max_length=32)
    key = models.CharField(max_length=160, unique=True)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=OutboxState.choices, default=OutboxState.PENDING)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("due_at",), name="outbox_open", condition=models.Q(state__in=("PENDING", "UNKNOWN"))),
        )
