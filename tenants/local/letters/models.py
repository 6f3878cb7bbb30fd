"""Letters that came from outside, with the work on them and their attachments; what was written to citizens.

Addresses are in small letters. ``medium`` says how they travel; the work on them is the same for all.
"""

from django.db import models
from django.db.models import Q

from tenants.local.worklist.life import Thing
from tenants.shared.addresses.rules import AddressKind

from .rules import DismissReason, LetterState, NotKept, Purpose, SentState

MEDIA = [(AddressKind.MAIL.value, AddressKind.MAIL.value)]


class SentLetter(models.Model):
    """Something that we wrote. ``request_key`` makes it one; ``message_id`` is what the other side quotes."""

    key = models.UUIDField(unique=True)
    request_key = models.CharField(max_length=160, unique=True)
    medium = models.CharField(max_length=8, choices=MEDIA)
    purpose = models.CharField(max_length=8, choices=[(p.value, p.value) for p in Purpose], default=Purpose.ANSWER)
    address = models.CharField(max_length=254)  # ours
    address_name = models.CharField(max_length=80, blank=True)
    recipient = models.CharField(max_length=254, db_index=True)
    recipient_name = models.CharField(max_length=120, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    quoted = models.TextField(blank=True)
    message_id = models.CharField(max_length=255, unique=True)
    references = models.TextField(blank=True)  # message ids, with spaces between
    answers = models.ForeignKey("Letter", on_delete=models.PROTECT, null=True, blank=True, related_name="answered_by")
    case_number = models.CharField(max_length=14, blank=True, db_index=True)
    state = models.CharField(max_length=8, choices=[(s.value, s.value) for s in SentState], default=SentState.QUEUED)
    error = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField(db_index=True)
    written_by = models.CharField(max_length=80)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-written_at", "-id")


class Letter(Thing):
    """A letter that came. ``external_id`` names it to its sender's side: the same one twice is one letter.

    ``folder`` holds it as it came, and its attachments; ``automatic``: a machine wrote it, it is never answered by
    itself; ``answered``: what of ours it replies to; ``quoted_case``: the case that it named or replied about.
    """

    medium = models.CharField(max_length=8, choices=MEDIA)
    external_id = models.CharField(max_length=300)
    address = models.CharField(max_length=254)  # ours
    sender = models.CharField(max_length=254, blank=True, db_index=True)
    sender_name = models.CharField(max_length=120, blank=True)
    answer_to = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    clipped = models.BooleanField(default=False)
    message_id = models.CharField(max_length=255, blank=True)
    references = models.TextField(blank=True)
    automatic = models.BooleanField(default=False)
    replies_to = models.ForeignKey(SentLetter, on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    quoted_case = models.CharField(max_length=14, blank=True)
    received_at = models.DateTimeField(db_index=True)
    written_at = models.DateTimeField(null=True, blank=True)  # as its sender says
    folder = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in LetterState], default=LetterState.NEW)
    reason = models.CharField(max_length=12, blank=True, choices=[(r.value, r.value) for r in DismissReason])
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ("-received_at", "-id")
        indexes = (models.Index(fields=("received_at",), condition=Q(done_at=None), name="letter_open"),)
        constraints = (models.UniqueConstraint(fields=("medium", "external_id"), name="letter_once"),)


class Attachment(models.Model):
    """A file that came with a letter. ``not_kept``: why it cannot be opened, "": it is kept under ``number``."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="attachments")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    not_kept = models.CharField(max_length=8, blank=True, choices=[(n.value, n.value) for n in NotKept])

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("letter", "number"), name="attachment_once"),)


class Enclosure(models.Model):
    """A file that goes with an answer, the ``number``th from 1; ``sent`` is None until it does. ``place``: where it
    lies in the object store; ``uploaded_by``: id of the person, nobody else can send it."""

    key = models.UUIDField(unique=True)
    sent = models.ForeignKey(SentLetter, on_delete=models.CASCADE, null=True, related_name="enclosures")
    number = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    place = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField(db_index=True)
    uploaded_by = models.BigIntegerField()

    class Meta:
        ordering = ("number", "id")
