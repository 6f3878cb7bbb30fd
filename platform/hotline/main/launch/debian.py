"""Debian packages without root: downloaded by apt with a state of its own, unpacked into a folder, run from there.

Nothing on the machine is touched. The packages of Debian's *sid* bring their own C library, so programs are started by
that tree's own loader.
"""

import re
import shutil
from pathlib import Path

from . import steps
from .exclusive import exclusive

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
KEYRING_PACKAGE = "debian-archive-keyring"
DEFAULT_MIRROR = "http://deb.debian.org/debian"
SOURCES = (Path("/etc/apt/sources.list"), Path("/etc/apt/sources.list.d"))
DONE = ".unpacked"


class CannotUnpack(RuntimeError):
    """Debian's packages cannot be had here; the text says what to install or mend."""


def mirror() -> str:
    """The Debian mirror that this machine uses, else the usual one."""
    files = [
        file
        for place in SOURCES
        for file in ([place] if place.is_file() else sorted(place.glob("*")) if place.is_dir() else [])
    ]
    for file in files:
        for found in re.finditer(r"https?://\S+/debian/?(?=\s|$)", file.read_text(errors="replace")):
            return found.group().rstrip("/")
    return DEFAULT_MIRROR


def unpack(packages: list[str], folder: Path, log: Path) -> Path:
    """A tree with ``packages`` and what they depend on, in ``folder``/root; at once when it is there already."""
    root = folder / "root"
    with exclusive(folder):
        if (root / DONE).exists() and (root / DONE).read_text().split() == packages:
            return root
        for tool in ("apt-get", "dpkg"):
            if shutil.which(tool) is None:
                raise CannotUnpack(
                    f"{tool} is missing: install Asterisk 22.4 or newer (or 20.14, 21.9), or use Debian or Ubuntu"
                )
        keys = KEYRING if KEYRING.exists() else _fetch_keys(folder / "keys", log)
        archives = _download_of_sid(packages, folder / "apt", keys, log)
        shutil.rmtree(root, ignore_errors=True)
        for archive in archives:
            _run(["dpkg", "-x", archive, root], log)
        (root / DONE).write_text(" ".join(packages))
        for name in ("apt", "keys"):
            shutil.rmtree(folder / name, ignore_errors=True)
    return root


def _fetch_keys(folder: Path, log: Path) -> Path:
    """Debian's keys where the machine has none (Ubuntu): its own archive brings them, checked by its own keys."""
    try:
        options = _apt_options(folder)
        _run(["apt-get", "-q", *options, "update"], log)
        archives = _download([KEYRING_PACKAGE], folder, options, log)
    except CannotUnpack as error:
        raise CannotUnpack(
            f"Debian's keys are missing and could not be fetched: apt install {KEYRING_PACKAGE}"
        ) from error
    for archive in archives:
        if archive.name.startswith(KEYRING_PACKAGE):
            _run(["dpkg", "-x", archive, folder / "root"], log)
    keys = folder / "root" / KEYRING.relative_to("/")
    if not keys.exists():
        raise CannotUnpack(f"Debian's keys are missing: apt install {KEYRING_PACKAGE}")
    return keys


def _download_of_sid(packages: list[str], state: Path, keys: Path, log: Path) -> list[Path]:
    options = _apt_options(state)
    (state / "sources.list").write_text(f"deb [signed-by={keys}] {mirror()} sid main\n")
    for name, value in {
        "Dir::Etc": state / "etc",
        "Dir::Etc::sourcelist": state / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "Acquire::Languages": "none",
    }.items():
        options += ["-o", f"{name}={value}"]
    _run(["apt-get", "-q", *options, "update"], log)
    return _download(packages, state, options, log)


def _apt_options(state: Path) -> list[str]:
    """apt with lists, cache and an empty status file of its own below ``state``."""
    for name in ("lists/partial", "cache/archives/partial", "etc"):
        (state / name).mkdir(parents=True, exist_ok=True)
    (state / "status").write_text("")
    options = {
        "Dir::State": state,
        "Dir::State::status": state / "status",
        "Dir::State::lists": state / "lists",
        "Dir::Cache": state / "cache",
        "APT::Install-Recommends": "false",
        "APT::Sandbox::User": "",
        "Acquire::Retries": "3",
        "Debug::NoLocking": "true",
    }
    return [part for name, value in options.items() for part in ("-o", f"{name}={value}")]


def _download(packages: list[str], state: Path, options: list[str], log: Path) -> list[Path]:
    _run(["apt-get", "-q", "-y", *options, "install", "--download-only", *packages], log)
    return sorted((state / "cache" / "archives").glob("*.deb"))


def _run(command: list[str | Path], log: Path) -> None:
    code = steps.run(command, log)
    if code:
        raise CannotUnpack(
            f"{command[0]} failed ({code}), see {log}; or install Asterisk 22.4 or newer (or 20.14, 21.9)"
        )


def program(root: Path, binary: str, libraries: list[str]) -> list[str]:
    """The command that runs ``binary`` of the tree by the tree's own loader."""
    lib = next(root.glob("usr/lib/*-linux-gnu*"), None)
    loader = next(lib.glob("ld-linux*.so.*"), None) if lib else None
    if lib is None or loader is None:
        raise CannotUnpack(f"no loader in {root}")
    path = ":".join([str(lib), *(str(lib / name) for name in libraries)])
    return [str(loader), "--library-path", path, str(root / binary)]
