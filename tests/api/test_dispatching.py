"""Enforcement dispatch through the API: what the switchboard is ordered, what its events show, what is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from hotline import audit, tenancy
from hotline.kernel.permissions import Role
from telephony.contracts import outreach as out
from telephony.contracts.commands import RefusalCode
from telephony.contracts.outreach import ReachOutcome, UnitState
from tenants.local.dispatching import actions, handlers
from tenants.local.dispatching.models import Dispatch, DispatchAttempt, DispatchUnit
from tests.api.conftest import Browser, Engine

People = Callable[..., Browser]
START = """mutation($i: DispatchInput!) { dispatchStart(input: $i) {
  dispatch { id title state unitCount units { id name state numbers } } errors { code field message } } }"""
CANCEL = "mutation($id: ID!) { dispatchCancel(id: $id) { dispatch { state } errors { code } } }"
SHOW = """query($id: ID!) { dispatch(id: $id) { state acceptedCount endedAt units { name state nextAt
  attempts { attempt number outcome key answeredAt callId } } } }"""
UNITS = [
    {"name": "公安局", "numbers": ["65550001", "13911110001"], "person": "值班员"},
    {"name": "交通局", "numbers": ["65550002"]},
]
ORDER: dict[str, Any] = {"title": "西河路塌陷", "messages": ["dispatch-road"], "units": UNITS, "tries": 2}


def started(seen: Browser, **changes: Any) -> dict[str, Any]:
    """What the mutation answers."""
    answer: dict[str, Any] = seen.data(START, i={**ORDER, **changes})["dispatchStart"]
    return answer


def test_given_a_supervisor_when_units_are_dispatched_then_the_switchboard_is_ordered_once(
    browser: People, engine: Engine
) -> None:
    # when
    answer = started(browser("east", Role.SHIFT_SUPERVISOR))
    # then
    assert answer["errors"] == []
    assert answer["dispatch"]["unitCount"] == 2
    (order,) = engine.commands
    assert isinstance(order, out.StartDispatch)
    assert (order.tenant, order.dispatch) == ("east", f"east.{answer['dispatch']['id']}")
    assert [unit.numbers for unit in order.units] == [("65550001", "13911110001"), ("65550002",)]
    assert (order.tries, order.accept, order.refuse, order.talk.steps[0].repeat) == (2, "1", "9", "2")
    assert order.talk.steps[0].prompts == ("dispatch-opening", "dispatch-road", "dispatch-keys")
    with tenancy.entered("east"):
        entries = audit.journal.entries("dispatch.start")
        assert [entry.detail for entry in entries] == ["西河路塌陷: 公安局、交通局"]


def test_given_a_running_dispatch_when_the_switchboard_tells_then_the_course_is_on_record(
    browser: People, engine: Engine
) -> None:
    # given
    seen = browser("east", Role.SHIFT_SUPERVISOR)
    dispatch = started(seen)["dispatch"]
    key, (police, traffic) = f"east.{dispatch['id']}", (unit["id"] for unit in dispatch["units"])
    facts = {"tenant": "east", "dispatch": key}
    told = [
        out.DispatchUnitChanged(
            seq=1, at=1.0, **facts, unit=police, state=UnitState.DIALLING, attempt=1, number="+1", call_id="c1"
        ),
        out.DispatchUnitChanged(
            seq=2, at=1.0, **facts, unit=traffic, state=UnitState.DIALLING, attempt=1, number="+2", call_id="c2"
        ),
        out.OutreachEnded(
            seq=3,
            at=9.0,
            tenant="east",
            call_id="c1",
            purpose="DISPATCH",
            reference=f"{key}/{police}",
            outcome=ReachOutcome.COMPLETED,
            answers={"order": "1"},
            cause=16,
            agent=None,
            answered_at=3.0,
        ),
        out.DispatchUnitChanged(
            seq=4,
            at=9.0,
            **facts,
            unit=police,
            state=UnitState.ACCEPTED,
            attempt=1,
            number="+1",
            call_id="c1",
            outcome=ReachOutcome.COMPLETED,
        ),
        out.DispatchUnitChanged(
            seq=5,
            at=10.0,
            **facts,
            unit=traffic,
            state=UnitState.WAITING,
            attempt=1,
            number="+2",
            call_id="c2",
            outcome=ReachOutcome.BUSY,
            next_at=70.0,
        ),
    ]
    # when each comes, and comes again
    with tenancy.entered("east"):
        for event in [*told, *told]:
            handlers.handle(event)
    # then
    shown = seen.data(SHOW, id=dispatch["id"])["dispatch"]
    assert (shown["state"], shown["acceptedCount"]) == ("RUNNING", 1)
    assert [unit["state"] for unit in shown["units"]] == ["ACCEPTED", "WAITING"]
    assert shown["units"][0]["attempts"] == [
        {
            "attempt": 1,
            "number": "+1",
            "outcome": "COMPLETED",
            "key": "1",
            "answeredAt": "1970-01-01T00:00:03+00:00",
            "callId": "c1",
        }
    ]
    assert shown["units"][1]["attempts"][0]["outcome"] == "BUSY"
    assert shown["units"][1]["nextAt"] == "1970-01-01T00:01:10+00:00"
    # and its end closes it
    with tenancy.entered("east"):
        handlers.handle(out.DispatchEnded(seq=6, at=80.0, dispatch=key, tenant="east", cancelled=False))
        assert Dispatch.objects.get(pk=dispatch["id"]).state == "ENDED"
    assert seen.data(CANCEL, id=dispatch["id"])["dispatchCancel"]["errors"] == [{"code": "DISPATCH_OVER"}]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"units": []}, "NOBODY_TO_CALL", "units"),
        ({"units": [{"name": "公安局", "numbers": [" "]}]}, "NOBODY_TO_CALL", "units"),
        ({"units": [{"name": "公安局", "numbers": ["abc"]}]}, "NOT_A_NUMBER", "units"),
        ({"units": UNITS * 51}, "TOO_MANY_UNITS", "units"),
        ({"messages": []}, "REQUIRED", "messages"),
        ({"messages": ["welcome"]}, "UNKNOWN_MESSAGE", "messages"),
        ({"title": " "}, "REQUIRED", "title"),
        ({"tries": 11}, "INVALID", "tries"),
        ({"caseNumber": "0126112300099"}, "NOT_FOUND", "caseNumber"),
    ],
)
def test_given_a_flawed_order_when_started_then_refused_and_nothing_is_called(
    browser: People, engine: Engine, changes: dict[str, Any], code: str, field: str
) -> None:
    answer = started(browser("east", Role.SHIFT_SUPERVISOR), **changes)
    assert [(e["code"], e["field"]) for e in answer["errors"]] == [(code, field)]
    assert engine.commands == []
    with tenancy.entered("east"):
        assert Dispatch.objects.count() == 0


@pytest.mark.parametrize("refusal", [RefusalCode.GATEWAY_DOWN, RefusalCode.ENGINE_AWAY])
def test_given_a_switchboard_that_refuses_when_started_then_nothing_is_left(
    browser: People, engine: Engine, refusal: RefusalCode
) -> None:
    engine.refusal = refusal
    answer = started(browser("east", Role.SHIFT_SUPERVISOR))
    assert [e["code"] for e in answer["errors"]] == [refusal.value]
    with tenancy.entered("east"):
        assert (Dispatch.objects.count(), DispatchUnit.objects.count(), DispatchAttempt.objects.count()) == (0, 0, 0)
        assert not audit.journal.entries("dispatch.start").exists()
    # what may yet arrive is cancelled
    cancels = [c for c in engine.commands if isinstance(c, out.CancelDispatch)]
    assert len(cancels) == (1 if refusal is RefusalCode.ENGINE_AWAY else 0)


def test_given_a_switchboard_that_began_anew_then_running_dispatches_are_lost(browser: People, engine: Engine) -> None:
    dispatch = started(browser("east", Role.SHIFT_SUPERVISOR))["dispatch"]
    with tenancy.entered("east"):
        row = Dispatch.objects.get(pk=dispatch["id"])
        # when it began before the dispatch, nothing is lost
        assert actions.do_give_up(row.started_at) == []
        # when after it
        from datetime import timedelta

        assert actions.do_give_up(row.started_at + timedelta(seconds=5)) == [row.pk]
        row.refresh_from_db()
        assert row.state == "LOST"
        assert {unit.state for unit in row.units.all()} == {"UNREACHED"}


SAVE = """mutation($id: ID, $i: DutyContactInput!) { dutyContactSave(id: $id, input: $i) {
  dutyContact { id departmentName name numbers weekdays fromMinute toMinute onDuty } errors { code field } } }"""


def test_given_the_duty_list_when_kept_then_shown_by_hours(browser: People, engine: Engine) -> None:
    seen = browser("east", Role.SHIFT_SUPERVISOR)
    codes = [row["code"] for row in seen.data("{ dutyDepartments { code name } }")["dutyDepartments"]]
    assert codes
    given = {"departmentCode": codes[0], "name": "张伟", "numbers": ["65550001", "13911110001"]}
    saved = seen.data(SAVE, i=given)["dutyContactSave"]
    assert saved["errors"] == []
    assert saved["dutyContact"]["onDuty"] is True
    # changed
    again = seen.data(SAVE, id=saved["dutyContact"]["id"], i={**given, "name": "李娜"})["dutyContactSave"]
    assert again["dutyContact"]["name"] == "李娜"
    # refused
    wrong = seen.data(SAVE, i={**given, "numbers": ["12"]})["dutyContactSave"]
    assert wrong["errors"] == [{"code": "NOT_A_NUMBER", "field": "numbers"}]
    assert [row["name"] for row in seen.data("{ dutyContacts { name } }")["dutyContacts"]] == ["李娜"]
    # dropped
    dropped = seen.data(
        "mutation($id: ID!) { dutyContactDrop(id: $id) { ok errors { code } } }", id=saved["dutyContact"]["id"]
    )
    assert dropped["dutyContactDrop"] == {"ok": True, "errors": []}
