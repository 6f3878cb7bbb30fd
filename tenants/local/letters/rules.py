"""States of letters to and from citizens, what is kept of them, what is answered. Pure."""

import hashlib
import re
from collections.abc import Collection
from datetime import timedelta
from enum import StrEnum

NORM = timedelta(hours=24)
"""Within this time a letter must be answered, filed or dismissed; the norm of voice messages."""

MOST_BODY = 100_000
"""Characters of a letter that are shown; the whole stays in the object store."""
MOST_BYTES = 25 * 1024 * 1024
"""A mail as it is transferred."""
MOST_ATTACHMENT = 20 * 1024 * 1024
MOST_ATTACHMENTS = 30

MOST_ENCLOSED = 15 * 1024 * 1024
"""Bytes that go with one answer; many servers take no mail above 25 MB, and it grows by a third on its way."""
MOST_ENCLOSURES = 10

RECEIPT_PAUSE = timedelta(hours=12)
"""Nobody is sent more than one automatic receipt in this time, however much they write."""

#: what is kept for people to open; everything else is named and left in the mail as it came
KEPT = frozenset(
    [
        *("pdf", "txt", "csv", "rtf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp"),
        *("wps", "et", "dps", "ofd", "eml", "ics", "vcf"),
        *("jpg", "jpeg", "png", "gif", "webp", "bmp", "tif", "tiff", "heic"),
        *("mp3", "m4a", "wav", "amr", "ogg", "mp4", "mov", "3gp"),
    ]
)


class LetterState(StrEnum):
    """Where the work on a letter stands."""

    NEW = "NEW"
    TAKEN = "TAKEN"
    ANSWERED = "ANSWERED"
    FILED = "FILED"
    DISMISSED = "DISMISSED"


class DismissReason(StrEnum):
    """Why nothing comes of a letter."""

    SPAM = "SPAM"
    DUPLICATE = "DUPLICATE"
    AUTOMATIC = "AUTOMATIC"
    NOT_OURS = "NOT_OURS"
    NOTHING = "NOTHING"  # nothing is to be done


class SentState(StrEnum):
    """Where something that we write stands. BOUNCED: taken, and reported later as undeliverable."""

    QUEUED = "QUEUED"
    SENT = "SENT"
    FAILED = "FAILED"
    BOUNCED = "BOUNCED"


class Purpose(StrEnum):
    """Why we write. RECEIPT: by itself, that a letter came."""

    ANSWER = "ANSWER"
    RECEIPT = "RECEIPT"


class NotKept(StrEnum):
    """Why an attachment cannot be opened here."""

    TYPE = "TYPE"
    SIZE = "SIZE"
    NUMBER = "NUMBER"


_DIGITS = re.compile(r"(?<!\d)\d{14}(?!\d)")


def numbers_in(text: str) -> list[str]:
    """What could be the number of a case, in order, each once."""
    return list(dict.fromkeys(_DIGITS.findall(text)))


def folder(tenant: str, medium: str, external_id: str) -> str:
    """Where the files of a letter lie in the object store: the same for the same letter, however often it comes."""
    digest = hashlib.sha256(f"{medium}:{external_id}".encode("utf-8", "surrogatepass")).hexdigest()[:40]
    return f"{tenant}/letters/{digest[:2]}/{digest}"


def extension(name: str) -> str:
    """Of a file's name, in small letters; "" for none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def not_kept(name: str, size: int, number: int) -> NotKept | None:
    """Why the ``number``th attachment (from 1) is not kept; None: it is."""
    if number > MOST_ATTACHMENTS:
        return NotKept.NUMBER
    if extension(name) not in KEPT:
        return NotKept.TYPE
    return NotKept.SIZE if size > MOST_ATTACHMENT else None


def may_receipt(*, receipt: str, automatic: bool, sender: str, ours: bool, lately: bool) -> bool:
    """Is a letter answered by itself that it came? Never what a machine sent, never ourselves, never twice at once."""
    return bool(receipt and sender) and not (automatic or ours or lately)


def reply_subject(
    subject: str, number: str, taken: Collection[str] = ("re:", "回复:", "回复：", "答复:", "答复：")
) -> str:
    """What an answer is called: ``Re:`` once, with the case's ``number``, if any, so that what comes back finds it."""
    subject = " ".join(subject.split())
    head = subject if subject.lower().startswith(tuple(taken)) else f"Re: {subject}".strip()
    return (head if not number or number in head else f"{head} [{number}]")[:200]
