"""The read model of cases."""

from django.db import models


class CaseCard(models.Model):
    """A case as the city sees it, written in the same transaction as the case. Under row-level security."""

    tenant = models.CharField(max_length=63)
    number = models.CharField(max_length=24)
    kind = models.CharField(max_length=16)
    state = models.CharField(max_length=24)
    title = models.CharField(max_length=200)
    reporter_phone = models.CharField(max_length=32, blank=True)
    unit = models.CharField(max_length=80, blank=True)
    registered_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "number"), name="one_card_per_case"),)
        indexes = (
            models.Index(fields=("number",)),
            models.Index(fields=("reporter_phone", "-registered_at")),
            models.Index(fields=("state", "-registered_at")),
        )
