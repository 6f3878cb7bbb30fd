"""Questionnaires, their published versions, and one row per person asked."""

from django.db import models


class Survey(models.Model):
    """A questionnaire in its working form. ``questions``: list of rules.Question; ``version``: the one published last,
    0 for none; ``intro``: what the agent says first."""

    title = models.CharField(max_length=120)
    intro = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="zh")
    questions = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.CharField(max_length=64)

    class Meta:
        ordering = ("-changed_at", "-id")


class SurveyVersion(models.Model):
    """A version that was published: never changed."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    intro = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="zh")
    questions = models.JSONField()
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.CharField(max_length=64)

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("survey", "number"), name="survey_version_once"),)


class AfterCall(models.Model):
    """What citizens press after their talk, at the step ``node`` of the IVR flow ``flow``, answers ``question``."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="after_calls")
    flow = models.CharField(max_length=64)
    node = models.CharField(max_length=64)
    question = models.CharField(max_length=64)

    class Meta:
        ordering = ("flow", "node", "survey_id")
        constraints = (models.UniqueConstraint(fields=("survey", "flow", "node"), name="step_feeds_once"),)


class Channel(models.TextChoices):
    """How somebody was asked."""

    AGENT = "AGENT"
    KEYS = "KEYS"  # called by the platform
    AFTER_CALL = "AFTER_CALL"  # asked by keys when their own call was over


class Response(models.Model):
    """What one person answered. ``answers``: question -> value; ``reference``: what they were asked for (a target of
    a campaign, a call), once per survey."""

    version = models.ForeignKey(SurveyVersion, on_delete=models.PROTECT, related_name="responses")
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="responses")
    channel = models.CharField(max_length=12, choices=Channel.choices)
    reference = models.CharField(max_length=120)
    call_id = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=32, blank=True)
    name = models.CharField(max_length=64, blank=True)
    case_number = models.CharField(max_length=14, blank=True)
    agent_number = models.CharField(max_length=16, blank=True)
    answers = models.JSONField(default=dict)
    is_complete = models.BooleanField(default=False)
    started_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-changed_at", "-id")
        constraints = (models.UniqueConstraint(fields=("survey", "reference"), name="asked_once"),)
        indexes = (models.Index(fields=("survey", "-changed_at"), name="survey_newest"),)
