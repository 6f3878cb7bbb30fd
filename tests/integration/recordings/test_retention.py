"""What is due is deleted and leaves a record, what is held stays, and the sound is really gone."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from hotline import objectstore, tenancy
from hotline.audit.models import AuditEntry
from hotline.kernel.actor import Actor
from hotline.kernel.errors import HotlineError, Invalid, NotFound, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline.objectstore import ObjectMissing
from hotline.objectstore.memory import MemoryStore
from tenants.local.cases.models import Case
from tenants.local.citizens.models import Citizen, CitizenPhone
from tenants.local.contacts.models import Contact
from tenants.local.recordings import retention, rules, source, tasks
from tenants.local.recordings.errors import EndInThePast, HoldOver, NothingToHold, RuleTwice, TooFewDays
from tenants.local.recordings.models import Deletion, Hold, Recording, RetentionRule, Waveform
from tenants.local.recordings.rules import Keeping

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 7, 4, 3, 10, tzinfo=UTC)
LAW = Actor(7, "Lin Hua", "east", frozenset(Permission))
TALKS, MESSAGES = Keeping("CONVERSATION", 30), Keeping("VOICEMAIL", 90)


class Spool:
    """A gateway's spool in memory."""

    def __init__(self) -> None:
        self.files: set[str] = set()

    def read(self, gateway: str, name: str) -> Iterator[bytes]:
        raise AssertionError("nothing is fetched here")

    def delete(self, gateway: str, name: str) -> None:
        self.files.discard(name)


class Stubborn(MemoryStore):
    """Says that it deletes."""

    def delete(self, key: str) -> None:
        pass


@pytest.fixture(autouse=True)
def in_east() -> Iterator[None]:
    with tenancy.entered("east"):
        yield


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def spool() -> Spool:
    return Spool()


def recorded(n: int, days: float, store: MemoryStore | None = None, **facts: Any) -> Recording:
    """A recording that began ``days`` ago; in ``store`` when that is given."""
    number = f"02-20260101-{n:05d}"
    key = f"east/recordings/{number}.flac" if store else ""
    if store:
        store.put(key, BytesIO(b"sound"), "audio/flac")
    row = Recording.objects.create(
        **{
            "number": number,
            "name": f"call-{n}.r1",
            "gateway": "gw1",
            "call_id": f"call-{n}",
            "kind": "CONVERSATION",
            "agent_number": "8101",
            "started_at": NOW - timedelta(days=days),
            "seconds": 60.0,
            "state": "STORED" if store else "SPOOLED",
            "object_key": key,
            "sha256": f"{n:064d}",
            "size": 5,
            **facts,
        }
    )
    Waveform.objects.create(recording=row, peaks=b"\0\1")
    return row


def left() -> list[str]:
    return list(Recording.objects.exclude(state="DELETED").order_by("call_id").values_list("call_id", flat=True))


def test_given_rules_when_the_day_comes_then_what_is_due_goes_and_is_on_record(
    store: MemoryStore, spool: Spool
) -> None:
    old = recorded(1, 30.1, store)
    recorded(2, 29.9, store)
    recorded(3, 60, store, kind="VOICEMAIL")
    spool.files = {"call-1.r1"}
    retention.do_set_rules(LAW, [TALKS, MESSAGES])
    assert retention.do_delete_due(spool, store, NOW) == retention.Outcome(deleted=1, failed=0)
    assert left() == ["call-2", "call-3"]
    with pytest.raises(ObjectMissing):
        store.size(old.object_key)
    assert spool.files == set()
    assert not Waveform.objects.filter(recording=old).exists()
    record = Deletion.objects.get()
    assert (record.number, record.sha256, record.rule, record.deleted_by, record.call_id, record.size) == (
        old.number, old.sha256, "CONVERSATION > 30 d", "system", "call-1", 5,
    )  # fmt: skip
    entry = AuditEntry.objects.get(action="recording.delete")
    assert (entry.object, entry.detail) == (f"recording {old.number}", "CONVERSATION > 30 d")
    assert retention.do_delete_due(spool, store, NOW) == retention.Outcome(0, 0)


def test_given_no_rule_when_years_pass_then_everything_stays(store: MemoryStore, spool: Spool) -> None:
    recorded(1, 4000, store)
    assert retention.do_delete_due(spool, store, NOW) == retention.Outcome(0, 0)
    assert left() == ["call-1"]


def test_given_a_queue_with_a_rule_of_its_own_then_the_general_one_leaves_it_alone(
    store: MemoryStore, spool: Spool
) -> None:
    recorded(1, 40, store, queue="east.general")
    recorded(2, 40, store, queue="east.legal")
    recorded(3, 400, store, queue="east.legal")
    retention.do_set_rules(LAW, [TALKS, Keeping("CONVERSATION", 365, "east.legal")])
    retention.do_delete_due(spool, store, NOW)
    assert left() == ["call-2"]


