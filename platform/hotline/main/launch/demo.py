"""``make demo``: everything set up and running on this machine, in the foreground."""

import fcntl
import json
import os
import queue
import re
import shutil
import signal
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from hotline.main import fonts
from hotline.main.settings import env as environment
from hotline.main.settings.env import ROOT, Environment

from . import console, debian, embedded, gateway, gateways, steps, voices
from .supervisor import Child, Supervisor

READY_SECONDS = 60.0


class CannotStart(RuntimeError):
    """The demo cannot start; the text says why and what to do."""


class Demo:
    """One demo in one home folder."""

    def __init__(self, env: Environment) -> None:
        self.env, self.began = env, time.monotonic()
        self.logs = env.home / "log"
        self.supervisor = Supervisor(self.logs, self.say)
        self.child_env: dict[str, str] = {
            "HOTLINE_HOME": str(env.home),
            "HOTLINE_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "hotline.main.settings.base",
            "DATABASE_URL": env.database_url,
            "REDIS_URL": env.redis_url,
            "PYTHONUNBUFFERED": "1",
            "PYTHONWARNINGS": "ignore",
        }
        self.door = socket.socket()  # held here, so that callers wait instead of being refused while web restarts
        self.live_audio = False

    def say(self, text: str) -> None:
        """A line of progress."""
        sys.stdout.write(f"[{time.monotonic() - self.began:6.1f} s] {text}\n")
        sys.stdout.flush()

    def run(self, stop: threading.Event) -> None:
        """Set up, start, wait for ``stop``, stop everything."""
        with locked(self.env.home / "demo.lock"):
            self._check_ports()
            try:
                self._start(stop)
                if not stop.is_set():
                    self._announce()
                    stop.wait()
            finally:
                self.say("stopping")
                self.supervisor.stop()
                self.door.close()
                self.say("stopped")

    def _start(self, stop: threading.Event) -> None:
        with ThreadPoolExecutor(max_workers=3) as pool:
            built = pool.submit(self._console)
            sounds = pool.submit(self._timed, "prompts spoken", lambda: voices.make(self.env.home / "sounds"))
            media = pool.submit(self._find_gateway)
            try:
                self._servers()
                self._font()
                self._timed("database migrated, city, counties and people made", lambda: self._manage("demo_seed"))
                sounds.result()
                self._gateway(media)
                self._processes(self._telephone_and_tasks())
                built.result()
            except BaseException:
                steps.give_up()
                raise
        if not stop.is_set():
            self._web("web")
            self._wait_healthy(stop)
            # a second one behind the same door: browsers find it at once when the first dies
            self._web("web-2")

    def _console(self) -> None:
        """The built console, gathered with all other static files when it changed."""
        try:
            console.ensure_built(self.logs / "build.log")
        except (console.CannotBuild, OSError) as error:
            raise CannotStart(f"the console was not built: {error}") from error
        built, gathered = console.STAMP.read_text(), self.env.home / "static" / ".gathered"
        if not gathered.exists() or gathered.read_text() != built:
            self._manage("collectstatic", "--noinput", "--clear", "-v", "0", log="static")
            gathered.write_text(built)
        self.say("console built")

    def _font(self) -> None:
        """A font for letters where the machine has none; without one, uploaded files are faxed only."""
        if fonts.found():
            return
        try:
            debian.unpack(fonts.PACKAGES, environment.cache_folder(self.env.home) / "fonts", self.logs / "fonts.log")
            self.say("font for letters unpacked")
        except debian.CannotUnpack as error:
            self.say(f"no font with Chinese characters, letters cannot be faxed: {error}")

    def _timed(self, text: str, work: Callable[[], object]) -> object:
        done = work()
        self.say(text)
        return done

    # ------------------------------------------------------------------ servers

    def _servers(self) -> None:
        if not os.environ.get("DATABASE_URL"):
            self._embedded(embedded.postgres_server(self.env.home), signal.SIGINT)
        if not os.environ.get("REDIS_URL"):
            self._embedded(embedded.redis_server(self.env.home), signal.SIGTERM)
        embedded.make_database(self.env.database_url)

    def _embedded(self, server: embedded.Server, stop_signal: signal.Signals) -> None:
        child = Child(server.name, server.command, user=server.user, stop_signal=stop_signal, server=True)
        server.wait_ready(self.supervisor.start(child))
        self.say(f"{server.name} ready")

    def _find_gateway(self) -> gateway.Asterisk | None:
        if os.environ.get("ARI_URL"):
            return None
        try:
            found = gateway.find(environment.cache_folder(self.env.home), self.logs / "unpack.log")
        except (debian.CannotUnpack, OSError) as error:
            self.say(f"no live audio: {error}")
            return None
        self.say("media gateway at hand")
        return found

    def _gateway(self, media: "Future[gateway.Asterisk | None]") -> None:
        asterisk = media.result()
        if asterisk is None:
            self.live_audio = bool(os.environ.get("ARI_URL"))
            return
        trunk_match, trunk_peer = environment.trunk()
        trunk = (trunk_match, trunk_peer or self._citizens_telephones())
        self.child_env |= gateways.start(self.env, asterisk, trunk, self.supervisor, self.say)
        self.live_audio = "ARI_URL" in self.child_env
        if self.live_audio:
            self.say("media gateway ready")

    def _citizens_telephones(self) -> str:
        """Every number of the outside world, answered by a speaking citizen; where the trunk's calls out go."""
        with socket.socket(type=socket.SOCK_DGRAM) as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
        words = self.env.home / "sounds" / "demo" / "citizen.wav"
        phones = [sys.executable, "-m", "telephony.sipphone", "--answer", str(port), "--wav", str(words)]
        self.supervisor.start(
            Child("telephones", [*phones, "--server", f"127.0.0.1:{self.env.sip_port}"], env=self.child_env, cwd=ROOT)
        )
        return f"127.0.0.1:{port}"

    # ------------------------------------------------------------------ the house's own processes

    def _manage(self, *arguments: str, log: str = "setup") -> None:
        sink = self.logs / f"{log}.log"
        if steps.run([sys.executable, ROOT / "manage.py", *arguments], sink, env=self.child_env):
            raise CannotStart(f"manage.py {arguments[0]} failed; see {sink}")

    def _telephone_and_tasks(self) -> dict[str, list[str]]:
        celery = [sys.executable, "-m", "celery", "-A", "hotline.main.celery"]
        commands = {
            "switchboard": [sys.executable, "-m", "telephony.runtime"],
            "recorder": [sys.executable, str(ROOT / "manage.py"), "recorder"],
            "worker": [*celery, "worker", "--pool", "threads", "-c", "4", "-l", "WARNING", "--without-mingle"],
            "beat": [*celery, "beat", "-l", "WARNING"],
            "postbox": [sys.executable, str(ROOT / "manage.py"), "postbox"],
        }
        if not self.live_audio:
            del commands["switchboard"]
        return commands

    def _web(self, name: str) -> None:
        door = self.door.fileno()
        self.door.listen(512)
        command = [sys.executable, "-m", "daphne", "--fd", str(door), "hotline.main.asgi:application"]
        self.supervisor.start(Child(name, command, env=self.child_env, cwd=ROOT, handles=(door,)))

    def _processes(self, commands: dict[str, list[str]]) -> None:
        for name, command in commands.items():
            self.supervisor.start(Child(name, command, env=self.child_env, cwd=ROOT))

    def _wait_healthy(self, stop: threading.Event) -> None:
        url, end, failing = f"http://127.0.0.1:{self.env.port}/healthz", time.monotonic() + READY_SECONDS, "web"
        while time.monotonic() < end and not stop.is_set():
            try:
                with urllib.request.urlopen(url, timeout=3):
                    return
            except urllib.error.HTTPError as error:
                failing = ", ".join(json.loads(error.read()).get("failing", {})) or "web"
                if not self.live_audio and set(failing.split(", ")) <= {"switchboard", "gateway"}:
                    return
            except OSError:
                failing = "web"
            stop.wait(0.2)
        if not stop.is_set():
            raise CannotStart(f"not ready after {READY_SECONDS:g} s: {failing}; see {self.logs}")

    def _announce(self) -> None:
        self.say(f"Hotline is ready: http://localhost:{self.env.port}")
        book = json.loads((self.env.home / "demo" / "credentials.json").read_text(encoding="utf-8"))
        for user in book["users"]:
            self.say(f"  {user['username']:<20} {user['password']:<18} {user['tenant']:<6} {', '.join(user['roles'])}")
        if self.live_audio:
            self.say(f"SIP on port {self.env.sip_port}; in another terminal: make demo-call")
        else:
            self.say("without live audio: calls cannot come in")

    def _check_ports(self) -> None:
        env, tcp, udp = self.env, socket.SOCK_STREAM, socket.SOCK_DGRAM
        wanted = []
        if not os.environ.get("ARI_URL"):
            for step in range(0, environment.nodes() * environment.NODE_STEP, environment.NODE_STEP):
                wanted += [("SIP_PORT", env.sip_port + step, tcp), ("SIP_PORT", env.sip_port + step, udp)]
                wanted += [("SIP_TLS_PORT", env.sip_tls_port + step, tcp), ("AMI_PORT", env.ami_port + step, tcp)]
                wanted += [("SIP_WSS_PORT", env.sip_wss_port + step, tcp), ("ARI_PORT", env.ari_port + step, tcp)]
        for name, port, kind in wanted:
            with socket.socket(type=kind) as probe:
                bind(probe, "127.0.0.1", name, port)
        bind(self.door, os.environ.get("HOTLINE_BIND") or "127.0.0.1", "PORT", env.port)
        with socket.socket() as probe:
            bind(probe, env.mail_bind, "MAIL_PORT", env.mail_port)


