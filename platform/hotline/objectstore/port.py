"""The object store's port."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

KEY = re.compile(r"[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+")


class ObjectMissing(Exception):
    """There is no object under this key."""


class BadKey(ValueError):
    """A key is ``tenant/path/name`` of letters, digits, ``_``, ``.``, ``-``, without ``..``."""


def check_key(key: str) -> str:
    """The key itself, or BadKey."""
    if not KEY.fullmatch(key) or ".." in key:
        raise BadKey(key)
    return key


@dataclass(frozen=True, slots=True)
class Stored:
    """An object as a listing tells it. ``mark``: another one whenever the object was put anew."""

    key: str
    size: int
    mark: str


class ObjectStore(Protocol):
    """What every store does. ``put`` replaces; ``delete`` of a missing object is no error."""

    def put(self, key: str, content: BinaryIO, content_type: str) -> None:
        """Store what ``content`` gives from its position on."""

    def open(self, key: str, start: int = 0, length: int | None = None) -> BinaryIO:
        """The bytes from ``start``, ``length`` of them or to the end. Raises ObjectMissing."""

    def size(self, key: str) -> int:
        """Bytes. Raises ObjectMissing."""

    def delete(self, key: str) -> None:
        """Remove the object."""

    def listing(self) -> Iterator[Stored]:
        """Every object that is there, in no order."""

    def check(self) -> None:
        """Would it take an object now? Raises what ``put`` would."""