def test_given_one_that_never_reached_the_store_when_due_then_it_goes_from_the_gateway(
    store: MemoryStore, spool: Spool
) -> None:
    recorded(1, 40)
    recorded(2, 40, state="RECORDING")
    spool.files = {"call-1.r1", "call-2.r1"}
    retention.do_set_rules(LAW, [TALKS])
    retention.do_delete_due(spool, store, NOW)
    assert (left(), spool.files) == (["call-2"], {"call-2.r1"})


def test_given_a_store_that_does_not_delete_then_nothing_is_written_and_the_next_night_tries_again(
    spool: Spool, store: MemoryStore
) -> None:
    stubborn = Stubborn()
    row = recorded(1, 40, stubborn)
    retention.do_set_rules(LAW, [TALKS])
    assert retention.do_delete_due(spool, stubborn, NOW) == retention.Outcome(deleted=0, failed=1)
    assert left() == ["call-1"]
    assert Deletion.objects.count() == 0
    store.put(row.object_key, BytesIO(b"sound"), "audio/flac")
    assert retention.do_delete_due(spool, store, NOW).deleted == 1


def test_given_a_store_that_is_away_then_a_night_gives_up_soon(spool: Spool) -> None:
    stubborn = Stubborn()
    for n in range(1, 9):
        recorded(n, 40, stubborn)
    retention.do_set_rules(LAW, [TALKS])
    assert retention.do_delete_due(spool, stubborn, NOW) == retention.Outcome(0, retention.FAILURES_MOST)


def test_given_rules_not_yet_in_force_when_previewed_then_counts_and_nothing_is_deleted(store: MemoryStore) -> None:
    recorded(1, 40, store)
    recorded(2, 50, store)
    recorded(3, 60, store)
    retention.do_hold(LAW, "RECORDING", "02-20260101-00003", "court")
    talks, messages = retention.preview([TALKS, MESSAGES], NOW)
    assert (talks.count, talks.size, talks.seconds, talks.held) == (2, 10, 120.0, 1)
    assert (talks.oldest, talks.newest) == (NOW - timedelta(days=50), NOW - timedelta(days=40))
    assert (messages.count, messages.held, messages.oldest) == (0, 0, None)
    assert left() == ["call-1", "call-2", "call-3"]
    assert RetentionRule.objects.count() == 0


# ---------------------------------------------------------------------- holds


@pytest.fixture
def case() -> Case:
    return Case.objects.create(
        number="26010102000017",
        kind="COMPLAINT",
        state="REGISTERED",
        title="t",
        content="c",
        urgency="NORMAL",
        call_id="call-1",
        registered_at=NOW,
        registered_by="x",
        origin="east",
        handler="east",
    )


@pytest.fixture
def citizen() -> Citizen:
    row = Citizen.objects.create(name="Wang")
    CitizenPhone.objects.create(citizen=row, number="+8613800010009")
    return row


def night(store: MemoryStore, spool: Spool) -> list[str]:
    retention.do_set_rules(LAW, [TALKS])
    retention.do_delete_due(spool, store, NOW)
    return left()


def test_given_a_hold_on_a_recording_then_it_stays_until_lifted(store: MemoryStore, spool: Spool) -> None:
    recorded(1, 40, store)
    recorded(2, 40, store)
    hold = retention.do_hold(LAW, "RECORDING", " 02-20260101-00001 ", " court order 12 ")
    assert (hold.reference, hold.reason, hold.placed_by) == ("02-20260101-00001", "court order 12", "Lin Hua")
    assert night(store, spool) == ["call-1"]
    retention.do_lift(LAW, hold.pk, "case closed")
    assert night(store, spool) == []
    assert list(AuditEntry.objects.filter(action__startswith="recording.hold").values_list("action", "detail")) == [
        ("recording.hold_lift", "case closed"),
        ("recording.hold", "court order 12"),
    ]


def test_given_a_hold_on_a_case_then_the_calls_of_its_whole_course_stay(
    case: Case, store: MemoryStore, spool: Spool
) -> None:
    for n in range(1, 6):
        recorded(n, 40, store)
    case.reports.create(raised_as=case, at=NOW, call_id="call-2", content="again")
    case.call_backs.create(at=NOW, contacted=True, actor_name="x", call_id="call-3")
    Contact.objects.create(call_id="call-4", medium="OUTBOUND", reference=case.number, arrived_at=NOW)
    retention.do_hold(LAW, "CASE", case.number, "review")
    assert night(store, spool) == ["call-1", "call-2", "call-3", "call-4"]


