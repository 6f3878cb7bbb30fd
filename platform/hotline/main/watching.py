"""The house watches itself: signs of life, a sample every ten seconds, and alarms of what is out of order."""

import sys
import time
from collections.abc import Sequence
from datetime import timedelta
from importlib import metadata
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from redis import Redis

from hotline import tenancy
from hotline.monitoring import beats, history
from hotline.outbox.models import OutboxRow, OutboxState
from telephony import facade
from telephony.contracts.events import AlarmKind
from tenants.local.contacts import queries as contacts
from tenants.shared.alarms import actions as alarms
from tenants.shared.eventlog import queries as eventlog
from tenants.shared.registry import queries as registry

LITTLE_BYTES, LITTLE_SHARE = 2_000_000_000, 0.02
"""A disk with less room than either is nearly full."""
OUTBOX_LATE = timedelta(minutes=5)
STUCK_SAMPLES = 4
"""So many samples in a row with events waiting and none written: the recorder is stuck."""
OUTBOX, EVENTS = "outbox", "events"


def client() -> Any:
    """Redis, for a moment's question."""
    return Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)


def begin(name: str) -> None:
    """This process gives signs of life from now on, as ``name``."""
    env = settings.ENV
    folders = [env.home, env.backup_folder, env.fax_folder]
    beats.start(name, settings.REDIS_URL, folders, metadata.version("citizen-hotline"))


def begin_web() -> None:
    """As ``begin``, where Daphne serves (and not where a test imports the application)."""
    if "daphne" in (Path(sys.argv[0]).name, Path(sys.argv[0]).parent.name):
        begin("web")


def watch_processes(redis: Any, but: str) -> None:
    """Alarms of processes that are silent. ``but``: who looks is there."""
    silent = beats.missing(redis, time.time())
    for name in {key.decode() for key in redis.hkeys(beats.KNOWN)} - {but}:
        at = silent.get(name)
        told = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(at)) if at else None
        alarms.do_hold(AlarmKind.PROCESS_SILENT, name, told)


def watch(redis: Any) -> dict[str, Any]:
    """Take a sample, note it, raise or clear the alarms of what it shows. Raises RedisError."""
    living = beats.living(redis)
    sample = _sample(living)
    before = history.last(redis, STUCK_SAMPLES - 1)
    history.add(redis, sample)
    for path, room in rooms(living).items():
        little = room["free"] < LITTLE_BYTES or room["free"] < LITTLE_SHARE * room["total"]
        told = f"{room['free'] / 1e9:.1f} GB / {room['total'] / 1e9:.1f} GB"
        alarms.do_hold(AlarmKind.DISK_FULL, path, told if little else None)
    stuck = is_stuck([*before, sample])
    alarms.do_hold(AlarmKind.EVENTS_BEHIND, EVENTS, str(sample["events"]) if stuck else None)
    late = sample["outbox_late"]
    alarms.do_hold(AlarmKind.OUTBOX_BEHIND, OUTBOX, str(late) if late else None)
    watch_processes(redis, "worker")
    return sample


def is_stuck(samples: Sequence[dict[str, Any]]) -> bool:
    """Have events waited through all of the last samples, and was none written?"""
    last = samples[-STUCK_SAMPLES:]
    return (
        len(last) == STUCK_SAMPLES
        and all(each["events"] > 0 for each in last)
        and len({each["written"] for each in last}) == 1
    )


def rooms(living: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """ "host:path" of each disk -> {free, total}."""
    return {
        f"{machine['host']}:{disk['path']}": disk
        for machine in (each["machine"] for each in living)
        for disk in machine["disks"]
    }


def _sample(living: Sequence[dict[str, Any]]) -> dict[str, Any]:
    now = timezone.now()
    arrived: set[str] = set()
    with tenancy.entered_public():
        written = eventlog.cursor()
        waiting = OutboxRow.objects.filter(state=OutboxState.PENDING, due_at__lte=now).count()
        late = OutboxRow.objects.filter(state=OutboxState.PENDING, due_at__lt=now - OUTBOX_LATE).count()
        tenants = [tenant.key for tenant in registry.tenants()]
    for tenant in tenants:
        with tenancy.entered(tenant):
            arrived |= contacts.arrived_since(now - timedelta(minutes=1))
    machines = {each["machine"]["host"]: each["machine"] for each in living}.values()
    return {
        "at": now.timestamp(),
        "calls": len(facade.live_calls()),
        "waiting": sum(queue["waiting"] for queue in facade.live_queues().values()),
        "per_minute": len(arrived),
        "cpu": max((each["cpu"] for each in machines), default=0.0),
        "memory": max((100 * each["memory"] / each["memory_total"] for each in machines), default=0.0),
        "events": facade.live_engine().get("pending_events", 0),
        "written": written,
        "outbox": waiting,
        "outbox_late": late,
    }
