"""Versions of the routing script, what was in force when, its alarms, and dry runs. Kept by the city alone."""

from django.db import models


class RoutingScript(models.Model):
    """A version of the script (Starlark source); never changed once kept."""

    version = models.PositiveIntegerField(unique=True)
    source = models.TextField()
    note = models.CharField(max_length=200, blank=True)
    author = models.CharField(max_length=80)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-version",)


class Activation(models.Model):
    """From ``at`` on this version was in force; None: the built-in order. The newest one counts."""

    script = models.ForeignKey(RoutingScript, null=True, on_delete=models.PROTECT, related_name="activations")
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=80)

    class Meta:
        ordering = ("-id",)


class ScriptAlarm(models.Model):
    """The script in force was of no use in a decision; the call was served by the built-in order."""

    seq = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    version = models.PositiveIntegerField()
    problem = models.CharField(max_length=300)
    line = models.PositiveIntegerField(null=True)
    failures = models.PositiveIntegerField()
    suspended = models.BooleanField()

    class Meta:
        ordering = ("-seq",)


class RunState(models.TextChoices):
    """How far a dry run is."""

    WAITING = "WAITING"
    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"


class DryRun(models.Model):
    """A recorded ``day`` played with ``draft`` and with the script in force. ``progress``: percent. ``figures``: JSON,
    {"draft": …, "in_force": …}, each as ``telephony.facade.replay.Figures``."""

    day = models.DateField()
    draft = models.TextField()
    in_force = models.ForeignKey(RoutingScript, null=True, on_delete=models.PROTECT, related_name="+")
    author = models.CharField(max_length=80)
    created_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    touched_at = models.DateTimeField(auto_now=True)
    calls = models.PositiveIntegerField(default=0)
    figures = models.JSONField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-id",)
