"""Signs of life: every process of the house writes one into Redis every few seconds, with what it uses."""

import json
import os
import socket
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
from redis import Redis, RedisError

from .machine import measure

EVERY = 5.0  # seconds
KEPT = 20  # seconds: whoever is silent for so long is gone
SILENT = 30.0  # seconds: a process that was there and is silent for so long is missed
PREFIX = "hotline:beat:"
KNOWN = "hotline:beats"
"""Hash: name of a process -> when any of that name was seen last (epoch seconds)."""
FORGOTTEN = 7 * 24 * 3600.0  # seconds


def start(name: str, url: str, folders: list[Path], version: str) -> threading.Event:
    """Beat as process ``name`` in a thread of its own until the returned event is set."""
    stop = threading.Event()
    threading.Thread(target=_run, args=(name, url, folders, version, stop), name="beat", daemon=True).start()
    return stop


def _run(name: str, url: str, folders: list[Path], version: str, stop: threading.Event) -> None:
    client: Any = Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2)
    process, since = psutil.Process(), time.time()
    while not stop.is_set():
        with suppress(RedisError, OSError, psutil.Error):  # it is seen by its silence
            beat(client, name, since, version, measure(process, folders))
        stop.wait(EVERY)


def beat(client: Any, name: str, since: float, version: str, used: dict[str, Any], pid: int | None = None) -> None:
    """One sign of life. Raises RedisError."""
    pid, now = pid or os.getpid(), time.time()
    body = {"name": name, "pid": pid, "since": since, "at": now, "version": version, **used}
    client.set(f"{PREFIX}{name}:{socket.gethostname()}:{pid}", json.dumps(body), ex=KEPT)
    client.hset(KNOWN, name, now)


def living(client: Any) -> list[dict[str, Any]]:
    """Who gives signs of life now, by name. Raises RedisError."""
    keys = sorted(client.scan_iter(match=f"{PREFIX}*", count=500))
    found = [json.loads(body) for body in (client.mget(keys) if keys else []) if body]
    return sorted(found, key=lambda each: (each["name"], each["since"]))


def missing(client: Any, now: float) -> dict[str, float]:
    """Names of processes that were there and are silent -> when they were seen last. Raises RedisError."""
    seen = {name.decode(): float(at) for name, at in client.hgetall(KNOWN).items()}
    if old := [name for name, at in seen.items() if now - at > FORGOTTEN]:
        client.hdel(KNOWN, *old)
    return {name: at for name, at in seen.items() if SILENT < now - at <= FORGOTTEN}
