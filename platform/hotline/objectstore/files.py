"""Objects as files below one folder: the default."""

import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from .port import KEY, ObjectMissing, Stored, check_key

PART = ".part-"
"""How the name of a file begins that is still being written."""

PROBE = bytes(65536)
"""Written to see whether the disk takes anything."""


class FileStore:
    """Implements ObjectStore. A file appears whole or not at all: written beside its place, flushed, renamed."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, key: str, content: BinaryIO, content_type: str) -> None:
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=PART, delete=False) as beside:
            try:
                shutil.copyfileobj(content, beside)
                beside.flush()
                os.fsync(beside.fileno())
            except BaseException:
                Path(beside.name).unlink(missing_ok=True)
                raise
        Path(beside.name).replace(path)

    def open(self, key: str, start: int = 0, length: int | None = None) -> BinaryIO:
        try:
            file = self._path(key).open("rb")
        except FileNotFoundError:
            raise ObjectMissing(key) from None
        file.seek(start)
        return cast(BinaryIO, io.BufferedReader(_Slice(file, length))) if length is not None else file

    def size(self, key: str) -> int:
        try:
            return self._path(key).stat().st_size
        except FileNotFoundError:
            raise ObjectMissing(key) from None

    def delete(self, key: str) -> None:
        self._path(key).unlink(missing_ok=True)

    def listing(self) -> Iterator[Stored]:
        for folder, _, names in os.walk(self.root):
            for name in names:
                path = Path(folder) / name
                key = str(path.relative_to(self.root))
                if name.startswith(PART) or not KEY.fullmatch(key):
                    continue
                try:
                    seen = path.stat()
                except FileNotFoundError:  # deleted meanwhile
                    continue
                yield Stored(key, seen.st_size, f"{seen.st_ino}-{seen.st_mtime_ns}")

    def check(self) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.root) as probe:
            probe.write(PROBE)
            probe.flush()
            os.fsync(probe.fileno())

    def _path(self, key: str) -> Path:
        return self.root / check_key(key)


class _Slice(io.RawIOBase):
    """The next ``length`` bytes of a file."""

    def __init__(self, file: BinaryIO, length: int) -> None:
        self._file, self._left = file, length

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        chunk = self._file.read(min(len(buffer), self._left))
        buffer[: len(chunk)] = chunk
        self._left -= len(chunk)
        return len(chunk)

    def close(self) -> None:
        self._file.close()
        super().close()
