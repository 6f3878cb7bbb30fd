"""The cursor and the events set aside."""

from django.db import models


class EngineCursor(models.Model):
    """One row: the ``seq`` of the last event that was written, moved in the same transaction as its rows."""

    seq = models.BigIntegerField(default=0)


class EventSetAside(models.Model):
    """An event that could not be written, kept whole for repair. Calls behind it are not held up."""

    seq = models.BigIntegerField(unique=True)
    tenant = models.CharField(max_length=63)
    body = models.TextField()
    error = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
