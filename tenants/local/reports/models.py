"""To whom statistics are sent, and what was sent."""

from uuid import uuid4

from django.db import models

from .rules import Every, SendState
from .words import Language


class Recipient(models.Model):
    """A superior department's address for statistics: ``https:``, or ``mailto:`` in ``language``. ``subjects``: which
    tables; ``every``: of which periods, sent when ``hour`` (of the house's day) has come on the day after. ``secret``
    signs what is sent by HTTPS: sealed. ``removed_at``: kept for what was sent."""

    name = models.CharField(max_length=80)
    url = models.CharField(max_length=300)
    subjects = models.JSONField(default=list)
    language = models.CharField(max_length=8, default=Language.ZH_HANS)
    every = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Every])
    hour = models.PositiveSmallIntegerField(default=6)
    is_open = models.BooleanField(default=True)
    secret = models.CharField(max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name", "id")


class Delivery(models.Model):
    """One table for one recipient, as it was when it was made. ``key``: by which the other side knows it again;
    ``round``: counts up when somebody has it sent once more; ``mail``: the document in words, {"subject", "body",
    "csv", "html"}, as it goes by mail."""

    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="deliveries")
    subject = models.CharField(max_length=12)
    begin = models.DateField()
    end = models.DateField()
    document = models.TextField()  # JSON
    digest = models.CharField(max_length=64)  # SHA-256 of the document
    mail = models.JSONField(default=dict)
    state = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in SendState], default=SendState.WAITING
    )
    round = models.PositiveSmallIntegerField(default=1)
    problem = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=80, blank=True)  # "": by the clock
    made_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-id")
        indexes = (models.Index(fields=("-made_at", "-id"), name="delivery_newest_first"),)
        constraints = (
            models.UniqueConstraint(
                fields=("recipient", "subject", "begin", "end"), condition=models.Q(by=""), name="by_clock_once"
            ),
        )
