"""Waiting lines and flows."""

from django.db import models

from telephony.contracts.plan import Selection
from tenants.local.people.models import Agent


class Queue(models.Model):
    """A waiting line. ``role`` is what flows ask for ("general"); seconds everywhere.

    ``overflow``: list of {"after_seconds": 10, "queue": "city.general"}.
    """

    key = models.CharField(max_length=80, unique=True)
    role = models.CharField(max_length=32)
    name = models.CharField(max_length=64)
    ring_seconds = models.FloatField(default=15)
    wrap_up_seconds = models.FloatField(default=30)
    first_notice_seconds = models.FloatField(default=10)
    notice_every_seconds = models.FloatField(default=30)
    service_level_seconds = models.FloatField(default=15)
    overflow = models.JSONField(default=list)
    record = models.BooleanField(default=True)
    selection = models.CharField(
        max_length=16, choices=[(each.value, each.value) for each in Selection], default=Selection.LONGEST_IDLE.value
    )
    preferred_wait_seconds = models.FloatField(default=0)  # for the agent who talked with the caller last
    call_back = models.BooleanField(default=False)  # who waits may ask to be called when their turn comes
    call_back_tries = models.PositiveSmallIntegerField(default=3)
    call_back_pause_seconds = models.FloatField(default=300)
    music = models.BooleanField(default=True)
    notices = models.BooleanField(default=True)  # the position is told
    tell_wait = models.BooleanField(default=True)  # and the expected wait
    welcome_prompts = models.JSONField(default=list)  # prompt keys
    comfort_prompts = models.JSONField(default=list)  # prompt keys
    comfort_every_seconds = models.FloatField(default=60)
    busy_prompts = models.JSONField(default=list)  # prompt keys; none: the usual one
    is_active = models.BooleanField(default=True)
    revision = models.PositiveIntegerField(default=1)  # grows with every change

    class Meta:
        ordering = ("key",)


class QueueSkill(models.Model):
    """``agent`` serves ``queue`` at ``level`` 1 (low) to 9 (high)."""

    queue = models.ForeignKey(Queue, on_delete=models.CASCADE, related_name="skills")
    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="skills")
    level = models.PositiveSmallIntegerField(default=5)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("queue", "agent"), name="one_level_per_queue"),)


class Flow(models.Model):
    """An IVR flow; ``definition`` is the JSON form of telephony's FlowPlan: {"start": …, "nodes": [...]}."""

    key = models.CharField(max_length=64, unique=True)
    version = models.PositiveIntegerField(default=1)
    definition = models.JSONField()


class FlowVersion(models.Model):
    """A version of a flow as somebody drew it; never changed once kept. ``layout``: node key -> [x, y] drawn."""

    flow = models.ForeignKey(Flow, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    definition = models.JSONField()
    layout = models.JSONField(default=dict)
    note = models.CharField(max_length=200, blank=True)
    author = models.CharField(max_length=80)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-version",)
        constraints = (models.UniqueConstraint(fields=("flow", "version"), name="one_flow_version"),)


class FlowActivation(models.Model):
    """From ``at`` on this version answered calls; the newest one counts."""

    flow = models.ForeignKey(Flow, on_delete=models.CASCADE, related_name="activations")
    version = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=80)

    class Meta:
        ordering = ("-id",)


class FlowSpeech(models.Model):
    """The recording of fixed words that a version says; ``name``: by which the gateways know it (the same words, the
    same name)."""

    version = models.ForeignKey(FlowVersion, on_delete=models.CASCADE, related_name="speech")
    language = models.CharField(max_length=2)
    name = models.CharField(max_length=32, db_index=True)
    text = models.CharField(max_length=500)
    seconds = models.FloatField()
    object_key = models.CharField(max_length=200)

    class Meta:
        ordering = ("language", "id")
        constraints = (models.UniqueConstraint(fields=("version", "language", "name"), name="one_speech_per_words"),)


class OwnPrompt(models.Model):
    """A prompt beside the house's catalogue; ``texts``: what it says, by language."""

    key = models.CharField(max_length=64, unique=True)
    texts = models.JSONField(default=dict)


class PromptSource(models.TextChoices):
    """Where a recording came from."""

    UPLOADED = "UPLOADED"
    RECORDED = "RECORDED"  # in the browser
    SPOKEN = "SPOKEN"  # of a text, by the voice
    SEAT = "SEAT"  # at a seat's telephone


class PromptVersion(models.Model):
    """A recording of a prompt in one language; the one ``in_force`` is played instead of the house's."""

    key = models.CharField(max_length=64)
    language = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=16, choices=PromptSource.choices)
    text = models.CharField(max_length=500, blank=True)
    seconds = models.FloatField()
    object_key = models.CharField(max_length=200)
    made_by = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    in_force = models.BooleanField(default=False)

    class Meta:
        ordering = ("key", "language", "-number")
        constraints = (
            models.UniqueConstraint(fields=("key", "language", "number"), name="prompt_version_once"),
            models.UniqueConstraint(
                fields=("key", "language"), condition=models.Q(in_force=True), name="one_prompt_in_force"
            ),
        )


class TakeState(models.TextChoices):
    """What became of a recording at a telephone."""

    PENDING = "PENDING"  # lies on the gateway
    DONE = "DONE"
    FAILED = "FAILED"  # nothing to be heard in it, or gone


class PromptTake(models.Model):
    """A prompt recorded at a telephone; ``number``: the draft version that was made of it."""

    name = models.CharField(max_length=140, unique=True)
    gateway = models.CharField(max_length=32)
    call_id = models.CharField(max_length=120, db_index=True)
    key = models.CharField(max_length=64)
    language = models.CharField(max_length=2)
    agent = models.CharField(max_length=80)
    asked_by = models.CharField(max_length=80)
    state = models.CharField(max_length=8, choices=TakeState.choices, default=TakeState.PENDING)
    number = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)
