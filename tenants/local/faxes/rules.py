"""States of a fax, when one that failed is tried again, names in the object store. Pure."""

from datetime import date, datetime, timedelta
from enum import StrEnum

NORM = timedelta(hours=24)
"""Within this time a received fax must be filed or dismissed; the norm of voice messages."""

TRIES = 3
"""How often a fax is dialled before it has failed."""

TRY_AGAIN_AFTER = timedelta(minutes=5)

NO_REPORT_AFTER = timedelta(minutes=45)
"""An attempt that nothing was heard of for so long failed: longer than the most pages take on a bad line."""

NO_REPORT = "NO_REPORT"
CANCELLED = "CANCELLED"
UNDER_WAY = "WRONG_STATE"
"""The switchboard's word for: this attempt is being made already."""

ASK_AGAIN_AFTER = timedelta(seconds=15)
"""The switchboard gave no answer: it is asked again for the same attempt, which it makes once at most."""

WAIT_FOR_CHANNEL = timedelta(minutes=1)

#: trying again mends none of these
FOR_GOOD = frozenset({"INVALID", "INVALID_NUMBER", "TOLL_FORBIDDEN", "NO_DOCUMENT", CANCELLED})
#: refusals that mean "not now": nobody was dialled, no try is counted
NOT_NOW = frozenset({"NO_CHANNEL", "GATEWAY_DOWN", "TOLL_LIMIT"})


class InboxState(StrEnum):
    """Where the work on a received fax stands."""

    NEW = "NEW"
    TAKEN = "TAKEN"
    ANSWERED = "ANSWERED"
    FILED = "FILED"
    DISMISSED = "DISMISSED"


class FileState(StrEnum):
    """SPOOLED: on the gateway. STORED: in the object store, verified. FAILED: no page came."""

    SPOOLED = "SPOOLED"
    STORED = "STORED"
    FAILED = "FAILED"


class OutboxState(StrEnum):
    """Where a fax to be sent stands."""

    QUEUED = "QUEUED"
    SENDING = "SENDING"
    SENT = "SENT"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


class DismissReason(StrEnum):
    """Why nothing comes of a received fax."""

    SPAM = "SPAM"
    DUPLICATE = "DUPLICATE"
    ILLEGIBLE = "ILLEGIBLE"
    NOT_OURS = "NOT_OURS"
    NOTHING = "NOTHING"  # nothing is to be done


OPEN = frozenset({InboxState.NEW, InboxState.TAKEN})
GOING = frozenset({OutboxState.QUEUED, OutboxState.SENDING})


def next_try(error: str, attempt: int, at: datetime) -> datetime | None:
    """When a fax is dialled again whose ``attempt`` (from 1) ended with ``error`` at ``at``; None: it has failed."""
    return None if attempt >= TRIES or error in FOR_GOOD else at + TRY_AGAIN_AFTER


def folder(tenant: str, kind: str, day: date, name: str) -> str:
    """Where the files of a fax lie in the object store; ``kind``: "received" or "sent"."""
    return f"{tenant}/faxes/{kind}/{day:%Y/%m/%d}/{name}"


def page_key(folder: str, page: int) -> str:
    """The picture of a page, from 1."""
    return f"{folder}/page-{page}.png"


def pdf_key(folder: str) -> str:
    """The whole as PDF."""
    return f"{folder}/fax.pdf"


def tiff_key(folder: str) -> str:
    """The whole as it came, or as it goes over the line."""
    return f"{folder}/fax.tif"
