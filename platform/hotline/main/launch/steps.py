"""Other programs that set-up runs to their end: npm, apt, dpkg, manage.py. All end at once when set-up is given up."""

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

_lock = threading.Lock()
_running: set["subprocess.Popen[bytes]"] = set()
_given_up = False


class GivenUp(RuntimeError):
    """Set-up was stopped from outside; nothing more is started."""


def run(
    command: Sequence[str | Path], log: Path, *, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> int:
    """Run ``command`` to its end, its words added to ``log``; its exit code. Raises GivenUp."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as sink:
        with _lock:
            if _given_up:
                raise GivenUp(str(command[0]))
            process = subprocess.Popen(
                list(map(str, command)),
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
                env={**os.environ, **(env or {})},
                cwd=cwd,
                start_new_session=True,
            )
            _running.add(process)
        try:
            code = process.wait()
        finally:
            with _lock:
                _running.discard(process)
    if _given_up:
        raise GivenUp(str(command[0]))
    return code


def give_up() -> None:
    """End every program that runs, with its children, and let no other begin."""
    global _given_up
    with _lock:
        _given_up = True
        for process in _running:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
