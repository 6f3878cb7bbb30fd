"""Objects in memory, for unit tests."""

import hashlib
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from .port import ObjectMissing, Stored, check_key


class MemoryStore:
    """Implements ObjectStore."""

    def __init__(self) -> None:
        self._objects: dict[str, bytes] = {}

    def put(self, key: str, content: BinaryIO, content_type: str) -> None:
        self._objects[check_key(key)] = content.read()

    def open(self, key: str, start: int = 0, length: int | None = None) -> BinaryIO:
        content = self._get(key)
        return BytesIO(content[start : None if length is None else start + length])

    def size(self, key: str) -> int:
        return len(self._get(key))

    def delete(self, key: str) -> None:
        self._objects.pop(check_key(key), None)

    def listing(self) -> Iterator[Stored]:
        for key, content in list(self._objects.items()):
            yield Stored(key, len(content), hashlib.sha256(content).hexdigest())

    def check(self) -> None:
        """Memory is always there."""

    def _get(self, key: str) -> bytes:
        try:
            return self._objects[check_key(key)]
        except KeyError:
            raise ObjectMissing(key) from None
