"""The program itself: its version, and its own files as one archive that is always the same for the same files."""

import gzip
import hashlib
import os
import subprocess
import tarfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import BinaryIO

#: what makes up the program in its folder; the virtual environment is made again from the lock
PARTS = (
    *("platform", "tenants", "telephony", "graphql", "infra", "docs", "frontend", "tests"),
    *("manage.py", "pyproject.toml", "requirements.lock", "requirements-node.lock", "Makefile", "LICENSE"),
    *("README.md", "README.zh.md", "ARCHITECTURE.md", "CHANGELOG.md"),
)
LEFT_OUT = {"__pycache__", "node_modules", ".git", ".venv"}
#: settings whose values are secret, or may carry one
SECRET = ("SECRET", "TOKEN", "PASSWORD", "KEY", "URL", "CERT")
SETTINGS = ("HOTLINE_", "SIP_", "RTP_", "ARI_", "TRUNK_", "MAIL_", "TWILIO_", "SMPP_", "S3_", "PUBLIC_", "ALLOWED_")


def version(root: Path) -> dict[str, str]:
    """version, commit ("" outside a clone) and the lock's hash ("" for an installed wheel)."""
    try:
        told = subprocess.run(
            ["git", "-C", str(root), "rev-parse", "HEAD"], capture_output=True, text=True, timeout=10, check=False
        ).stdout.strip()
    except OSError:  # no git on this machine
        told = ""
    lock = root / "requirements.lock"
    return {
        "version": metadata.version("citizen-hotline"),
        "commit": told,
        "lock": hashlib.sha256(lock.read_bytes()).hexdigest() if lock.is_file() else "",
    }


def settings() -> dict[str, str]:
    """The house's settings as they stand in the environment, without those that are secret."""
    plain = {name: value for name, value in os.environ.items() if name.startswith(SETTINGS) or name == "PORT"}
    return {name: value for name, value in sorted(plain.items()) if not any(part in name for part in SECRET)}


def pack(root: Path, into: BinaryIO) -> int:
    """Write the program's archive; how many files, 0 where it is not in a folder of its own (an installed wheel)."""
    if not (root / "manage.py").is_file():
        return 0
    count = 0
    with (
        gzip.GzipFile(filename="", fileobj=into, mode="wb", mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path in _files(root):
            facts = archive.gettarinfo(path, str(path.relative_to(root)))
            facts.mtime, facts.uid, facts.gid, facts.uname, facts.gname = 0, 0, 0, "", ""
            with path.open("rb") as file:
                archive.addfile(facts, file)
            count += 1
    return count


def _files(root: Path) -> Iterator[Path]:
    for part in PARTS:
        top = root / part
        if top.is_file():
            yield top
        for folder, names, files in os.walk(top):
            names[:] = sorted(name for name in names if name not in LEFT_OUT)
            for name in sorted(files):
                path = Path(folder) / name
                if path.is_file() and not path.is_symlink():
                    yield path
