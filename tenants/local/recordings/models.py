"""Recordings, the counter that numbers them, how long they are kept, what holds them, what became of the deleted."""

from django.db import models

from telephony.contracts.events import RecordingKind
from telephony.contracts.plan import CallDirection


class RecordingState(models.TextChoices):
    """SPOOLED: on the gateway. STORED: in the object store, verified. FAILED: nothing usable was recorded.
    DELETED: the sound is gone by a retention rule; a Deletion tells when and why."""

    RECORDING = "RECORDING"
    SPOOLED = "SPOOLED"
    STORED = "STORED"
    FAILED = "FAILED"
    DELETED = "DELETED"


class Recording(models.Model):
    """One conversation of one agent, or one voice message. ``seconds`` is its length.

    What it is searched by is copied from its call when it begins: ``caller`` and ``called`` (E.164), ``queue``,
    ``trunk`` (its key, or GATEWAYS_TRUNK; "" for web lines and calls inside the house).
    """

    number = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=160, unique=True)
    gateway = models.CharField(max_length=32)
    call_id = models.CharField(max_length=120, db_index=True)
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in RecordingKind])
    agent_number = models.CharField(max_length=16, blank=True, db_index=True)
    seat = models.CharField(max_length=80, blank=True)
    queue = models.CharField(max_length=80, blank=True, db_index=True)
    caller = models.CharField(max_length=32, blank=True, db_index=True)
    called = models.CharField(max_length=32, blank=True, db_index=True)
    trunk = models.CharField(max_length=32, blank=True, db_default="", default="")
    started_at = models.DateTimeField(db_index=True)
    seconds = models.FloatField(default=0)
    state = models.CharField(max_length=12, choices=RecordingState.choices, default=RecordingState.RECORDING)
    object_key = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    media_type = models.CharField(max_length=32, default="audio/wav")
    channels = models.PositiveSmallIntegerField(default=1)  # 2: the citizen left, the agent's side right
    gaps = models.JSONField(default=list)  # while nothing was to be recorded: [{"from": epoch, "until": epoch or null}]

    class Meta:
        ordering = ("-started_at", "-id")
        indexes = (models.Index(fields=("trunk", "-started_at"), name="recording_of_trunk"),)


class Waveform(models.Model):
    """A recording's picture, made when it is stored: ``peaks`` holds for each channel the same number of bytes, one for
    each stretch of time, the loudest sample of it as 0 to 255."""

    recording = models.OneToOneField(Recording, on_delete=models.CASCADE, primary_key=True, related_name="waveform")
    peaks = models.BinaryField()


class RecordingCounter(models.Model):
    """The last sequence number of a day."""

    day = models.DateField(primary_key=True)
    last = models.PositiveIntegerField(default=0)


class PolicyRule(models.Model):
    """Of the conversations that fit, ``percent`` are recorded; the first rule by ``position`` that fits decides.
    What is "" fits all. ``windows``: [{"weekdays": [1..7], "begins": minute, "ends": minute}], none: at any time."""

    position = models.PositiveSmallIntegerField(unique=True)
    percent = models.PositiveSmallIntegerField()
    queue = models.CharField(max_length=80, blank=True)
    agent_number = models.CharField(max_length=16, blank=True)
    seat = models.CharField(max_length=80, blank=True)
    direction = models.CharField(max_length=8, blank=True, choices=[(d.value, d.value) for d in CallDirection])
    windows = models.JSONField(default=list)
    note = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ("position",)


class RetentionRule(models.Model):
    """Recordings of ``kind`` are deleted after ``days``; ``queue`` "": of every queue without a rule of its own."""

    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in RecordingKind])
    queue = models.CharField(max_length=80, blank=True)
    days = models.PositiveIntegerField()

    class Meta:
        ordering = ("kind", "queue")
        constraints = (models.UniqueConstraint(fields=("kind", "queue"), name="one_retention_rule_each"),)


class HoldSubject(models.TextChoices):
    """What a legal hold is laid on: one recording (its number), all of a case (its number) or a citizen (their id)."""

    RECORDING = "RECORDING"
    CASE = "CASE"
    CITIZEN = "CITIZEN"


class Hold(models.Model):
    """A legal hold: nothing of its subject is deleted before it is lifted, or ``until`` has come (null: for good)."""

    subject = models.CharField(max_length=12, choices=HoldSubject.choices)
    reference = models.CharField(max_length=32, db_index=True)
    reason = models.CharField(max_length=200)
    until = models.DateTimeField(null=True, blank=True)
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=64)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.CharField(max_length=64, blank=True)
    lifted_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-placed_at", "-id")


class Deletion(models.Model):
    """What remains of a deleted recording: rows that only grow. ``rule`` in words, as it was then."""

    number = models.CharField(max_length=32, unique=True)
    call_id = models.CharField(max_length=120)
    kind = models.CharField(max_length=16)
    agent_number = models.CharField(max_length=16, blank=True)
    started_at = models.DateTimeField()
    seconds = models.FloatField()
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)
    rule = models.CharField(max_length=120)
    deleted_at = models.DateTimeField(db_index=True)
    deleted_by = models.CharField(max_length=64)

    class Meta:
        ordering = ("-deleted_at", "-id")
