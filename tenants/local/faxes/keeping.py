"""The files of a fax in the object store: put there, read back and compared before they count."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass

from hotline.objectstore import ObjectStore

from . import pages, rules
from .errors import FaxDamaged

TIFF, PDF, PNG = "image/tiff", "application/pdf", "image/png"


@dataclass(frozen=True, slots=True)
class Kept:
    """``sha256`` and ``size`` (bytes) of the TIFF, how many pages."""

    sha256: str
    size: int
    pages: int


def keep(store: ObjectStore, folder: str, tiff: bytes, sheets: Sequence[pages.Page]) -> Kept:
    """Put ``tiff`` and what people look at into ``folder``. Raises FaxDamaged; then nothing counts."""
    _put(store, rules.tiff_key(folder), tiff, TIFF)
    _put(store, rules.pdf_key(folder), pages.as_pdf(sheets), PDF)
    for number, sheet in enumerate(sheets, start=1):
        _put(store, rules.page_key(folder, number), pages.as_png(sheet), PNG)
    return Kept(hashlib.sha256(tiff).hexdigest(), len(tiff), len(sheets))


def drop(store: ObjectStore, folder: str, count: int) -> None:
    """Delete the files of a folder with ``count`` pages."""
    store.delete(rules.tiff_key(folder))
    store.delete(rules.pdf_key(folder))
    for number in range(1, count + 1):
        store.delete(rules.page_key(folder, number))


def read(store: ObjectStore, key: str) -> bytes:
    """A file as it is kept. Raises ObjectMissing."""
    with store.open(key) as file:
        return file.read()


def _put(store: ObjectStore, key: str, content: bytes, media_type: str) -> None:
    store.put(key, io.BytesIO(content), media_type)
    if hashlib.sha256(read(store, key)).digest() != hashlib.sha256(content).digest():
        raise FaxDamaged(key)