def test_given_a_hold_on_a_citizen_then_calls_of_all_their_numbers_stay_those_to_come_too(
    citizen: Citizen, store: MemoryStore, spool: Spool
) -> None:
    retention.do_hold(LAW, "CITIZEN", str(citizen.pk), "suit")
    Contact.objects.create(call_id="call-1", medium="TELEPHONE", caller="+8613800010009", arrived_at=NOW)
    recorded(1, 40, store)
    recorded(2, 40, store, called="+8613800010009")
    recorded(3, 40, store, caller="+8613800010001")
    assert night(store, spool) == ["call-1", "call-2"]


def test_given_a_hold_that_is_over_then_it_holds_nothing_and_cannot_be_lifted(store: MemoryStore, spool: Spool) -> None:
    recorded(1, 40, store)
    hold = retention.do_hold(LAW, "RECORDING", "02-20260101-00001", "court", timezone.now() + timedelta(days=1))
    assert night(store, spool) == ["call-1"]
    Hold.objects.filter(pk=hold.pk).update(until=NOW)
    with pytest.raises(HoldOver):
        retention.do_lift(LAW, hold.pk, "late")
    assert night(store, spool) == []


@pytest.mark.parametrize(
    ("given", "error", "field"),
    [
        (("RECORDING", "02-20260101-00009", "why"), NothingToHold, "reference"),
        (("CASE", "26010102000017", "why"), NothingToHold, "reference"),
        (("CITIZEN", "17", "why"), NothingToHold, "reference"),
        (("CITIZEN", "x", "why"), NothingToHold, "reference"),
        (("RECORDING", "02-20260101-00001", "  "), Required, "reason"),
        (("RECORDING", "02-20260101-00001", "x" * 201), TooLong, "reason"),
        (("RECORDING", "02-20260101-00001", "why", NOW - timedelta(days=9999)), EndInThePast, "until"),
    ],
)
def test_given_a_bad_hold_then_refused_and_nothing_is_held(
    given: tuple[Any, ...], error: type[HotlineError], field: str
) -> None:
    recorded(1, 40)
    with pytest.raises(error) as refused:
        retention.do_hold(LAW, *given)
    assert refused.value.field == field
    assert Hold.objects.count() == 0
    assert AuditEntry.objects.filter(action="recording.hold").count() == 0


def test_given_a_hold_that_is_not_there_or_lifted_when_lifted_then_refused() -> None:
    recorded(1, 40)
    with pytest.raises(NotFound):
        retention.do_lift(LAW, 999_999, "why")
    hold = retention.do_hold(LAW, "RECORDING", "02-20260101-00001", "court")
    retention.do_lift(LAW, hold.pk, "first")
    with pytest.raises(HoldOver):
        retention.do_lift(LAW, hold.pk, "second")
    hold.refresh_from_db()
    assert hold.lifted_why == "first"


# ---------------------------------------------------------------------- rules


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ([Keeping("CONVERSATION", 0)], TooFewDays),
        ([Keeping("CONVERSATION", rules.MOST_DAYS + 1)], Invalid),
        ([Keeping("FAX", 30)], Invalid),
        ([TALKS, Keeping("CONVERSATION", 60)], RuleTwice),
    ],
)
def test_given_bad_rules_when_set_then_those_in_force_stay(given: list[Keeping], error: type[HotlineError]) -> None:
    retention.do_set_rules(LAW, [MESSAGES])
    with pytest.raises(error):
        retention.do_set_rules(LAW, given)
    assert retention.rules_now() == [MESSAGES]
    assert AuditEntry.objects.filter(action="recording.retention").count() == 1


def test_given_the_same_rules_when_set_again_then_the_audit_log_has_one_entry() -> None:
    retention.do_set_rules(LAW, [TALKS, MESSAGES])
    retention.do_set_rules(LAW, [MESSAGES, TALKS])
    assert AuditEntry.objects.filter(action="recording.retention").count() == 1


def test_a_record_of_a_deletion_cannot_be_changed_by_the_tenant(store: MemoryStore, spool: Spool) -> None:
    recorded(1, 40, store)
    night(store, spool)
    for statement in ("UPDATE recordings_deletion SET rule = ''", "DELETE FROM recordings_deletion"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)
    assert Deletion.objects.count() == 1


def test_the_daily_task_is_handed_out(monkeypatch: pytest.MonkeyPatch, store: MemoryStore, spool: Spool) -> None:
    monkeypatch.setattr(source, "_wired", [spool])
    monkeypatch.setattr(objectstore, "_wired", [store])
    retention.do_set_rules(LAW, [Keeping("CONVERSATION", 1)])
    recorded(1, 40, store)
    with tenancy.entered_public():
        tasks.retain_all()
    assert left() == []
    assert Deletion.objects.get().rule == "CONVERSATION > 1 d"
