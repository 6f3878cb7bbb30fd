"""Signs of life, samples, and the alarms of what is out of order, over a real Redis."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from redis import Redis

from hotline import tenancy
from hotline.kernel.permissions import Role
from hotline.main import watching
from hotline.monitoring import beats, history
from hotline.outbox.models import OutboxRow
from telephony import facade
from telephony.facade.memory import MemoryBus
from tenants.shared.alarms.models import Alarm

ROOM = {"path": "/data", "free": 50e9, "total": 100e9}
SHOW = """{ houseHealth { troubles { kind subject } processes { name up pid files }
  machines { host cpu disks { path free } }
  services { name version } gateways { key } samples { calls events outbox cpu } } }"""


@pytest.fixture
def client(redis: str, db: None) -> Iterator[Any]:
    made: Any = Redis.from_url(redis)
    made.flushdb()
    yield made
    made.flushdb()
    facade.configure(settings.REDIS_URL)


@pytest.fixture
def bus(client: Any) -> MemoryBus:
    made = MemoryBus()
    facade.plug(made)
    return made


def beat(client: Any, name: str, **disk: float) -> None:
    machine = {"host": "m1", "cores": 4, "cpu": 12.5, "memory": 3e9, "memory_total": 8e9, "disks": [{**ROOM, **disk}]}
    used = {"memory": 9e7, "cpu": 1.0, "files": 33, "files_most": 1024, "machine": machine}
    beats.beat(client, name, time.time() - 60, "0.1.0", used, pid=4711)


def standing() -> list[tuple[str, str]]:
    with tenancy.entered_public():
        return sorted(Alarm.objects.filter(open=True).values_list("kind", "subject"))


def silence(client: Any, name: str) -> None:
    """Its last sign of life was a while ago."""
    for key in client.scan_iter(match=f"{beats.PREFIX}{name}:*"):
        client.delete(key)
    client.hset(beats.KNOWN, name, time.time() - beats.SILENT - 1)


def test_given_all_is_well_when_watched_then_a_sample_and_no_alarm(client: Any, bus: MemoryBus) -> None:
    beat(client, "worker")
    sample = watching.watch(client)
    assert (sample["cpu"], sample["memory"], sample["events"], sample["outbox"]) == (12.5, 37.5, 0, 0)
    assert history.last(client) == [sample]
    assert standing() == []


@pytest.mark.parametrize(("free", "total"), [(1.9e9, 100e9), (15e9, 1000e9)])
def test_given_little_room_when_watched_then_an_alarm_until_there_is_again(
    client: Any, bus: MemoryBus, free: float, total: float
) -> None:
    beat(client, "web", free=free, total=total)
    watching.watch(client)
    watching.watch(client)
    assert standing() == [("DISK_FULL", "m1:/data")]
    with tenancy.entered_public():
        assert Alarm.objects.get().times == 1
    beat(client, "web")
    watching.watch(client)
    assert standing() == []


def test_given_events_wait_and_none_is_written_when_watched_then_an_alarm_until_one_is(
    client: Any, bus: MemoryBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    bus.sign = {"at": time.time(), "pending_events": 7}
    written = iter([5, 5, 5, 5, 6])
    monkeypatch.setattr(watching.eventlog, "cursor", lambda: next(written))
    for _ in range(3):
        watching.watch(client)
    assert standing() == []
    watching.watch(client)
    assert standing() == [("EVENTS_BEHIND", "events")]
    watching.watch(client)
    assert standing() == []


def test_given_a_message_due_long_ago_when_watched_then_an_alarm_until_it_is_out(client: Any, bus: MemoryBus) -> None:
    with tenancy.entered_public():
        row = OutboxRow.objects.create(
            tenant="east", kind="sms", key="k", due_at=timezone.now() - watching.OUTBOX_LATE - timedelta(seconds=1)
        )
    assert watching.watch(client)["outbox_late"] == 1
    assert standing() == [("OUTBOX_BEHIND", "outbox")]
    with tenancy.entered_public():
        row.state = "DONE"
        row.save()
    watching.watch(client)
    assert standing() == []


def test_given_a_process_falls_silent_when_watched_then_an_alarm_until_it_is_back(client: Any, bus: MemoryBus) -> None:
    beat(client, "worker")
    beat(client, "recorder")
    watching.watch_processes(client, "recorder")
    assert standing() == []
    silence(client, "worker")
    watching.watch_processes(client, "recorder")
    assert standing() == [("PROCESS_SILENT", "worker")]
    beat(client, "worker")
    watching.watch_processes(client, "recorder")
    assert standing() == []


def test_given_who_looks_when_its_own_sign_is_old_then_it_is_not_missed(client: Any, bus: MemoryBus) -> None:
    beat(client, "recorder")
    silence(client, "recorder")
    watching.watch_processes(client, "recorder")
    assert standing() == []


def test_given_a_process_when_it_beats_then_it_tells_what_it_uses(client: Any, redis: str, tmp_path: Any) -> None:
    stop = beats.start("worker", redis, [tmp_path / "not" / "there"], "0.1.0")
    end = time.monotonic() + 10
    while not (seen := beats.living(client)) and time.monotonic() < end:
        time.sleep(0.01)
    stop.set()
    (one,) = seen
    assert (one["name"], one["version"]) == ("worker", "0.1.0")
    assert one["files"] > 0 and one["memory"] > 0 and one["machine"]["disks"][0]["total"] > 0
    assert beats.missing(client, time.time()) == {}


def test_given_a_silent_and_a_living_process_when_the_screen_is_asked_then_both_are_told(
    client: Any, bus: MemoryBus, browser: Callable[..., Any]
) -> None:
    seen = browser("city", Role.SHIFT_SUPERVISOR)
    beat(client, "web")
    beat(client, "worker")
    silence(client, "worker")
    watching.watch(client)
    watching.watch_processes(client, "recorder")
    shown = seen.data(SHOW)["houseHealth"]
    assert shown["processes"] == [
        {"name": "worker", "up": False, "pid": None, "files": None},
        {"name": "web", "up": True, "pid": 4711, "files": 33},
    ]
    assert shown["troubles"] == [{"kind": "PROCESS_SILENT", "subject": "worker"}]
    assert shown["machines"] == [{"host": "m1", "cpu": 12.5, "disks": [{"path": "/data", "free": 50e9}]}]
    assert [each["name"] for each in shown["services"]] == ["PostgreSQL", "Redis"]
    assert shown["samples"] == [{"calls": 0, "events": 0, "outbox": 0, "cpu": 12.5}]
