"""Reading to whom statistics are sent, and what was."""

from django.db.models import QuerySet

from .models import Delivery, Recipient
from .rules import SendState


def recipients() -> list[Recipient]:
    """All that are not removed."""
    return list(Recipient.objects.filter(removed_at=None))


def deliveries(recipient: int | None = None, state: SendState | None = None) -> QuerySet[Delivery]:
    """The newest first, without their documents; also to recipients that are removed."""
    rows = Delivery.objects.select_related("recipient").defer("document", "mail")
    if recipient is not None:
        rows = rows.filter(recipient=recipient)
    return rows.filter(state=state) if state else rows


def document(pk: int) -> str | None:
    """What was sent, as it was sent."""
    return Delivery.objects.filter(pk=pk).values_list("document", flat=True).first()


def page(pk: int) -> str | None:
    """The same to read and print: HTML, as it was when it was made."""
    found = Delivery.objects.filter(pk=pk).values_list("mail", flat=True).first()
    return found.get("html") if found else None
