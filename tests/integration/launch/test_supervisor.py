"""The supervisor with real processes: restarts by name, stops in order and in time, leaves nothing behind."""

import os
import queue
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from hotline.main.launch import supervisor
from hotline.main.launch.supervisor import Child, Supervisor
from tests.factories.processes import Watched


class Ear:
    """What the supervisor says, line by line."""

    def __init__(self) -> None:
        self.lines: queue.Queue[str] = queue.Queue()

    def next(self) -> str:
        return self.lines.get(timeout=10)


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def keeper(tmp_path: Path, ear: Ear) -> Iterator[Supervisor]:
    made = Supervisor(tmp_path / "log", ear.lines.put)
    yield made
    made.stop(1, 1)


def announcing(pipe: Path, then: str) -> list[str]:
    """A program that writes its process id into ``pipe``, then runs the Python ``then``."""
    text = f"""
        import os, signal, sys, time
        {then}
        with open({str(pipe)!r}, "w") as pipe:
            pipe.write(str(os.getpid()))
        signal.pause()
    """
    return [sys.executable, "-c", textwrap.dedent(text)]


def test_given_a_child_when_killed_then_it_is_named_and_runs_again(
    keeper: Supervisor, ear: Ear, tmp_path: Path
) -> None:
    os.mkfifo(pipe := tmp_path / "pipe")
    keeper.start(Child("recorder", announcing(pipe, "pass")))
    first = int(pipe.read_text())
    os.kill(first, signal.SIGKILL)
    assert ear.next() == (
        f"recorder was ended by SIGKILL; starting it again in 0.3 s, see {tmp_path / 'log' / 'recorder.log'}"
    )
    second = int(pipe.read_text())
    assert second != first
    assert keeper.pid("recorder") == second


def test_given_a_child_that_fails_at_once_when_kept_then_the_pauses_grow(
    keeper: Supervisor, ear: Ear, tmp_path: Path
) -> None:
    keeper.start(Child("beat", [sys.executable, "-c", "print('no broker'); raise SystemExit(3)"]))
    told = [ear.next() for _ in range(3)]
    assert [line.split(", see")[0] for line in told] == [
        "beat ended with exit code 3; starting it again in 0.3 s",
        "beat ended with exit code 3; starting it again in 0.6 s",
        "beat ended with exit code 3; starting it again in 1.2 s",
    ]
    assert (tmp_path / "log" / "beat.log").read_text() == "no broker\n" * 3


def test_given_a_child_that_does_not_listen_when_stopped_then_it_is_killed_with_its_own_children(
    keeper: Supervisor, ear: Ear, tmp_path: Path
) -> None:
    os.mkfifo(pipe := tmp_path / "pipe")
    keeper.start(Child("web", ["sh", "-c", f"trap '' TERM; sleep 600 & echo $$ $! > {pipe}; wait"]))
    shell, sleep = (Watched(int(word)) for word in pipe.read_text().split())
    keeper.stop(0.2, 0.2)
    assert ear.next() == "web does not stop: killed"
    assert keeper.pid("web") is None
    assert shell.ended()
    assert sleep.ended()


def test_given_servers_and_their_users_when_stopped_then_the_servers_go_last(
    keeper: Supervisor, tmp_path: Path
) -> None:
    order = tmp_path / "order"
    os.mkfifo(pipe := tmp_path / "pipe")
    for name, server in (("postgres", True), ("redis", True), ("web", False)):
        last_words = f"open({str(order)!r}, 'a').write('{name}\\n')"
        handler = f"signal.signal(signal.SIGTERM, lambda *_: ({last_words}, os._exit(0)))"
        keeper.start(Child(name, announcing(pipe, handler), server=server))
        pipe.read_text()
    keeper.stop(5, 5)
    first, *servers = order.read_text().split()
    assert first == "web"
    assert sorted(servers) == ["postgres", "redis"]


def test_given_a_stopped_supervisor_when_a_child_ended_by_it_then_nothing_is_started_again(
    keeper: Supervisor, ear: Ear
) -> None:
    keeper.start(Child("worker", ["sleep", "600"]))
    keeper.stop(5, 5)
    assert ear.lines.empty()
    with pytest.raises(InterruptedError):
        keeper.start(Child("beat", ["sleep", "600"]))


def test_given_a_child_when_dropped_then_the_others_go_on(keeper: Supervisor, ear: Ear) -> None:
    keeper.start(Child("gateway", ["sleep", "600"]))
    keeper.start(Child("web", ["sleep", "600"]))
    keeper.drop("gateway")
    assert keeper.pid("gateway") is None
    assert keeper.pid("web") is not None
    assert ear.lines.empty()


def test_given_the_launcher_killed_when_its_children_are_left_then_the_kernel_stops_them(tmp_path: Path) -> None:
    os.mkfifo(pipe := tmp_path / "pipe")
    last = tmp_path / "last"
    os.mkfifo(last)
    handler = f"signal.signal(signal.SIGTERM, lambda *_: (open({str(last)!r}, 'w').write('stopped'), os._exit(0)))"
    launcher = f"""
        import time
        from pathlib import Path
        from hotline.main.launch.supervisor import Child, Supervisor
        Supervisor(Path({str(tmp_path / "log")!r}), print).start(Child("web", {announcing(pipe, handler)!r}))
        time.sleep(600)
    """
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(launcher)])
    pipe.read_text()
    process.kill()
    assert last.read_text() == "stopped"
    process.wait()


def test_given_a_long_log_when_rotated_then_it_is_set_aside_and_its_writer_goes_on_at_its_start(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    with log.open("ab", buffering=0) as writer:
        writer.write(b"x" * 11)
        supervisor.rotate(tmp_path, limit=10)
        writer.write(b"new")
    assert (tmp_path / "web.log.1").read_bytes() == b"x" * 11
    assert log.read_bytes() == b"new"
