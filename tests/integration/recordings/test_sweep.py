"""What lies on a gateway is stored in the end, whatever became of the task that should have done it."""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from hotline import objectstore, tenancy
from hotline.objectstore.memory import MemoryStore
from tenants.local.recordings import actions, source, tasks
from tenants.local.recordings.errors import RecordingMissing
from tenants.local.recordings.models import Recording
from tests.integration.recordings.test_storing import tone, wav

pytestmark = pytest.mark.django_db

WAV = wav(tone(440, 1.0))


class Spool:
    """A gateway that may be away."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.away = False

    def read(self, gateway: str, name: str) -> Iterator[bytes]:
        if self.away or name not in self.files:
            raise RecordingMissing(name)
        yield self.files[name]

    def delete(self, gateway: str, name: str) -> None:
        self.files.pop(name, None)


@pytest.fixture
def spool(monkeypatch: pytest.MonkeyPatch) -> Spool:
    spool = Spool()
    monkeypatch.setattr(source, "_wired", [spool])
    monkeypatch.setattr(objectstore, "_wired", [MemoryStore()])
    return spool


def spooled(tenant: str, code: str, spool: Spool) -> str:
    name = f"{tenant}-talk"
    spool.files[f"{name}.in"] = WAV
    with tenancy.entered(tenant):
        row = actions.do_begin(
            name=name,
            gateway="gw1",
            call_id=name,
            kind="CONVERSATION",
            agent_number="8101",
            seat="",
            at=timezone.now(),
            tenant_code=code,
        )
        actions.do_finish(row, seconds=3.0, seat="")
    return name


def states() -> dict[str, str]:
    found: dict[str, str] = {}
    for tenant in ("city", "east", "west", "north"):
        with tenancy.entered(tenant):
            found |= dict(Recording.objects.values_list("name", "state"))
    return found


def test_given_lost_tasks_in_two_tenants_when_swept_then_both_are_stored_and_nothing_is_left(spool: Spool) -> None:
    spooled("city", "01", spool)
    spooled("east", "02", spool)
    assert tasks.sweep() == 2
    assert states() == {"city-talk": "STORED", "east-talk": "STORED"}
    assert spool.files == {}
    assert tasks.sweep() == 0


def test_given_a_gateway_that_is_away_when_it_is_back_then_the_next_sweep_stores(spool: Spool) -> None:
    spooled("east", "02", spool)
    spool.away = True
    with tenancy.entered("east"):
        pk = Recording.objects.get().pk
    with pytest.raises(RecordingMissing):
        tasks.store.delay_in("east", pk)
    assert states() == {"east-talk": "SPOOLED"}
    spool.away = False
    assert tasks.sweep() == 1
    assert states() == {"east-talk": "STORED"}


def test_given_a_recording_that_is_not_there_when_its_task_comes_then_nothing_happens(spool: Spool) -> None:
    tasks.store.delay_in("west", 12345)
    assert states() == {}
