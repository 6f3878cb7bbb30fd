"""The whole house as ``make demo`` starts it, with real browsers and real telephones."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from hotline.main.settings.env import ROOT
from tests.house.sound import TONE_OF_AGENT, write_tone

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
READY_SECONDS = 240.0


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demo."""

    url: str
    home: Path
    sip: tuple[str, int]
    passwords: dict[str, str]
    launcher: int = 0  # process id
    mail: int = 0  # the postbox's port

    def processes(self, *words: str) -> list[int]:
        """Process ids of the demo's own processes whose command has one of ``words``."""
        children = Path(f"/proc/{self.launcher}/task").glob("*/children")
        pids = [int(pid) for each in children for pid in each.read_text().split()]
        return [pid for pid in pids if any(word in _command(pid) for word in words)]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


TWILIO_TOKEN = "walk"
"""Signs what comes as from Twilio; nothing is sent by it."""


@contextmanager
def running_demo(**settings: str) -> Iterator[Demo]:
    """``make demo`` in a home of its own, ready, with these ``settings`` of the environment. Raises AssertionError with
    its log when it does not start."""
    home = Path(tempfile.mkdtemp(prefix="hotline-walk-"))
    port, sip, wss, ari, ami, tls, mail, rtp = (_free_port() for _ in range(8))
    rtp = min(rtp // 2 * 2, 65000)
    env = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_URL", "REDIS_URL"))}
    env |= {
        "HOTLINE_HOME": str(home),
        "PORT": str(port),
        "SIP_PORT": str(min(sip, 65000)),
        "SIP_WSS_PORT": str(wss),
        "ARI_PORT": str(ari),
        "AMI_PORT": str(ami),
        "SIP_TLS_PORT": str(tls),
        "MAIL_PORT": str(mail),
        "TWILIO_AUTH_TOKEN": TWILIO_TOKEN,
        "RTP_PORTS": f"{rtp}-{rtp + 199}",
    }
    env |= settings
    env.pop("DJANGO_SETTINGS_MODULE", None)
    log = home / "demo.out"
    with log.open("wb") as sink:
        command = [sys.executable, "-m", "hotline.main.launch", "demo"]
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=sink, stderr=sink, stdin=subprocess.DEVNULL)
    try:
        _wait_ready(process, log)
        book = json.loads((home / "demo" / "credentials.json").read_text())
        passwords = {user["username"]: user["password"] for user in book["users"]}
        yield Demo(f"http://localhost:{port}", home, ("127.0.0.1", int(env["SIP_PORT"])), passwords, process.pid, mail)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def demo() -> Iterator[Demo]:
    """One for all tests."""
    with running_demo() as demo:
        yield demo


def _wait_ready(process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + READY_SECONDS
    while "Hotline is ready" not in log.read_text():
        if process.poll() is not None or time.monotonic() > end:
            raise AssertionError(f"the demo did not start:\n{log.read_text()}")
        time.sleep(0.2)


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Browser]:
    """Chromium whose microphone hears the agent's tone."""
    microphone = write_tone(tmp_path / "microphone.wav", TONE_OF_AGENT)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--autoplay-policy=no-user-gesture-required",
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                f"--use-file-for-fake-audio-capture={microphone}",
            ],
        )
        yield browser
        await browser.close()
