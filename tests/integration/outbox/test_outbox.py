"""Effects: written with the transaction that wants them, carried out afterwards, once."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from hotline import outbox, tenancy
from hotline.outbox import carrying, outcomes
from hotline.outbox.models import OutboxRow
from hotline.outbox.outcomes import Done, Effect, Failed, Retry, Unknown

KIND = "probe"


class Probe:
    """Carries out nothing; answers what it is told to, in turn, then Done."""

    def __init__(self) -> None:
        self.carried: list[tuple[str, int]] = []
        self.settled: list[str] = []
        self.given_up: list[str] = []
        self.answers: list[outcomes.Outcome | Exception] = []

    def carry(self, effect: Effect) -> outcomes.Outcome:
        self.carried.append((effect.key, effect.attempts))
        answer = self.answers.pop(0) if self.answers else Done()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def settle(self, effect: Effect) -> outcomes.Outcome:
        self.settled.append(effect.key)
        return self.answers.pop(0) if self.answers else Done()  # type: ignore[return-value]

    def give_up(self, effect: Effect, error: str) -> None:
        self.given_up.append(error)


@pytest.fixture
def probe() -> Iterator[Probe]:
    made = Probe()
    outbox.register(KIND, made.carry, made.settle, made.give_up)
    yield made
    outcomes._carriers.pop(KIND)


def want(key: str = "k", tenant: str = "east") -> None:
    with tenancy.entered(tenant):
        outbox.put(KIND, key, {"n": 1})


def row() -> OutboxRow:
    return OutboxRow.objects.get()


def due_now() -> None:
    OutboxRow.objects.update(due_at=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_an_effect_is_carried_out_once_per_key(probe: Probe) -> None:
    want()
    want()
    assert outbox.drain() == 1
    assert outbox.drain() == 0
    assert probe.carried == [("east:probe:k", 1)]
    done = row()
    assert (done.state, done.attempts, done.last_error) == ("DONE", 1, "")
    want()
    assert outbox.drain() == 0


@pytest.mark.django_db
def test_what_is_rolled_back_never_happens(probe: Probe) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        want()
        raise RuntimeError
    assert (outbox.drain(), OutboxRow.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_two_tenants_may_use_the_same_key(probe: Probe) -> None:
    want(tenant="east")
    want(tenant="west")
    assert outbox.drain() == 2
    assert {key for key, _ in probe.carried} == {"east:probe:k", "west:probe:k"}


@pytest.mark.django_db
def test_pauses_grow(probe: Probe) -> None:
    probe.answers = [Retry("busy"), Retry("busy"), Retry("busy", after_seconds=77)]
    want()
    for attempt, seconds in ((1, 5), (2, 10), (3, 77)):
        due_now()
        outbox.drain()
        found = row()
        wait = (found.due_at - timezone.now()).total_seconds()
        assert (found.state, found.attempts, found.last_error) == ("PENDING", attempt, "busy")
        assert seconds - 2 < wait <= seconds
    assert [carrying.pause_after(n) for n in (1, 2, 3, 10, 11, 40)] == [
        timedelta(seconds=5),
        timedelta(seconds=10),
        timedelta(seconds=20),
        timedelta(seconds=2560),
        timedelta(hours=1),
        timedelta(hours=1),
    ]


@pytest.mark.django_db
def test_an_uncertain_effect_is_settled_not_repeated(probe: Probe) -> None:
    probe.answers = [Unknown("no answer"), Done()]
    want()
    outbox.drain()
    assert row().state == "UNKNOWN"
    due_now()
    outbox.drain()
    assert (row().state, len(probe.carried), probe.settled) == ("DONE", 1, ["east:probe:k"])


@pytest.mark.django_db
def test_a_worker_that_dies_in_the_middle_leaves_an_uncertain_row(probe: Probe) -> None:
    want()
    with tenancy.entered_public():
        assert carrying._claim() is not None  # and then the machine is gone
    assert (row().state, outbox.drain()) == ("UNKNOWN", 0)
    due_now()  # the lease is over
    assert outbox.drain() == 1
    assert (row().state, probe.carried, probe.settled) == ("DONE", [], ["east:probe:k"])


@pytest.mark.django_db
def test_a_fault_of_ours_is_settled_too(probe: Probe) -> None:
    probe.answers = [ValueError("bug")]
    want()
    outbox.drain()
    assert (row().state, row().last_error) == ("UNKNOWN", "ValueError('bug')")


@pytest.mark.django_db
def test_the_last_try(probe: Probe) -> None:
    want()
    OutboxRow.objects.update(attempts=carrying.MOST_ATTEMPTS - 1)
    probe.answers = [Retry("still busy")]
    outbox.drain()
    assert (row().state, row().last_error, probe.given_up) == ("FAILED", "still busy", ["still busy"])


@pytest.mark.django_db
def test_what_will_never_work_is_not_tried_again(probe: Probe) -> None:
    probe.answers = [Failed("no such number")]
    want()
    outbox.drain()
    due_now()
    assert outbox.drain() == 0
    assert (row().state, probe.given_up) == ("FAILED", ["no such number"])


@pytest.mark.django_db
def test_a_kind_that_nobody_carries_out_waits() -> None:
    with tenancy.entered("east"):
        outbox.put("unheard-of", "k", {})
    outbox.drain()
    assert (row().state, row().last_error) == ("PENDING", "nobody carries out unheard-of")


@pytest.mark.django_db
def test_the_commit_wakes_the_worker(probe: Probe, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        want()
        assert probe.carried == []
    assert probe.carried == [("east:probe:k", 1)]


@pytest.mark.django_db
def test_a_tenant_sees_and_writes_its_own_rows_only(probe: Probe) -> None:
    want(tenant="east")
    with tenancy.entered("west"):
        assert OutboxRow.objects.count() == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            OutboxRow.objects.create(tenant="east", kind=KIND, key="forged")
    with tenancy.entered("east"), pytest.raises(ProgrammingError), transaction.atomic():
        OutboxRow.objects.update(state="DONE")


def test_workers_side_by_side_never_take_the_same_row(committed_city: None, probe: Probe) -> None:
    # the commits themselves wake the eager worker: have it find nobody, then make everything due
    outcomes._carriers.pop(KIND)
    for n in range(40):
        want(str(n))
    OutboxRow.objects.update(attempts=0)
    due_now()
    outbox.register(KIND, probe.carry, probe.settle, probe.give_up)
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        try:
            outbox.drain()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(probe.carried) == sorted((f"east:probe:{n}", 1) for n in range(40))
