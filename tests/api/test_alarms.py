"""Alarms through the API: what stands, what was, who sees what, who has seen to it; and how they become rows."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest

from hotline import audit, objectstore, tenancy
from hotline.kernel.permissions import Role
from hotline.main import tasks
from hotline.main.recorder import writer
from hotline.objectstore.memory import MemoryStore
from telephony.contracts import events as tel
from telephony.contracts.events import AlarmKind
from tenants.shared.alarms import actions, handlers, queries
from tenants.shared.alarms.models import Alarm
from tests.api.conftest import Browser

People = Callable[..., Browser]
ROW = "id kind state subject detail tenant times acknowledgedBy note clearedAt"
SHOW = f"""query($state: AlarmState, $kind: AlarmKind, $text: String, $first: Int, $offset: Int) {{
  alarms(state: $state, kind: $kind, text: $text, first: $first, offset: $offset) {{ total items {{ {ROW} }} }}
  alarmsWaiting {{ raised }} }}"""
ACKNOWLEDGE = """mutation($ids: [ID!]!, $note: String) { alarmsAcknowledge(ids: $ids, note: $note) {
  count errors { code field } } }"""
_seq = iter(range(9_000_000, 9_100_000))


def told(type_: type[tel.Event], /, **facts: Any) -> None:
    """The engine tells an event; the recorder writes it."""
    event = type_(seq=next(_seq), at=1_700_000_000.0, tenant="city", **facts)
    writer.write(event)


def lost(node: str = "gw2") -> None:
    told(tel.AlarmRaised, kind=AlarmKind.NODE_LOST, subject=node, detail="")


def tolls(about: str = "east", times: int = 1) -> None:
    told(
        tel.AlarmRaised,
        kind=AlarmKind.TOLL_FORBIDDEN,
        subject=f"{about}:8101",
        detail="INTERNATIONAL +1650",
        about=about,
        times=times,
    )


def shown(browser: Browser, **filters: Any) -> list[tuple[str, str, str, int]]:
    rows = browser.data(SHOW, **filters)["alarms"]["items"]
    return [(row["kind"], row["subject"], row["state"], row["times"]) for row in rows]


def test_given_the_engine_tells_when_it_tells_again_then_one_row_counts_up_until_it_is_cleared(browser: People) -> None:
    admin = browser("city", Role.ADMINISTRATOR)
    lost()
    lost()
    assert shown(admin) == [("NODE_LOST", "gw2", "RAISED", 2)]
    told(tel.AlarmCleared, kind=AlarmKind.NODE_LOST, subject="gw2")
    assert shown(admin) == [("NODE_LOST", "gw2", "OVER", 2)]
    # and when it happens once more, that is another alarm
    lost()
    assert shown(admin) == [("NODE_LOST", "gw2", "RAISED", 1), ("NODE_LOST", "gw2", "OVER", 2)]
    assert admin.data(SHOW)["alarmsWaiting"] == {"raised": 1}


def test_given_a_lasting_alarm_when_acknowledged_then_it_stands_on_with_who_and_is_audited(browser: People) -> None:
    admin = browser("city", Role.ADMINISTRATOR)
    lost()
    (row,) = admin.data(SHOW)["alarms"]["items"]
    answer = admin.data(ACKNOWLEDGE, ids=[row["id"]], note=" technician called ")["alarmsAcknowledge"]
    assert answer == {"count": 1, "errors": []}
    (row,) = admin.data(SHOW)["alarms"]["items"]
    assert (row["state"], row["note"], row["clearedAt"]) == ("ACKNOWLEDGED", "technician called", None)
    assert row["acknowledgedBy"]
    with tenancy.entered("city"):
        (entry,) = audit.journal.entries("alarm.acknowledge")
    assert (entry.object, entry.detail) == ("NODE_LOST gw2", "technician called")
    # when again, nothing changes
    answer = admin.data(ACKNOWLEDGE, ids=[row["id"]], note="me too")["alarmsAcknowledge"]
    assert answer == {"count": None, "errors": [{"code": "ALARM_ACKNOWLEDGED", "field": "ids"}]}
    assert admin.data(SHOW)["alarms"]["items"] == [row]


def test_given_a_momentary_alarm_when_acknowledged_then_it_is_over_and_the_next_is_new(browser: People) -> None:
    admin = browser("city", Role.SHIFT_SUPERVISOR)
    tolls(times=3)
    (row,) = admin.data(SHOW)["alarms"]["items"]
    admin.data(ACKNOWLEDGE, ids=[row["id"]])
    tolls()
    assert shown(admin) == [
        ("TOLL_FORBIDDEN", "east:8101", "RAISED", 1),
        ("TOLL_FORBIDDEN", "east:8101", "OVER", 3),
    ]


def test_given_a_county_when_it_looks_then_it_sees_its_own_matters_only_and_touches_no_other(browser: People) -> None:
    lost()
    tolls("east")
    tolls("west")
    east = browser("east", Role.ADMINISTRATOR)
    assert shown(east) == [("TOLL_FORBIDDEN", "east:8101", "RAISED", 1)]
    assert east.data(SHOW)["alarmsWaiting"] == {"raised": 1}
    with tenancy.entered_public():
        others = [str(row.pk) for row in Alarm.objects.exclude(tenant="east")]
    answer = east.data(ACKNOWLEDGE, ids=others)["alarmsAcknowledge"]
    assert answer["errors"] == [{"code": "NOT_FOUND", "field": "ids"}]
    with tenancy.entered_public():
        assert queries.raised() == 3


def test_given_many_when_filtered_and_paged_then_those_are_shown(browser: People) -> None:
    admin = browser("city", Role.ADMINISTRATOR)
    for number in range(1, 6):
        lost(f"gw{number}")
    tolls()
    told(tel.AlarmCleared, kind=AlarmKind.NODE_LOST, subject="gw1")
    seen = admin.data(SHOW, first=2, offset=4)["alarms"]
    assert (seen["total"], len(seen["items"])) == (6, 2)
    assert shown(admin, kind="TOLL_FORBIDDEN") == [("TOLL_FORBIDDEN", "east:8101", "RAISED", 1)]
    assert shown(admin, state="OVER") == [("NODE_LOST", "gw1", "OVER", 1)]
    assert shown(admin, text="gw3") == [("NODE_LOST", "gw3", "RAISED", 1)]


def test_given_somebody_without_the_permission_when_they_look_then_they_are_refused(browser: People) -> None:
    lost()
    agent = browser("city", Role.AGENT)
    assert agent.code(SHOW) == "FORBIDDEN"
    assert agent.code(ACKNOWLEDGE, ids=["1"]) == "FORBIDDEN"
    with tenancy.entered_public():
        assert queries.raised() == 1


def test_given_a_newborn_engine_then_what_only_the_last_one_could_clear_is_over(db: None) -> None:
    lost()
    actions.do_raise(AlarmKind.STORE_DOWN, "object store")
    assert actions.do_forget(handlers.ENGINES, datetime(2030, 1, 1, tzinfo=UTC))
    with tenancy.entered_public():
        assert [(row.kind, row.open) for row in Alarm.objects.order_by("kind")] == [
            ("NODE_LOST", False),
            ("STORE_DOWN", True),
        ]


class FullDisk(MemoryStore):
    """Takes nothing while ``full``."""

    full = True

    def check(self) -> None:
        if self.full:
            raise OSError(28, "No space left on device")
        super().check()


def test_given_an_object_store_that_takes_nothing_then_an_alarm_stands_until_it_does(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FullDisk()
    monkeypatch.setattr(objectstore, "_wired", [store])
    assert [tasks.watch_store(), tasks.watch_store()] == [False, False]
    with tenancy.entered_public():
        (row,) = Alarm.objects.all()
    assert (row.kind, row.open, row.times) == ("STORE_DOWN", True, 2)
    assert "No space left on device" in row.detail
    store.full = False
    store.put("city/a", BytesIO(b"x"), "text/plain")
    assert tasks.watch_store() is True
    with tenancy.entered_public():
        assert [each.open for each in Alarm.objects.all()] == [False]


def test_given_a_change_when_committed_then_the_city_and_whom_it_concerns_are_told_how_many_wait(
    db: None, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(actions, "_listeners", [heard.append])
    with django_capture_on_commit_callbacks(execute=True):
        tolls("east")
        lost()
    assert sorted(heard) == ["", "east"]