def bind(end: socket.socket, host: str, name: str, port: int) -> None:
    """Take a port. Raises CannotStart that names the setting."""
    if end.type == socket.SOCK_STREAM:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        end.bind((host, port))
    except OSError as error:
        raise CannotStart(f"port {port} cannot be had ({error.strerror}): give another, {name}=…") from error


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Only one demo in one home. Raises CannotStart."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotStart(f"a demo is running in {path.parent}: stop it, or choose another HOTLINE_HOME") from error
        yield


def stop_when_asked() -> threading.Event:
    """An event that SIGINT or SIGTERM sets; whatever set-up is under way is given up."""
    stop, asked = threading.Event(), queue.SimpleQueue[int]()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: asked.put(number))

    def wait() -> None:
        make = interruptible_make()
        while True:
            try:
                asked.get(timeout=0.5)
            except queue.Empty:
                if make is None or catches_sigint(make):
                    continue
            stop.set()
            steps.give_up()
            return

    threading.Thread(target=wait, name="signals", daemon=True).start()
    return stop


def interruptible_make() -> int | None:
    """The process id of the ``make`` that started us, when a SIGINT would interrupt it."""
    parent = os.getppid()
    try:
        name = Path(f"/proc/{parent}/comm").read_text().strip()
    except OSError:
        return None
    return parent if name in ("make", "gmake") and catches_sigint(parent) else None


def catches_sigint(pid: int) -> bool:
    """Does this process still handle SIGINT? make, once interrupted, waits for us but does not pass the signal on."""
    try:
        caught = re.search(r"^SigCgt:\s*([0-9a-f]+)", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    except OSError:
        return False
    return caught is not None and bool(int(caught.group(1), 16) & 1 << (signal.SIGINT - 1))


def run() -> int:
    """The demo until SIGINT or SIGTERM; 1 when it could not start."""
    stop, demo = stop_when_asked(), Demo(environment.load())
    try:
        demo.run(stop)
    except steps.GivenUp:
        return 0
    except (CannotStart, embedded.ServerSilent, debian.CannotUnpack, OSError) as error:
        if not stop.is_set():
            demo.say(f"cannot start: {error}")
            return 1
    return 0


def reset() -> int:
    """Forget the demo's data; what was fetched and built stays."""
    home = environment.load().home
    try:
        with locked(home / "demo.lock"):
            for name in (
                "pg",
                "run",
                "objects",
                "demo",
                "journal",
                "gateway",
                "gateway-2",
                "gateway-3",
                "gateway-4",
                "static",
                "log",
            ):
                shutil.rmtree(home / name, ignore_errors=True)
    except CannotStart as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0
