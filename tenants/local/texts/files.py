"""Files that came with messages (MMS): fetched from the carrier by the outbox, then kept in the object store."""

import hashlib
import io
from collections.abc import Sequence

from django.db import transaction
from PIL import Image, UnidentifiedImageError

from hotline import audit, outbox, tenancy
from hotline.kernel.actor import Actor
from hotline.objectstore import ObjectStore

from . import working
from .models import IncomingText, TextFile
from .rules import FileState

FETCH = "text-file"
"""The kind of effect that fetches one file."""
ANYTHING = "application/octet-stream"
#: pictures that a browser shows by itself; whether it is one is looked at, not believed
PICTURES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
MOST_DOTS = 60_000_000


class FileDamaged(Exception):
    """What the object store gave back is not what was put there."""


def do_expect(text: IncomingText, files: Sequence[tuple[str, str]]) -> None:
    """Have the files of a message fetched: (type, address at the carrier) of each."""
    for number, (media_type, url) in enumerate(files, start=1):
        row = TextFile.objects.create(text=text, number=number, media_type=media_type[:100], url=url[:500])
        outbox.put(FETCH, str(row.pk), {"file": row.pk})


def waiting(pk: int) -> TextFile | None:
    """A file that is still with the carrier."""
    return TextFile.objects.filter(pk=pk, state=FileState.WAITS).first()


def do_keep(pk: int, content: bytes, store: ObjectStore) -> None:
    """Put a file into the object store, read it back and compare. Raises FileDamaged; kept already, nothing changes."""
    row = waiting(pk)
    if row is None:
        return
    key, picture = f"{tenancy.current()}/texts/{row.text_id}/file-{row.number}", _picture(content)
    store.put(key, io.BytesIO(content), picture or ANYTHING)
    with store.open(key) as file:
        if hashlib.sha256(file.read()).digest() != hashlib.sha256(content).digest():
            raise FileDamaged(key)
    _settle(pk, state=FileState.KEPT, key=key, picture=picture, size=len(content))


def do_fail(pk: int, error: str) -> None:
    """The file will never be here; the carrier may have it still."""
    _settle(pk, state=FileState.FAILED, error=error[:200])


@transaction.atomic
def _settle(pk: int, **facts: object) -> None:
    if TextFile.objects.filter(pk=pk, state=FileState.WAITS).update(**facts):
        row = TextFile.objects.select_related("text").get(pk=pk)
        working.told(row.text.conversation_id)


def note_downloaded(actor: Actor, row: TextFile) -> None:
    """Write down that ``actor`` took a file away."""
    audit.record(actor, "texts.download", f"texts {row.text.conversation_id}", f"{row.text_id}/{row.number}")


def _picture(content: bytes) -> str:
    """The media type of a picture that a browser may show; "" for everything else."""
    try:
        with Image.open(io.BytesIO(content), formats=tuple(PICTURES)) as found:
            fits = found.width * found.height <= MOST_DOTS
            found.verify()
            return PICTURES.get(found.format or "", "") if fits else ""
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""
