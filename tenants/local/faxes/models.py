"""Faxes received (with the work on them), documents to be sent, faxes sent with every attempt. Numbers are E.164."""

from django.db import models
from django.db.models import Q

from tenants.local.worklist.life import Thing

from .rules import DismissReason, FileState, InboxState, OutboxState


class ReceivedFax(Thing):
    """A fax that came in a call. ``name`` is its file on ``gateway``; ``remote_id``: the other machine's name.

    ``folder`` holds its files in the object store once it is STORED; ``sha256`` and ``size`` are those of the TIFF.
    """

    name = models.CharField(max_length=160, unique=True)
    gateway = models.CharField(max_length=32)
    call_id = models.CharField(max_length=120, db_index=True)
    caller = models.CharField(max_length=32, blank=True, db_index=True)
    called = models.CharField(max_length=32, blank=True)
    remote_id = models.CharField(max_length=64, blank=True)
    received_at = models.DateTimeField(db_index=True)
    pages = models.PositiveSmallIntegerField(default=0)
    complete = models.BooleanField(default=True)  # False: the line broke off after these pages
    error = models.CharField(max_length=80, blank=True)
    file_state = models.CharField(max_length=8, choices=[(s.value, s.value) for s in FileState])
    folder = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in InboxState], default=InboxState.NEW)
    reason = models.CharField(max_length=12, blank=True, choices=[(r.value, r.value) for r in DismissReason])
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ("-received_at", "-id")
        indexes = (models.Index(fields=("received_at",), condition=Q(done_at=None), name="fax_open"),)


class FaxDocument(models.Model):
    """What is sent: made of a case, or uploaded. Kept in ``folder``; one that no fax uses is dropped after a day."""

    key = models.UUIDField(unique=True)
    title = models.CharField(max_length=200)
    case_number = models.CharField(max_length=14, blank=True)
    source = models.CharField(max_length=8)  # CASE, LETTER (about no case), FILE
    folder = models.CharField(max_length=200)
    pages = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    made_at = models.DateTimeField(db_index=True)
    made_by = models.CharField(max_length=80)


class SentFax(models.Model):
    """A fax that goes out, once: ``attempt`` counts the dialling of it, ``pages_sent`` are those of the last one."""

    key = models.UUIDField(unique=True)
    request_key = models.CharField(max_length=160, unique=True)
    document = models.ForeignKey(FaxDocument, on_delete=models.PROTECT, related_name="faxes")
    number = models.CharField(max_length=32, db_index=True)
    recipient = models.CharField(max_length=80, blank=True)
    case_number = models.CharField(max_length=14, blank=True, db_index=True)
    reply_to = models.ForeignKey(ReceivedFax, on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    again_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in OutboxState])
    attempt = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    pages_sent = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=80, blank=True)
    cancel_asked = models.BooleanField(default=False)  # while it was on the line
    queued_at = models.DateTimeField(db_index=True)
    queued_by = models.CharField(max_length=80)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-queued_at", "-id")
        indexes = (
            models.Index(fields=("next_at",), condition=Q(state="QUEUED") | Q(state="SENDING"), name="fax_going"),
        )


class FaxAttempt(models.Model):
    """One dialling of a fax. ``accepted``: the switchboard has it; ``ok`` is None until the outcome is known."""

    fax = models.ForeignKey(SentFax, on_delete=models.CASCADE, related_name="attempts")
    attempt = models.PositiveSmallIntegerField()
    began_at = models.DateTimeField()
    accepted = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    ok = models.BooleanField(null=True)
    pages = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=80, blank=True)
    detail = models.CharField(max_length=120, blank=True)  # in the gateway's words
    call_id = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("attempt",)
        constraints = (models.UniqueConstraint(fields=("fax", "attempt"), name="fax_attempt_once"),)
