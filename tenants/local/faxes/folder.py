"""The folder that the house shares with the gateways: faxes that came wait there, faxes that go out are put there."""

import os
import re
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path
from uuid import UUID

from .errors import FaxMissing

CHUNK = 1 << 16
NAME = re.compile(r"[A-Za-z0-9_.@:-]{1,160}")

_wired: list[Path] = []


def wire(folder: Path) -> None:
    """Use ``folder`` from now on; chosen once at start-up."""
    _wired[:] = [folder]


def _path(name: str) -> Path:
    if not NAME.fullmatch(name) or name.startswith("."):
        raise FaxMissing(name)
    return _wired[0] / f"{name}.tif"


def name_of(tenant: str, document: UUID) -> str:
    """What the gateways call a document that goes out."""
    return f"out-{tenant}-{document}"


def place(name: str, content: bytes) -> None:
    """Put a document there, whole or not at all."""
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(part).chmod(0o644)
    Path(part).replace(path)


def tidy(tenant: str, keep: Collection[UUID]) -> int:
    """Remove the tenant's documents that no fax needs any more; how many."""
    removed, wanted = 0, {name_of(tenant, key) for key in keep}
    for path in _wired[0].glob(f"out-{tenant}-*.tif"):
        if path.stem not in wanted:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


class Spool:
    """Implements ``source.FaxSource`` over the folder."""

    def read(self, gateway: str, name: str) -> Iterator[bytes]:
        """The TIFF in chunks. Raises FaxMissing."""
        try:
            with _path(name).open("rb") as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except FileNotFoundError as error:
            raise FaxMissing(name) from error

    def delete(self, gateway: str, name: str) -> None:
        """Forget it."""
        _path(name).unlink(missing_ok=True)
