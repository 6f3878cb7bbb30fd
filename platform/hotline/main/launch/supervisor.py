"""Keeps processes running in the foreground: restarts what crashed and names it, stops all of it in time."""

import contextlib
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

FIRST_PAUSE = 0.3  # seconds before a crashed process is started again; doubled with each crash that follows soon
LONGEST_PAUSE = 10.0
STEADY = 30.0  # seconds after which a crash counts as the first again
STOP_SECONDS = 4.0  # for all that use servers, together
SERVER_STOP_SECONDS = 5.0  # for the servers after them, together: PostgreSQL writes what it has in memory
LOG_LIMIT = 20_000_000  # bytes; a longer log is set aside as NAME.log.1
LOG_SECONDS = 60.0  # between two looks at the logs

Say = Callable[[str], None]


@dataclass(slots=True)
class Child:
    """A process to keep. ``stop_signal`` asks it to end; a ``server`` is stopped after those who use it."""

    name: str
    command: list[str]
    env: Mapping[str, str] = field(default_factory=dict)
    user: str | None = None
    cwd: Path | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    server: bool = False
    handles: tuple[int, ...] = ()  # open files that it inherits under their numbers


class Supervisor:
    """Starts children, watches each in a thread, stops them: first the users of servers, then the servers.

    Should this very process be killed, the children are told to stop by the kernel: ``start`` is therefore to be called
    by a thread that lives as long as the children (the main thread).
    """

    def __init__(self, log_folder: Path, say: Say) -> None:
        self._logs, self._say = log_folder, say
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._children: list[Child] = []
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        log_folder.mkdir(parents=True, exist_ok=True)
        threading.Thread(target=self._tend_logs, name="logs", daemon=True).start()

    def start(self, child: Child) -> "subprocess.Popen[bytes]":
        """Start ``child`` and keep it running from now on."""
        self._children.append(child)
        process = self._spawn(child)
        threading.Thread(target=self._watch, args=(child, process), name=f"watch-{child.name}", daemon=True).start()
        return process

    def drop(self, name: str) -> None:
        """Stop one child for good."""
        dropped = [child for child in self._children if child.name == name]
        with self._lock:
            self._children = [child for child in self._children if child.name != name]
        self._end(dropped, STOP_SECONDS)

    def pid(self, name: str) -> int | None:
        """The process id of a child that runs."""
        process = self._running.get(name)
        return process.pid if process and process.poll() is None else None

    def log_of(self, name: str) -> Path:
        """Where a child's words go."""
        return self._logs / f"{name}.log"

    def stop(self, seconds: float = STOP_SECONDS, server_seconds: float = SERVER_STOP_SECONDS) -> None:
        """Stop everything; what has not ended after ``seconds`` (servers: ``server_seconds``) is killed."""
        with self._lock:
            self._stopping.set()
        self._end([child for child in self._children if not child.server], seconds)
        self._end([child for child in self._children if child.server], server_seconds)

    def _end(self, children: Iterable[Child], seconds: float) -> None:
        end = time.monotonic() + seconds
        leaving = [(child, self._running[child.name]) for child in children if child.name in self._running]
        for child, process in leaving:
            if process.poll() is None:
                _signal(process, child.stop_signal)
        for child, process in leaving:
            try:
                process.wait(max(0.0, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                self._say(f"{child.name} does not stop: killed")
            _signal(process, signal.SIGKILL)  # with whatever it left behind
            process.wait()

    def _spawn(self, child: Child) -> "subprocess.Popen[bytes]":
        with self._lock, self.log_of(child.name).open("ab") as sink:
            if self._stopping.is_set() or child not in self._children:
                raise InterruptedError(child.name)
            process = subprocess.Popen(
                [*_leash(child.stop_signal), *child.command],
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
                env={**os.environ, **child.env},
                cwd=child.cwd,
                user=child.user,
                pass_fds=child.handles,
                start_new_session=True,
            )
            self._running[child.name] = process
        return process

    def _tend_logs(self) -> None:
        while not self._stopping.wait(LOG_SECONDS):
            rotate(self._logs)

    def _watch(self, child: Child, process: "subprocess.Popen[bytes]") -> None:
        pause, began = 0.0, time.monotonic()
        while True:
            code = process.wait()
            if self._stopping.is_set() or child not in self._children:
                return
            steady = time.monotonic() - began > STEADY
            pause = FIRST_PAUSE if steady or not pause else min(LONGEST_PAUSE, pause * 2)
            self._say(f"{child.name} {_how(code)}; starting it again in {pause:g} s, see {self.log_of(child.name)}")
            if self._stopping.wait(pause):
                return
            began = time.monotonic()
            try:
                process = self._spawn(child)
            except InterruptedError:
                return
            except OSError as error:
                self._say(f"{child.name} does not start: {error}")


def rotate(folder: Path, limit: int = LOG_LIMIT) -> None:
    """Set aside every log longer than ``limit`` bytes and empty it: who writes it appends, and goes on at its start."""
    for log in folder.glob("*.log"):
        if log.stat().st_size > limit:
            shutil.copyfile(log, log.with_suffix(".log.1"))
            os.truncate(log, 0)


def _how(code: int) -> str:
    return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"


def _leash(number: signal.Signals) -> list[str]:
    """The command before a child's own that has the kernel send it ``number`` when we are gone."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", number.name.removeprefix("SIG"), "--"] if setpriv else []


def _signal(process: "subprocess.Popen[bytes]", number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
