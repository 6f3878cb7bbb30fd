"""Mail taken in: read, its files put into the object store, then written down, so that what counts is kept whole."""

import hashlib
import io
from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils import timezone
from PIL import Image, UnidentifiedImageError

from hotline.objectstore import ObjectStore
from tenants.local.voice import queries as voice
from tenants.shared.addresses.models import ServiceAddress
from tenants.shared.addresses.rules import AddressKind

from . import inbox, outbox, reading, rules
from .inbox import Incoming, KeptFile
from .models import Letter

MAIL, ANYTHING = "message/rfc822", "application/octet-stream"
#: pictures that a browser shows by itself; whether it is one is looked at, not believed
PICTURES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
MOST_DOTS = 60_000_000


class LetterDamaged(Exception):
    """What the object store gave back is not what was put there."""


def mail_key(folder: str) -> str:
    """The mail as it came."""
    return f"{folder}/mail.eml"


def file_key(folder: str, number: int) -> str:
    """The ``number``th attachment, from 1."""
    return f"{folder}/file-{number}"


def do_take_in(
    content: bytes, envelope_sender: str, own: ServiceAddress, tenant: str, store: ObjectStore
) -> tuple[Letter, bool]:
    """Keep a mail to ``own`` in the entered tenant: the letter, and whether it is new. The same mail again is one.

    Raises LetterDamaged, and whatever the store and the database raise: then it is not kept, and its sender's server
    must try again.
    """
    read = reading.read(content, envelope_sender)
    known = Letter.objects.filter(medium=AddressKind.MAIL.value, external_id=read.external_id).first()
    if known is not None:
        return known, False
    folder = rules.folder(tenant, AddressKind.MAIL, read.external_id)
    _put(store, mail_key(folder), content, MAIL)
    files = list(_kept(store, folder, read.files))
    came = Incoming(
        medium=AddressKind.MAIL,
        external_id=read.external_id,
        address=own.address,
        sender=read.sender,
        received_at=timezone.now(),
        body=read.body,
        sender_name=read.sender_name,
        answer_to=read.answer_to,
        subject=read.subject,
        clipped=read.clipped,
        message_id=read.message_id,
        references=read.references,
        automatic=read.automatic,
        written_at=read.written_at,
        folder=folder,
        size=len(content),
        sha256=read.sha256,
        files=files,
        queue=_queue(own),
    )
    with transaction.atomic():
        row, made = inbox.do_receive(came)
        if made:
            outbox.do_note_bounced(read.bounced, read.diagnosis)
            outbox.do_receipt(row, own)
    return row, made


def _queue(own: ServiceAddress) -> str:
    """The address's queue, while there is one of that key."""
    return own.queue if own.queue in {row.key for row in voice.queues()} else ""


def _kept(store: ObjectStore, folder: str, files: Sequence[reading.File]) -> Iterator[KeptFile]:
    for number, file in enumerate(files, start=1):
        refused = rules.not_kept(file.name, len(file.content), number)
        media_type = picture(file.content) or ANYTHING
        if refused is None:
            _put(store, file_key(folder, number), file.content, media_type)
        digest = hashlib.sha256(file.content).hexdigest()
        yield KeptFile(number, file.name, media_type, len(file.content), digest, refused)


def picture(content: bytes) -> str:
    """The media type of a picture that a browser may show; "" for everything else."""
    try:
        with Image.open(io.BytesIO(content), formats=tuple(PICTURES)) as found:
            fits = found.width * found.height <= MOST_DOTS
            found.verify()
            return PICTURES.get(found.format or "", "") if fits else ""
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""


def _put(store: ObjectStore, key: str, content: bytes, media_type: str) -> None:
    store.put(key, io.BytesIO(content), media_type)
    with store.open(key) as file:
        if hashlib.sha256(file.read()).digest() != hashlib.sha256(content).digest():
            raise LetterDamaged(key)
