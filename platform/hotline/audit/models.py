"""The audit log of a tenant."""

from django.db import models


class AuditEntry(models.Model):
    """``action`` ("recording.play") on ``object`` ("recording 01-20260704-00017") by ``actor_name``."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=64)
    actor_tenant = models.CharField(max_length=63)
    action = models.CharField(max_length=64, db_index=True)
    object = models.CharField(max_length=160, db_index=True)
    detail = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-at", "-id")
