"""Campaigns, the people on their lists with every attempt, and numbers that must not be called. Numbers are E.164."""

from django.db import models
from django.db.models import Q

from telephony.contracts.outreach import DialMode, MachineRule

from .rules import TargetState


class CampaignState(models.TextChoices):
    """Where a campaign stands."""

    DRAFT = "DRAFT"
    RUNNING = "RUNNING"
    PAUSED = "PAUSED"
    ENDED = "ENDED"


class Campaign(models.Model):
    """A list of people to be called in one way. ``live``: the switchboard's numbers, as of ``live_at``; minutes of
    calling hours from midnight, local time; ``script``: what the agent reads; ``machine``: what becomes of answering
    machines, ``message_prompt``: what is left on them."""

    name = models.CharField(max_length=120)
    mode = models.CharField(max_length=12, choices=[(m.value, m.value) for m in DialMode])
    queue = models.CharField(max_length=80, blank=True)
    survey = models.ForeignKey("surveys.Survey", on_delete=models.PROTECT, null=True, blank=True)
    script = models.TextField(blank=True)
    abandon_percent = models.FloatField(default=3)
    hold_seconds = models.FloatField(default=2)
    ring_seconds = models.FloatField(default=25)
    lines = models.PositiveSmallIntegerField(default=20)
    weekdays = models.JSONField(default=list)
    from_minute = models.PositiveSmallIntegerField(default=9 * 60)
    to_minute = models.PositiveSmallIntegerField(default=20 * 60)
    max_tries = models.PositiveSmallIntegerField(default=3)
    busy_minutes = models.FloatField(default=10)
    no_answer_minutes = models.FloatField(default=120)
    machine = models.CharField(max_length=16, choices=[(m.value, m.value) for m in MachineRule], default="OFF")
    message_prompt = models.CharField(max_length=64, default="dialler-message")
    machine_minutes = models.FloatField(default=240)
    state = models.CharField(max_length=12, choices=CampaignState.choices, default=CampaignState.DRAFT)
    live = models.JSONField(default=dict)
    live_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.CharField(max_length=64)
    started_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")


class Target(models.Model):
    """Somebody to be called. ``next_at``: not before; ``message_left``: on their answering machine, the last time;
    ``disposition``: what the agent noted at the end."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="targets")
    number = models.CharField(max_length=32)
    name = models.CharField(max_length=64, blank=True)
    case_number = models.CharField(max_length=14, blank=True)
    note = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in TargetState], default="PENDING")
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=16, blank=True)
    call_id = models.CharField(max_length=120, blank=True, db_index=True)
    agent_number = models.CharField(max_length=16, blank=True, db_index=True)
    message_left = models.BooleanField(default=False)
    disposition = models.CharField(max_length=24, blank=True)
    remark = models.CharField(max_length=500, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("campaign", "number"), name="on_a_list_once"),)
        indexes = (
            models.Index(fields=("campaign", "next_at", "id"), condition=Q(state="PENDING"), name="target_next"),
            models.Index(fields=("campaign", "state"), name="target_state"),
        )


class Attempt(models.Model):
    """One call to a target; ``outcome`` "" while it goes on; ``judged_seconds``: how long it took to tell whether a
    person had answered, ``judged_why``: in the gateway's own word."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="attempts")
    call_id = models.CharField(max_length=120)
    dialled_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=16, blank=True)
    cause = models.PositiveSmallIntegerField(default=0)
    judged_seconds = models.FloatField(null=True, blank=True)
    judged_why = models.CharField(max_length=64, blank=True)
    message_left = models.BooleanField(default=False)
    agent_number = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("target", "call_id"), name="attempt_once"),)


class DoNotCall(models.Model):
    """A number that no campaign of this tenant may dial, until ``until`` or for good."""

    number = models.CharField(max_length=32, unique=True)
    reason = models.CharField(max_length=200)
    until = models.DateTimeField(null=True, blank=True)
    added_by = models.CharField(max_length=64)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-added_at", "-id")
