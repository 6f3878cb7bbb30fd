"""Files that go with an answer: uploaded first, kept in the object store, then sent with it and shown under it."""

import hashlib
import io
import re
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline.objectstore import ObjectStore

from . import rules
from .errors import EnclosuresTooBig, EnclosureType
from .models import Enclosure, SentLetter

UNUSED_FOR = timedelta(days=1)
"""What was uploaded and not sent within this time is dropped."""
AT_A_TIME = 50
_UNSAFE = re.compile(r'[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069"*/:<>?\\|]+')


def safe_name(name: str) -> str:
    """A file's name without folders, control characters, marks that turn the writing direction, or what file systems
    forbid; at most 120 characters, the ending kept."""
    plain = _UNSAFE.sub("_", re.split(r"[\\/]", name)[-1]).strip(" .")
    stem, _, ending = plain.rpartition(".")
    return f"{stem[: 119 - len(ending)]}.{ending}" if stem else plain[:120]


def do_upload(actor: Actor, store: ObjectStore, content: bytes, name: str) -> Enclosure:
    """Keep a file that will go with an answer. Raises Forbidden, EnclosureType, EnclosuresTooBig."""
    if not actor.may(Permission.LETTER_SEND):
        raise Forbidden
    shown = safe_name(name)
    if rules.extension(shown) not in rules.KEPT or not content:
        raise EnclosureType("files")
    if len(content) > rules.MOST_ENCLOSED:
        raise EnclosuresTooBig("files", limit=rules.MOST_ENCLOSED // 1024 // 1024, count=rules.MOST_ENCLOSURES)
    _drop_unused(store)
    key = uuid4()
    place = f"{tenancy.current()}/letters/out/{key}"
    store.put(place, io.BytesIO(content), "application/octet-stream")
    return Enclosure.objects.create(
        key=key,
        name=shown,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        place=place,
        uploaded_at=timezone.now(),
        uploaded_by=actor.user_id or 0,
    )


def _drop_unused(store: ObjectStore) -> None:
    old = Enclosure.objects.filter(sent=None, uploaded_at__lt=timezone.now() - UNUSED_FOR)
    for row in old[:AT_A_TIME]:
        if old.filter(pk=row.pk).delete()[0]:
            store.delete(row.place)


@transaction.atomic
def do_enclose(actor: Actor, sent: SentLetter, keys: Sequence[UUID]) -> None:
    """Let files that ``actor`` uploaded go with ``sent``, in this order. Raises NotFound("files") for what is not
    theirs, or went with another already; EnclosuresTooBig for too much at once."""
    wanted = list(dict.fromkeys(keys))
    mine = Enclosure.objects.select_for_update().filter(sent=None, uploaded_by=actor.user_id or 0)
    found = {row.key: row for row in mine.filter(key__in=wanted).order_by("id")}
    if len(found) < len(wanted):
        raise NotFound("files")
    if len(wanted) > rules.MOST_ENCLOSURES or sum(row.size for row in found.values()) > rules.MOST_ENCLOSED:
        raise EnclosuresTooBig("files", limit=rules.MOST_ENCLOSED // 1024 // 1024, count=rules.MOST_ENCLOSURES)
    for number, key in enumerate(wanted, start=1):
        row = found[key]
        row.sent, row.number = sent, number
        row.save(update_fields=["sent", "number"])


def read(store: ObjectStore, row: Enclosure) -> bytes:
    """Its content. Raises ObjectMissing."""
    with store.open(row.place) as file:
        return file.read()
