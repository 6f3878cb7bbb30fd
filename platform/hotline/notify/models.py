"""Messages that the entered tenant sends to citizens."""

from django.db import models


class MessageState(models.TextChoices):
    """QUEUED here, SENT to the carrier, DELIVERED or FAILED by it; UNKNOWN: the carrier did not say."""

    QUEUED = "QUEUED"
    UNKNOWN = "UNKNOWN"
    SENT = "SENT"
    DELIVERED = "DELIVERED"
    FAILED = "FAILED"


class OutgoingMessage(models.Model):
    """One text message. ``to`` is E.164; ``provider_id`` the carrier's own name for it; ``key`` makes it one.

    ``sender``: the number of ours that it goes out from, "": the one that is set for the house.
    """

    to = models.CharField(max_length=32, db_index=True)
    body = models.TextField()
    template = models.CharField(max_length=32)
    locale = models.CharField(max_length=8)
    key = models.CharField(max_length=120, unique=True)
    case_number = models.CharField(max_length=14, blank=True, db_index=True)
    state = models.CharField(max_length=12, choices=MessageState.choices, default=MessageState.QUEUED, db_index=True)
    provider = models.CharField(max_length=16, blank=True)
    provider_id = models.CharField(max_length=64, blank=True, db_index=True)
    error = models.CharField(max_length=300, blank=True)
    sender = models.CharField(max_length=32, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")
