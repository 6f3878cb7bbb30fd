"""Recordings and the counter that numbers them."""

from django.db import models

from telephony.contracts.events import RecordingKind


class RecordingState(models.TextChoices):
    """SPOOLED: on the gateway. STORED: in the object store, verified. FAILED: nothing usable was recorded."""

    RECORDING = "RECORDING"
    SPOOLED = "SPOOLED"
    STORED = "STORED"
    FAILED = "FAILED"


class Recording(models.Model):
    """One conversation of one agent, or one voice message. ``seconds`` is its length."""

    number = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=160, unique=True)
    gateway = models.CharField(max_length=32)
    call_id = models.CharField(max_length=120, db_index=True)
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in RecordingKind])
    agent_number = models.CharField(max_length=16, blank=True, db_index=True)
    seat = models.CharField(max_length=80, blank=True)
    started_at = models.DateTimeField(db_index=True)
    seconds = models.FloatField(default=0)
    state = models.CharField(max_length=12, choices=RecordingState.choices, default=RecordingState.RECORDING)
    object_key = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ("-started_at", "-id")


class RecordingCounter(models.Model):
    """The last sequence number of a day."""

    day = models.DateField(primary_key=True)
    last = models.PositiveIntegerField(default=0)
