"""What a backup says that it holds, sealed with the house's secret key: who changes a byte must know the key."""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from .errors import Damaged, OtherKey, TooNew
from .pool import hash_of_file

FORMAT = 1
MANIFEST, DUMP, OBJECTS = "manifest.json", "database.dump", "objects.jsonl"


@dataclass(frozen=True, slots=True)
class Manifest:
    """``counts``: schema -> table -> rows; ``migrations``: "app.name"; ``files``: name -> hash of what lies in the
    folder; ``journal``: file -> hash in the pool; ``software``: version, commit, lock, tree (hash in the pool)."""

    name: str
    made_at: str
    counts: dict[str, dict[str, int]]
    migrations: list[str]
    files: dict[str, str]
    journal: dict[str, str]
    software: dict[str, str]
    settings: dict[str, str]
    server: int
    objects: int
    size: int
    format: int = field(default=FORMAT)

    @property
    def rows(self) -> int:
        """Of all tables together."""
        return sum(sum(tables.values()) for tables in self.counts.values())

    def write(self, folder: Path, key: str) -> None:
        """Into its folder, last of all: a folder without it is no backup."""
        body = asdict(self)
        text = json.dumps({**body, "seal": _seal(body, key)}, indent=1, ensure_ascii=False)
        beside = folder / f"{MANIFEST}.part"
        beside.write_text(text, encoding="utf-8")
        beside.replace(folder / MANIFEST)


def read(folder: Path, key: str, *, other_key: bool = False) -> Manifest:
    """The manifest of a backup whose dump and list of objects are as written.

    ``other_key``: take one that another key has sealed; then only accidents are noticed, not malice.
    Raises Damaged, OtherKey, TooNew."""
    try:
        body: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        seal = body.pop("seal")
        made_by = int(body["format"])
    except FileNotFoundError:
        raise Damaged(f"{folder} is no whole backup: it has no {MANIFEST}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(f"{MANIFEST} cannot be read: {error}") from error
    if made_by > FORMAT:
        raise TooNew(f"The backup has format {made_by}, this program reads up to {FORMAT}: install the newer program")
    if not other_key and not hmac.compare_digest(str(seal), _seal(body, key)):
        raise OtherKey(
            "The backup was sealed with another SECRET_KEY, or its manifest was changed. Put the key of that house into"
            " SECRET_KEY or HOTLINE_HOME/secret_key. Without it (--other-key) nobody vouches for the backup, and sealed"
            " passwords must be typed anew"
        )
    try:
        found = Manifest(**body)
    except TypeError as error:
        raise Damaged(f"{MANIFEST} is not of this format: {error}") from error
    if set(found.files) != {DUMP, OBJECTS}:
        raise Damaged(f"{MANIFEST} does not name {DUMP} and {OBJECTS}")
    for name, digest in found.files.items():
        if hash_of_file(folder / name) != digest:
            raise Damaged(f"{name} in the backup is not what was written")
    return found


def _seal(body: dict[str, Any], key: str) -> str:
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    derived = hashlib.sha256(b"hotline backup\0" + key.encode()).digest()
    return hmac.new(derived, text.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Held:
    """An object in a backup. ``mark``: the store's own sign of this very content."""

    key: str
    size: int
    hash: str
    mark: str


def held(folder: Path) -> list[Held]:
    """The objects that a backup lists."""
    with (folder / OBJECTS).open(encoding="utf-8") as lines:
        return [Held(**json.loads(line)) for line in lines]
