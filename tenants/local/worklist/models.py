"""Written work of this tenant (voice messages, web submissions, mail, faxes, SMS) on its way through the queues.

A row stands for one passage of one thing that a citizen sent: ``source`` is its key in the app that keeps it. Rows are
made and closed by those apps through ``actions``; where the work stands is written by ``handlers`` alone.
"""

from django.db import models

from telephony.contracts.work import WorkMedium

MEDIA = [(medium.value, medium.value) for medium in WorkMedium]


class WorkState(models.TextChoices):
    """Where a piece stands."""

    WAITING = "WAITING"
    OFFERED = "OFFERED"
    IN_HAND = "IN_HAND"
    DONE = "DONE"


class WorkItem(models.Model):
    """A piece of written work. ``told``: the engine has it; ``forgotten``: the engine knows that it is done."""

    work_id = models.CharField(max_length=200, unique=True)
    medium = models.CharField(max_length=16, choices=MEDIA)
    source = models.CharField(max_length=140)
    title = models.CharField(max_length=200, blank=True)
    sender = models.CharField(max_length=120, blank=True)  # E.164, or an address
    queue = models.CharField(max_length=80)  # key
    priority = models.SmallIntegerField(default=0)
    language = models.CharField(max_length=8, default="zh")
    business = models.CharField(max_length=16, blank=True)
    knows = models.CharField(max_length=80, blank=True)  # key of the agent who is to have it, if on duty
    state = models.CharField(max_length=8, choices=WorkState.choices, default=WorkState.WAITING)
    agent = models.CharField(max_length=80, blank=True)  # key; whom it is offered to, who has it, or had it last
    arrived_at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True, blank=True)
    offered_until = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=32, blank=True)  # why it is done
    returns = models.PositiveSmallIntegerField(default=0)
    told = models.BooleanField(default=False)
    forgotten = models.BooleanField(default=False)
    sent_at = models.DateTimeField()  # when the engine was last told

    class Meta:
        ordering = ("arrived_at", "id")
        indexes = (
            models.Index(fields=("arrived_at",), condition=~models.Q(state="DONE"), name="work_open"),
            models.Index(fields=("agent", "state"), name="work_of_agent"),
            models.Index(
                fields=("sent_at",),
                condition=models.Q(told=False) | models.Q(state="DONE", forgotten=False),
                name="work_untold",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("medium", "source"), condition=~models.Q(state="DONE"), name="one_open_passage"
            ),
        )


class WorkStep(models.Model):
    """The course of a piece: queued, offered, taken, given back, done."""

    item = models.ForeignKey(WorkItem, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    step = models.CharField(max_length=16)
    detail = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("at", "id")


class WorkSettings(models.Model):
    """One row: how much written work an agent may have at once; see ``CapacityPlan``. Seconds."""

    capacity = models.PositiveSmallIntegerField(default=3)
    call_weight = models.PositiveSmallIntegerField(default=0)
    blocks_calls = models.BooleanField(default=False)
    offer_seconds = models.FloatField(default=60)
    pause_seconds = models.FloatField(default=60)
    revision = models.PositiveIntegerField(default=1)


class MediumRule(models.Model):
    """Whether a medium is handed out, through which queue (key), how it counts."""

    medium = models.CharField(max_length=16, primary_key=True, choices=MEDIA)
    is_on = models.BooleanField(default=False)
    queue = models.CharField(max_length=80, blank=True)
    priority = models.SmallIntegerField(default=0)
    weight = models.PositiveSmallIntegerField(default=1)


class AgentCapacity(models.Model):
    """An agent who has another capacity than the rest; 0: no written work."""

    agent_number = models.CharField(max_length=16, primary_key=True)
    capacity = models.PositiveSmallIntegerField()


class WorkPause(models.Model):
    """An agent (key) who is offered no written work at present, and why; see ``contracts.work.WorkPaused``."""

    agent = models.CharField(max_length=80, primary_key=True)
    reason = models.CharField(max_length=16)
    until = models.DateTimeField(null=True, blank=True)
