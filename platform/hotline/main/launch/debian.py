"""Debian packages without root: downloaded by apt with a state of its own, unpacked into a folder, run from there.

Nothing on the machine is touched. The packages of Debian's *sid* bring their own C library, so programs are started by
that tree's own loader.
"""

import re
import shutil
import subprocess
from pathlib import Path

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
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
        for file in ([place] if place.is_file() else place.glob("*") if place.is_dir() else [])
    ]
    for file in files:
        for found in re.finditer(r"https?://\S+/debian/?(?=\s|$)", file.read_text(errors="replace")):
            return found.group().rstrip("/")
    return DEFAULT_MIRROR


def unpack(packages: list[str], folder: Path, log: Path) -> Path:
    """A tree with ``packages`` and what they depend on, in ``folder``/root; at once when it is there already."""
    root = folder / "root"
    if (root / DONE).exists() and (root / DONE).read_text().split() == packages:
        return root
    for tool in ("apt-get", "dpkg"):
        if shutil.which(tool) is None:
            raise CannotUnpack(f"{tool} is missing: this needs Debian or Ubuntu")
    if not KEYRING.exists():
        raise CannotUnpack("Debian's keys are missing: apt install debian-archive-keyring")
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as sink:
        archives = _download(packages, folder / "apt", sink)
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        for archive in archives:
            _run(["dpkg", "-x", str(archive), str(root)], sink)
    (root / DONE).write_text(" ".join(packages))
    shutil.rmtree(folder / "apt", ignore_errors=True)
    return root


def _download(packages: list[str], state: Path, sink: object) -> list[Path]:
    for name in ("lists/partial", "cache/archives/partial", "etc"):
        (state / name).mkdir(parents=True, exist_ok=True)
    (state / "status").write_text("")
    (state / "sources.list").write_text(f"deb [signed-by={KEYRING}] {mirror()} sid main\n")
    options = {
        "Dir::State": state,
        "Dir::State::status": state / "status",
        "Dir::State::lists": state / "lists",
        "Dir::Cache": state / "cache",
        "Dir::Etc": state / "etc",
        "Dir::Etc::sourcelist": state / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "APT::Install-Recommends": "false",
        "APT::Sandbox::User": "",
        "Acquire::Languages": "none",
        "Acquire::Retries": "3",
        "Debug::NoLocking": "true",
    }
    flat = [part for name, value in options.items() for part in ("-o", f"{name}={value}")]
    _run(["apt-get", "-q", *flat, "update"], sink)
    _run(["apt-get", "-q", "-y", *flat, "install", "--download-only", *packages], sink)
    return sorted((state / "cache" / "archives").glob("*.deb"))


def _run(command: list[str], sink: object) -> None:
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.STDOUT, check=False)  # type: ignore[call-overload]
    if ended.returncode:
        raise CannotUnpack(
            f"{' '.join(command[:1])} failed ({ended.returncode}); see {getattr(sink, 'name', 'the log')}"
        )


def program(root: Path, binary: str, libraries: list[str]) -> list[str]:
    """The command that runs ``binary`` of the tree by the tree's own loader."""
    lib = next(root.glob("usr/lib/*-linux-gnu*"), None)
    loader = next(lib.glob("ld-linux*.so.*"), None) if lib else None
    if lib is None or loader is None:
        raise CannotUnpack(f"no loader in {root}")
    path = ":".join([str(lib), *(str(lib / name) for name in libraries)])
    return [str(loader), "--library-path", path, str(root / binary)]
