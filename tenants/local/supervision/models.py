"""Listening by supervisors, requests for help. Rows are keyed by the engine's ids and written by ``handlers``."""

from typing import ClassVar

from django.db import models


class Listening(models.Model):
    """A supervisor's telephone was connected to a call. It stands in the tenant that was listened to and in the
    supervisor's. ``course``: [{"mode", "at" (epoch seconds), "agent"}], oldest first; ``mode``: the newest."""

    watch = models.CharField(max_length=160)
    listened = models.CharField(max_length=63)
    call_id = models.CharField(max_length=120, db_index=True)
    supervisor = models.CharField(max_length=80, db_index=True)
    seat = models.CharField(max_length=80)
    agent = models.CharField(max_length=80, blank=True, db_index=True)
    mode = models.CharField(max_length=16)
    course = models.JSONField(default=list)
    started_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    seconds = models.FloatField(default=0)
    reason = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering = ("-started_at", "-id")
        constraints: ClassVar = [models.UniqueConstraint(fields=("watch", "listened"), name="listening_once")]


class HelpRequest(models.Model):
    """An agent in a call asked for a supervisor. ``taken_by``: agent key of the one who came; ``raised_at``: when it
    went up because nobody had."""

    call_id = models.CharField(max_length=120, db_index=True)
    agent = models.CharField(max_length=80)
    seat = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField(db_index=True)
    raised_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ("-asked_at", "-id")


class AgentMark(models.Model):
    """What stands ordered about an agent (agent key) or a seat (its key): shown on the floor. ``by``: who ordered that
    all talks are recorded; given to a switchboard that has forgotten it."""

    agent = models.CharField(max_length=80, primary_key=True)
    by = models.CharField(max_length=120, blank=True, default="")
    at = models.DateTimeField()
    recorded = models.BooleanField(default=False)
    dismissed = models.BooleanField(default=False)


class SupervisionSettings(models.Model):
    """One row a tenant. ``tell_agents``: agents see on their desk when they are listened to in silence.
    ``help_seconds``: so long a request for help waits before it goes up; 0: for ever."""

    tell_agents = models.BooleanField(default=False)
    help_seconds = models.PositiveIntegerField(default=60, db_default=60)
