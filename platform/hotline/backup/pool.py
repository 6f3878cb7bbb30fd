"""The pool: contents named by their SHA-256, each once, however many backups hold it."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from .errors import Damaged

CHUNK = 1 << 20


def hash_of(content: BinaryIO) -> str:
    """SHA-256 of what is left of ``content``, in hexadecimal."""
    digest = hashlib.sha256()
    while chunk := content.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def hash_of_file(path: Path) -> str:
    """SHA-256 of a file. Raises Damaged when it is missing."""
    try:
        with path.open("rb") as file:
            return hash_of(file)
    except FileNotFoundError:
        raise Damaged(f"{path.name} is missing from the backup") from None


class Pool:
    """One folder of contents."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, digest: str) -> Path:
        """Where a content lies."""
        return self.folder / digest[:2] / digest

    def holds(self, digest: str, size: int) -> bool:
        """Is it there, in its full length?"""
        try:
            return self.path(digest).stat().st_size == size
        except FileNotFoundError:
            return False

    def add(self, content: BinaryIO) -> tuple[str, int, bool]:
        """(hash, bytes, was it new) of a content; read back after it was written. Raises Damaged, OSError."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        digest, size = hashlib.sha256(), 0
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".part-", delete=False) as beside:
            path = Path(beside.name)
            try:
                while chunk := content.read(CHUNK):
                    digest.update(chunk)
                    size += beside.write(chunk)
                beside.flush()
                os.fsync(beside.fileno())
            except BaseException:
                path.unlink(missing_ok=True)
                raise
        name = digest.hexdigest()
        if self.holds(name, size):
            path.unlink()
            return name, size, False
        if hash_of_file(path) != name:
            path.unlink()
            raise Damaged("What was written to the backup's disk does not read back the same: look at the disk")
        self.path(name).parent.mkdir(exist_ok=True)
        path.replace(self.path(name))
        return name, size, True

    def check(self, digest: str, what: str) -> None:
        """Raises Damaged when the content is missing or another."""
        if hash_of_file(self.path(digest)) != digest:
            raise Damaged(f"{what} in the backup is not what was written")

    def keep_only(self, wanted: Iterable[str]) -> int:
        """Remove every content that no backup holds any more; the bytes won."""
        keep, won = set(wanted), 0
        for path in self.folder.glob("??/*"):
            if path.name not in keep:
                won += path.stat().st_size
                path.unlink()
        for path in self.folder.glob(".part-*"):  # of a run that was killed
            path.unlink()
        return won
