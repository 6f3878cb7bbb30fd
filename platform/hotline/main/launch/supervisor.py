"""Keeps processes running in the foreground: restarts what crashed and names it, stops all of it in time."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

FIRST_PAUSE = 0.5  # seconds before a crashed process is started again; doubled each time
LONGEST_PAUSE = 10.0
STEADY = 30.0  # seconds after which a crash counts as the first again
STOP_SECONDS = 6.0
LOG_LIMIT = 20_000_000  # bytes; a longer log is set aside when its process starts

Say = Callable[[str], None]


@dataclass(slots=True)
class Child:
    """A process to keep. ``stop_signal`` asks it to end; ``after_start`` runs whenever it came up."""

    name: str
    command: list[str]
    env: Mapping[str, str] = field(default_factory=dict)
    user: str | None = None
    cwd: Path | None = None
    stop_signal: int = signal.SIGTERM
    after_start: Callable[["subprocess.Popen[bytes]"], None] | None = None


class Supervisor:
    """Starts children in order, watches each in a thread, stops them in the reverse order."""

    def __init__(self, log_folder: Path, say: Say) -> None:
        self._logs, self._say = log_folder, say
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._children: list[Child] = []
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        log_folder.mkdir(parents=True, exist_ok=True)

    def start(self, child: Child) -> "subprocess.Popen[bytes]":
        """Start ``child`` and keep it running from now on."""
        process = self._spawn(child)
        self._children.append(child)
        threading.Thread(target=self._watch, args=(child, process), name=f"watch-{child.name}", daemon=True).start()
        return process

    def pid(self, name: str) -> int | None:
        """The process id of a child that runs."""
        process = self._running.get(name)
        return process.pid if process and process.poll() is None else None

    def log_of(self, name: str) -> Path:
        """Where a child's words go."""
        return self._logs / f"{name}.log"

    def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Stop everything: those who use servers first, then the servers; what does not listen is killed."""
        self._stopping.set()
        for child in reversed(self._children):
            process = self._running.get(child.name)
            if process and process.poll() is None:
                _signal(process, child.stop_signal)
                if child.user or child.name in SERVERS:
                    _wait(process, seconds)
        end = time.monotonic() + seconds
        for process in self._running.values():
            _wait(process, max(0.0, end - time.monotonic()))

    def _spawn(self, child: Child) -> "subprocess.Popen[bytes]":
        log = self.log_of(child.name)
        if log.exists() and log.stat().st_size > LOG_LIMIT:
            log.replace(log.with_suffix(".log.1"))
        with self._lock, log.open("ab") as sink:
            if self._stopping.is_set():
                raise InterruptedError(child.name)
            process = subprocess.Popen(
                child.command,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
                env={**os.environ, **child.env},
                cwd=child.cwd,
                user=child.user,
                start_new_session=True,
            )
            self._running[child.name] = process
        if child.after_start:
            child.after_start(process)
        return process

    def _watch(self, child: Child, process: "subprocess.Popen[bytes]") -> None:
        pause, began = FIRST_PAUSE, time.monotonic()
        while True:
            code = process.wait()
            if self._stopping.is_set():
                return
            pause = FIRST_PAUSE if time.monotonic() - began > STEADY else min(LONGEST_PAUSE, pause * 2)
            self._say(f"{child.name} ended ({code}); starting it again in {pause:g} s, see {self.log_of(child.name)}")
            if self._stopping.wait(pause):
                return
            began = time.monotonic()
            try:
                process = self._spawn(child)
            except InterruptedError:
                return
            except Exception as error:
                self._say(f"{child.name} does not start: {error}")


#: those that others need until their own end
SERVERS = ("postgres", "redis")


def _signal(process: "subprocess.Popen[bytes]", number: int) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return


def _wait(process: "subprocess.Popen[bytes]", seconds: float) -> None:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        _signal(process, signal.SIGKILL)
        process.wait()
