"""The recordings on the gateways' disks, below each of the folders that the gateways play from.

A version's file is never changed: another version is another file, so that what is being played is not cut.
"""

import os
import tempfile
from pathlib import Path

from .errors import NotPlaced

_folders: list[Path] = []


def wire(folders: tuple[Path, ...]) -> None:
    """Play from these folders: zh/hotline/…, en/hotline/…; one for each gateway, or one that they share."""
    _folders[:] = folders


def name_of(tenant: str, key: str, number: int) -> str:
    """What the gateway calls a tenant's recording."""
    return f"own/{tenant}/{key}-{number}"


def place(language: str, name: str, content: bytes) -> None:
    """Write a file into every folder, whole or not at all. Raises NotPlaced."""
    try:
        for folder in _folders:
            path = _path(folder, language, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, part = tempfile.mkstemp(dir=path.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(part).chmod(0o644)
            Path(part).replace(path)
    except OSError as error:
        raise NotPlaced from error


def is_placed(language: str, name: str) -> bool:
    """Is the file in every folder? Without any folder nothing is."""
    return bool(_folders) and all(_path(folder, language, name).is_file() for folder in _folders)


def read(language: str, name: str) -> bytes | None:
    """The file, from the first folder that has it."""
    for folder in _folders:
        path = _path(folder, language, name)
        if path.is_file():
            return path.read_bytes()
    return None


def _path(folder: Path, language: str, name: str) -> Path:
    return folder / language / "hotline" / f"{name}.wav"
