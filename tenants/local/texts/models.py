"""Conversations by text messages. What we wrote lies with all outgoing messages (``hotline.notify``), by its number."""

from django.db import models
from django.db.models import Q

from tenants.local.worklist.life import Thing

from .rules import DismissReason, FileState, TextKind, TextsState


class Conversation(Thing):
    """All that was written to and fro with ``number`` (E.164, or the sender as the carrier names it). It is open
    until ``done_at`` is set: something waits since ``opened_at``. A message to one that is dealt with opens it anew.

    ``ours``: the number that was written to last, and answers go out from; ``case_number``: what it was filed to;
    ``begun_by``: agent number of who wrote first, at ``begun_at``.
    """

    number = models.CharField(max_length=32, unique=True)
    ours = models.CharField(max_length=32, blank=True)
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField(db_index=True)
    last_text = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in TextsState], default=TextsState.DISMISSED
    )
    reason = models.CharField(max_length=12, blank=True, choices=[(r.value, r.value) for r in DismissReason])
    begun_by = models.CharField(max_length=16, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-last_at", "-id")
        indexes = (models.Index(fields=("opened_at",), condition=Q(done_at=None), name="texts_open"),)


class IncomingText(models.Model):
    """One message that came. ``sid``: the carrier's name for it, the same twice is one; ``case_number``: the case that
    it was filed to."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="texts")
    sid = models.CharField(max_length=64, unique=True)
    ours = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()
    body = models.TextField(blank=True)
    kind = models.CharField(max_length=8, choices=[(k.value, k.value) for k in TextKind], default=TextKind.TEXT)
    case_number = models.CharField(max_length=14, blank=True, db_index=True)

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("conversation", "at"), name="text_of_conversation"),)


class TextFile(models.Model):
    """A file that came with a message, the ``number``th from 1. ``media_type`` is what the carrier says, ``picture``
    the type that it was found to be when a browser may show it; ``key``: where it lies in the object store."""

    text = models.ForeignKey(IncomingText, on_delete=models.CASCADE, related_name="files")
    number = models.PositiveSmallIntegerField()
    media_type = models.CharField(max_length=100, blank=True)
    url = models.CharField(max_length=500)
    state = models.CharField(max_length=8, choices=[(s.value, s.value) for s in FileState], default=FileState.WAITS)
    picture = models.CharField(max_length=20, blank=True)
    key = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("text", "number"), name="text_file_once"),)


class Answer(models.Model):
    """Who wrote an outgoing message of a conversation. ``message``: its id; ``key`` makes it one."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="answers")
    message = models.BigIntegerField(unique=True)
    key = models.CharField(max_length=160, unique=True)
    written_by = models.CharField(max_length=80)
    body = models.TextField()
