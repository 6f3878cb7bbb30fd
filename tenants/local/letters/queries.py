"""Reading letters of the entered tenant."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from .models import Enclosure, Letter, SentLetter
from .rules import NORM, LetterState, SentState

INBOXES = ("OPEN", "NEW", "MINE", "OVERDUE", "ANSWERED", "FILED", "DISMISSED", "ALL")
OUTBOXES = ("ALL", "QUEUED", "SENT", "FAILED")


def received(
    box: str = "OPEN",
    medium: str = "",
    text: str = "",
    taker: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> QuerySet[Letter]:
    """The letters of a box (INBOXES): open ones oldest first, others newest first. ``text``: part of what it says, of
    its sender, or a case's number."""
    rows = Letter.objects.all()
    if medium:
        rows = rows.filter(medium=medium)
    if box in ("OPEN", "OVERDUE", "MINE", "NEW"):
        rows = rows.filter(done_at=None).order_by("received_at", "id")
    if box == "NEW":
        rows = rows.filter(state=LetterState.NEW)
    elif box == "MINE":
        rows = rows.filter(taken_by=taker) if taker else rows.none()
    elif box == "OVERDUE":
        rows = rows.filter(received_at__lt=timezone.now() - NORM)
    elif box in ("ANSWERED", "FILED", "DISMISSED"):
        rows = rows.filter(state=box).order_by("-done_at", "-id")
    if since:
        rows = rows.filter(received_at__gte=since)
    if until:
        rows = rows.filter(received_at__lt=until)
    return rows.filter(_says(text.strip())) if text.strip() else rows


def _says(text: str) -> Q:
    found = Q(subject__icontains=text) | Q(body__icontains=text) | Q(sender__icontains=text.lower())
    return found | Q(sender_name__icontains=text) | Q(case_number=text) | Q(quoted_case=text) | Q(note__icontains=text)


def letter(pk: int) -> Letter | None:
    """One letter."""
    return Letter.objects.prefetch_related("attachments", "answered_by__enclosures").filter(pk=pk).first()


def counts(taker: str) -> dict[str, int]:
    """How many letters wait, are overdue, are the taker's; how many answers could not be delivered of late."""
    return {
        "open": received("OPEN").count(),
        "new": received("NEW").count(),
        "overdue": received("OVERDUE").count(),
        "mine": received("MINE", taker=taker).count(),
        "failed": sent("FAILED").count(),
    }


def sent(box: str = "ALL", medium: str = "", text: str = "") -> QuerySet[SentLetter]:
    """What was written (OUTBOXES), newest first. ``text``: part of the recipient, subject or body, or a case."""
    rows = SentLetter.objects.prefetch_related("enclosures")
    if medium:
        rows = rows.filter(medium=medium)
    if box == "FAILED":
        rows = rows.filter(state__in=(SentState.FAILED, SentState.BOUNCED))
    elif box != "ALL":
        rows = rows.filter(state=box)
    if text := text.strip():
        rows = rows.filter(
            Q(recipient__icontains=text.lower())
            | Q(recipient_name__icontains=text)
            | Q(subject__icontains=text)
            | Q(body__icontains=text)
            | Q(case_number=text)
        )
    return rows


def sent_one(key: UUID) -> SentLetter | None:
    """One that we wrote."""
    return SentLetter.objects.filter(key=key).first()


def enclosure(key: UUID, number: int) -> Enclosure | None:
    """The ``number``th file that went with what we wrote."""
    return Enclosure.objects.select_related("sent").filter(sent__key=key, number=number).first()


def of_case(number: str) -> tuple[list[Letter], list[SentLetter]]:
    """What is kept with a case: received (filed to it, or about it and still open), written; oldest first."""
    about = Q(case_number=number) | Q(quoted_case=number, done_at=None)
    came = Letter.objects.filter(about).prefetch_related("attachments", "answered_by").order_by("received_at", "id")
    went = SentLetter.objects.filter(case_number=number).prefetch_related("enclosures").order_by("written_at", "id")
    return list(came), list(went)


def of_sender(medium: str, sender: str, without: int, limit: int = 5) -> list[Letter]:
    """What else came from there, newest first."""
    if not sender:
        return []
    return list(Letter.objects.filter(medium=medium, sender=sender).exclude(pk=without)[:limit])
