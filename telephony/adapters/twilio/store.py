"""Recordings that the gateway has laid down, as the house takes them. Synchronous, for workers."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHUNK_BYTES = 64 * 1024


class LaidDown:
    """The files of ``folder``. A folder that is not there (not mounted) is a gateway that is away."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def opened(self, name: str) -> Iterator[Iterator[bytes]]:
        """The wav file of recording ``name``, in pieces. Raises FileNotFoundError; ConnectionError when the folder is
        not there."""
        if not self._folder.is_dir():
            raise ConnectionError(f"no folder {self._folder}")
        with self._file(name).open("rb") as file:
            yield iter(lambda: file.read(CHUNK_BYTES), b"")

    def delete(self, name: str) -> None:
        """Forget a recording; one that is gone already is no error."""
        self._file(name).unlink(missing_ok=True)

    def _file(self, name: str) -> Path:
        if "/" in name or name.startswith("."):
            raise FileNotFoundError(name)
        return self._folder / f"{name}.wav"
