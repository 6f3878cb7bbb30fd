"""Dispatches with their units and every attempt; the list of who is on duty. Telephone numbers as they are dialled."""

from django.db import models
from django.db.models import Q

from telephony.contracts.outreach import UnitState


class DutyContact(models.Model):
    """Somebody of a unit who is called when there is something to enforce. ``numbers``: first, second …;
    ``weekdays``: 1 (Monday) to 7, none means every day; minutes from midnight, local time."""

    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="duty")
    name = models.CharField(max_length=64)
    numbers = models.JSONField(default=list)
    weekdays = models.JSONField(default=list)
    from_minute = models.PositiveSmallIntegerField(default=0)
    to_minute = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("department__code", "name", "id")


class DispatchState(models.TextChoices):
    """Where a dispatch stands."""

    RUNNING = "RUNNING"
    ENDED = "ENDED"
    CANCELLED = "CANCELLED"
    LOST = "LOST"  # the switchboard began anew in the middle


class Dispatch(models.Model):
    """One order to several units. ``prompts``: what is said; ``text``: the same for reading. ``begun``: the switchboard
    has taken it; rows that it has not yet are nobody's to see."""

    title = models.CharField(max_length=120)
    prompts = models.JSONField(default=list)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="zh")
    case_number = models.CharField(max_length=14, blank=True, db_index=True)
    tries = models.PositiveSmallIntegerField(default=3)
    interval_seconds = models.FloatField(default=60)
    ring_seconds = models.FloatField(default=30)
    begun = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=DispatchState.choices, default=DispatchState.RUNNING)
    started_by = models.CharField(max_length=64)
    started_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-started_at", "-id")
        indexes = (models.Index(fields=("state",), condition=Q(state="RUNNING"), name="dispatch_running"),)


class DispatchUnit(models.Model):
    """A unit that is called. ``name`` and ``person`` as they were then."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.CASCADE, related_name="units")
    department_code = models.CharField(max_length=32, blank=True)
    name = models.CharField(max_length=120)
    person = models.CharField(max_length=64, blank=True)
    numbers = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in UnitState], default="WAITING")
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)


class DispatchAttempt(models.Model):
    """One call to a unit. ``key``: what was pressed; ``outcome`` "" while it goes on."""

    unit = models.ForeignKey(DispatchUnit, on_delete=models.CASCADE, related_name="attempts")
    attempt = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=32)
    call_id = models.CharField(max_length=120, blank=True)
    dialled_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=16, blank=True)
    key = models.CharField(max_length=1, blank=True)

    class Meta:
        ordering = ("attempt",)
        constraints = (models.UniqueConstraint(fields=("unit", "attempt"), name="one_row_per_attempt"),)
