"""What a process uses, and the machine that it runs on."""

import os
import resource
import shutil
import socket
from pathlib import Path
from typing import Any

import psutil


def measure(process: psutil.Process, folders: list[Path]) -> dict[str, Any]:
    """Shares in percent of the time since the last call (0 at the first), sizes in bytes.

    {memory, cpu, files, files_most, machine: {host, cpu, memory, memory_total, disks: [{path, free, total}]}}"""
    seen = psutil.virtual_memory()
    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    with process.oneshot():
        return {
            "memory": process.memory_info().rss,
            "cpu": process.cpu_percent(),
            "files": process.num_fds(),
            "files_most": most,
            "machine": {
                "host": socket.gethostname(),
                "cores": os.cpu_count() or 1,
                "cpu": psutil.cpu_percent(),
                "memory": seen.total - seen.available,
                "memory_total": seen.total,
                "disks": disks(folders),
            },
        }


def disks(folders: list[Path]) -> list[dict[str, Any]]:
    """Each disk once, by the first of ``folders`` that lies on it."""
    found: dict[int, dict[str, Any]] = {}
    for folder in folders:
        there = folder
        while not there.exists():
            there = there.parent
        room = shutil.disk_usage(there)
        found.setdefault(there.stat().st_dev, {"path": str(there), "free": room.free, "total": room.total})
    return list(found.values())
