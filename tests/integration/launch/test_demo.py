"""``make demo`` itself, with everything it starts: what it says, how it keeps its processes, how it ends."""

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from hotline.main.settings.env import ROOT
from tests.factories.processes import Watched

pytestmark = pytest.mark.walk

STOP_SECONDS = 10.0  # promised to operators


PORTS = ("PORT", "SIP_PORT", "SIP_WSS_PORT", "ARI_PORT", "SIP_TLS_PORT", "AMI_PORT", "MAIL_PORT")


def free_ports(count: int) -> list[int]:
    """Different ports that nobody has now."""
    held = [socket.socket() for _ in range(count)]
    for probe in held:
        probe.bind(("127.0.0.1", 0))
    ports = [int(probe.getsockname()[1]) for probe in held]
    for probe in held:
        probe.close()
    return ports


def children_of(pid: int) -> dict[int, str]:
    """Process ids and command lines of a process's children."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
                if int(parent) == pid:
                    found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
            except OSError:
                continue
    return found


@dataclass
class Launched:
    """A demo under ``make``, and what it says."""

    make: "subprocess.Popen[str]"
    home: Path
    env: dict[str, str]
    said: list[str] = field(default_factory=list)

    def hear(self, words: str) -> str:
        """The next line with ``words`` in it."""
        assert self.make.stdout is not None
        for line in self.make.stdout:
            self.said.append(line)
            if words in line:
                return line.rstrip()
        pytest.fail(f"never said {words!r}:\n{''.join(self.said)}")

    def launcher(self) -> int:
        """Its process id."""
        return next(pid for pid, line in children_of(self.make.pid).items() if "hotline.main.launch" in line)

    def other(self, **settings: str) -> "subprocess.CompletedProcess[str]":
        """Another demo beside it."""
        return subprocess.run(
            [sys.executable, "-m", "hotline.main.launch", "demo"],
            env={**self.env, **settings},
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


@pytest.fixture(scope="module")
def launched() -> Iterator[Launched]:
    home = Path(tempfile.mkdtemp(prefix="hotline-demo-"))
    web, sip, wss, ari, rtp, ami, tls, mail = free_ports(8)
    left = ("DATABASE_URL", "REDIS_URL", "ARI_URL", "DJANGO_SETTINGS_MODULE", "SECRET_KEY", "HOTLINE_DEMO", "MAKEFLAGS")
    env = {name: value for name, value in os.environ.items() if name not in left} | {
        "HOTLINE_HOME": str(home),
        "PORT": str(web),
        "SIP_PORT": str(sip),
        "SIP_WSS_PORT": str(wss),
        "ARI_PORT": str(ari),
        "AMI_PORT": str(ami),
        "SIP_TLS_PORT": str(tls),
        "MAIL_PORT": str(mail),
        "RTP_PORTS": f"{min(rtp, 65000)}-{min(rtp, 65000) + 99}",
    }
    make = subprocess.Popen(
        ["make", "--no-print-directory", "demo"],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    made = Launched(make, home, env)
    try:
        made.hear("Hotline is ready")
        yield made
    finally:
        if make.poll() is None:
            os.killpg(make.pid, signal.SIGTERM)
            make.wait(2 * STOP_SECONDS)
        shutil.rmtree(home, ignore_errors=True)


def test_given_a_demo_when_ready_then_it_answers_at_the_address_it_named(launched: Launched) -> None:
    ready = next(line for line in launched.said if "Hotline is ready" in line)
    assert ready.split("] ")[1] == f"Hotline is ready: http://localhost:{launched.env['PORT']}\n"
    with urllib.request.urlopen(f"http://localhost:{launched.env['PORT']}/", timeout=10) as page:
        assert page.status == 200


def test_given_a_demo_when_ready_then_its_accounts_are_written_for_the_owner_only(launched: Launched) -> None:
    file = launched.home / "demo" / "credentials.json"
    users = json.loads(file.read_text(encoding="utf-8"))["users"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert {user["tenant"] for user in users} == {"city", "east", "west", "north"}
    assert all(set(user) == {"username", "password", "tenant", "roles"} for user in users)


def test_given_a_running_demo_when_another_starts_in_its_home_then_it_is_refused(launched: Launched) -> None:
    (port,) = free_ports(1)
    refused = launched.other(PORT=str(port))
    assert refused.returncode == 1
    assert f"cannot start: a demo is running in {launched.home}" in refused.stdout


@pytest.mark.parametrize("taken", ["PORT", "SIP_PORT"])
def test_given_a_taken_port_when_another_starts_then_the_setting_is_named(
    launched: Launched, tmp_path: Path, taken: str
) -> None:
    free = dict(zip(PORTS, map(str, free_ports(len(PORTS))), strict=True))
    refused = launched.other(**free | {taken: launched.env[taken]}, HOTLINE_HOME=str(tmp_path))
    assert refused.returncode == 1
    assert f"port {launched.env[taken]} cannot be had" in refused.stdout
    assert f"give another, {taken}=" in refused.stdout


def test_given_a_process_when_killed_then_it_is_named_and_runs_again(launched: Launched) -> None:
    launcher = launched.launcher()
    recorder = next(pid for pid, line in children_of(launcher).items() if "manage.py recorder" in line)
    os.kill(recorder, signal.SIGKILL)
    assert "recorder was ended by SIGKILL; starting it again" in launched.hear("recorder")
    assert Watched(launcher).ended(0) is False


def test_given_a_demo_when_only_make_gets_sigint_then_everything_ends_in_time_and_the_data_stay(
    launched: Launched,
) -> None:
    started = {pid: Watched(pid) for pid in children_of(launched.launcher())}
    assert len(started) >= 8
    launched.make.send_signal(signal.SIGINT)
    launched.make.wait(STOP_SECONDS)
    assert [pid for pid, process in started.items() if not process.ended(0)] == []
    assert (launched.home / "pg" / "PG_VERSION").exists()
    assert not (launched.home / "pg" / "postmaster.pid").exists()
