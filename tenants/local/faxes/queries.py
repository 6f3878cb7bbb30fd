"""Reading faxes of the entered tenant."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from hotline.kernel.phone import to_e164

from .models import FaxDocument, ReceivedFax, SentFax
from .rules import GOING, NORM, FileState, InboxState

INBOXES = ("OPEN", "NEW", "MINE", "OVERDUE", "ANSWERED", "FILED", "DISMISSED", "FAILED", "ALL")
OUTBOXES = ("ALL", "GOING", "SENT", "FAILED", "CANCELLED")


def received(
    box: str = "OPEN",
    text: str = "",
    taker: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> QuerySet[ReceivedFax]:
    """The faxes of a box (INBOXES): open ones oldest first, others newest first. What came without a page is only in
    FAILED and ALL. ``text``: part of a number, of what the other machine calls itself, of a case's number or a note."""
    rows = ReceivedFax.objects.all()
    if box not in ("ALL", "FAILED"):
        rows = rows.exclude(file_state=FileState.FAILED)
    if box in ("OPEN", "OVERDUE", "MINE", "NEW"):
        rows = rows.filter(done_at=None).order_by("received_at", "id")
    if box == "NEW":
        rows = rows.filter(state=InboxState.NEW)
    elif box == "MINE":
        rows = rows.filter(taken_by=taker) if taker else rows.none()
    elif box == "OVERDUE":
        rows = rows.filter(received_at__lt=timezone.now() - NORM)
    elif box in ("ANSWERED", "FILED", "DISMISSED"):
        rows = rows.filter(state=box).order_by("-done_at", "-id")
    elif box == "FAILED":
        rows = rows.filter(file_state=FileState.FAILED)
    if since:
        rows = rows.filter(received_at__gte=since)
    if until:
        rows = rows.filter(received_at__lt=until)
    if text := text.strip():
        rows = rows.filter(
            _number("caller", text)
            | Q(called__contains=text)
            | Q(remote_id__icontains=text)
            | Q(case_number=text)
            | Q(note__icontains=text)
        )
    return rows


def _number(column: str, text: str) -> Q:
    """Part of a number, as people write it."""
    digits = "".join(text.split()).replace("-", "")
    whole = to_e164(digits)
    part = Q(**{f"{column}__contains": digits.lstrip("0") or digits})
    return part | Q(**{column: whole}) if whole else part


def received_one(pk: int) -> ReceivedFax | None:
    """One received fax."""
    return ReceivedFax.objects.filter(pk=pk).first()


def counts(taker: str) -> dict[str, int]:
    """How many received faxes wait, are overdue, are the taker's; how many go out, and how many failed to."""
    return {
        "open": received("OPEN").count(),
        "new": received("NEW").count(),
        "overdue": received("OVERDUE").count(),
        "mine": received("MINE", taker=taker).count(),
        "going": SentFax.objects.filter(state__in=GOING).count(),
    }


def spooled(limit: int = 100) -> list[ReceivedFax]:
    """Some of what still has to be fetched; by chance, so that what fails for ever blocks nothing."""
    return list(ReceivedFax.objects.filter(file_state=FileState.SPOOLED).order_by("?")[:limit])


def sent(
    box: str = "ALL", text: str = "", since: datetime | None = None, until: datetime | None = None
) -> QuerySet[SentFax]:
    """Faxes that go or went out (OUTBOXES), newest first. ``text``: part of the number, recipient, title or case."""
    rows = SentFax.objects.select_related("document").prefetch_related("attempts")
    if box == "GOING":
        rows = rows.filter(state__in=GOING)
    elif box != "ALL":
        rows = rows.filter(state=box)
    if since:
        rows = rows.filter(queued_at__gte=since)
    if until:
        rows = rows.filter(queued_at__lt=until)
    if text := text.strip():
        rows = rows.filter(
            _number("number", text)
            | Q(recipient__icontains=text)
            | Q(document__title__icontains=text)
            | Q(case_number=text)
        )
    return rows


def sent_one(key: UUID) -> SentFax | None:
    """One fax that goes or went out."""
    return sent().filter(key=key).first()


def document(key: UUID) -> FaxDocument | None:
    """One document."""
    return FaxDocument.objects.filter(key=key).first()


def of_case(number: str) -> tuple[list[ReceivedFax], list[SentFax]]:
    """What is kept with a case: received, sent; oldest first."""
    came = ReceivedFax.objects.filter(case_number=number, state=InboxState.FILED).order_by("received_at", "id")
    return list(came), list(sent().filter(case_number=number).order_by("queued_at", "id"))


def due_keys(now: datetime, limit: int = 20) -> list[UUID]:
    """Faxes whose next try, or whose waiting for a report, is due; the longest waiting first."""
    rows = SentFax.objects.filter(state__in=GOING, next_at__lte=now).order_by("next_at", "id")
    return list(rows.values_list("key", flat=True)[:limit])


def going_documents() -> set[UUID]:
    """Documents that are still to be sent, or on the line."""
    return set(SentFax.objects.filter(state__in=GOING).values_list("document__key", flat=True))
