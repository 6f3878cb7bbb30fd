"""Supervision over the API: whose floor, which modes, what reaches the engine, what is in the books."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from hotline import tenancy
from hotline.audit import journal as audit
from hotline.audit.models import AuditEntry
from hotline.kernel.permissions import Role
from hotline.main.recorder import births
from telephony.contracts import commands
from telephony.contracts import events as tel
from telephony.contracts.commands import RefusalCode
from tenants.local.contacts.events import FloorTouched
from tenants.local.routing import routing_plan
from tenants.local.supervision import actions, handlers
from tenants.local.supervision.models import HelpRequest, Listening
from tests.api.conftest import Browser, Engine

People = Callable[..., Browser]

START = """
mutation($mode: SuperviseMode!, $callId: String, $agent: String, $follow: Boolean) {
  superviseStart(mode: $mode, callId: $callId, agent: $agent, follow: $follow) { errors { code field } }
}
"""
CUT = 'mutation { callCut(callId: "c1") { ok errors { code } } }'
OUT = "mutation($a: String!) { agentForceSignOut(agent: $a, atOnce: true) { ok errors { code } } }"
FLOOR = "query($t: String) { floor(tenant: $t) { tenant helps { callId note } listenings { mode } } }"


@pytest.fixture
def call(engine: Engine) -> dict[str, Any]:
    """East's agent 8101 talks."""
    row = {"call_id": "c1", "tenants": ["east"], "state": "TALKING", "agent": "east:8101", "queue": "east.general"}
    engine.views["calls"] = {"c1": row}
    return row


def start(seen: Browser, **fields: Any) -> list[str]:
    return [error["code"] for error in seen.data(START, **fields)["superviseStart"]["errors"]]


def test_given_modes_when_asked_for_then_listening_needs_less_than_being_heard(
    browser: People, engine: Engine, call: dict[str, Any]
) -> None:
    boss = browser("east", Role.SHIFT_SUPERVISOR)
    assert start(boss, mode="WHISPER", callId="c1") == []
    (given,) = engine.commands
    assert isinstance(given, commands.Supervise)
    assert (given.call_id, given.mode, given.anywhere, given.follow) == ("c1", "WHISPER", False, False)
    engine.refusal = RefusalCode.SEAT_UNREACHABLE
    assert start(boss, mode="MONITOR", agent="east:8101", follow=True) == ["SEAT_UNREACHABLE"]
    assert browser("east", Role.AGENT).code(START, mode="MONITOR", callId="c1") == "FORBIDDEN"


def test_given_another_centre_when_a_county_reaches_out_then_refused_and_the_city_may(
    browser: People, engine: Engine, call: dict[str, Any]
) -> None:
    west, city = browser("west", Role.SHIFT_SUPERVISOR), browser("city", Role.SHIFT_SUPERVISOR)
    assert start(west, mode="MONITOR", callId="c1") == ["OTHER_CENTRE"]
    assert start(west, mode="MONITOR", agent="east:8101") == ["OTHER_CENTRE"]
    assert west.data(CUT)["callCut"] == {"ok": False, "errors": [{"code": "OTHER_CENTRE"}]}
    assert west.data(OUT, a="east:8101")["agentForceSignOut"]["errors"] == [{"code": "OTHER_CENTRE"}]
    assert west.code(FLOOR, t="east") == "FORBIDDEN"
    assert engine.commands == []
    assert start(city, mode="MONITOR", callId="c1") == []
    (given,) = engine.commands
    assert isinstance(given, commands.Supervise) and given.anywhere
    assert city.data(FLOOR, t="east")["floor"]["tenant"] == "east"
    assert city.data("{ floors { key } }")["floors"] == [{"key": each} for each in ("city", "east", "west", "north")]
    assert west.data("{ floors { key } }")["floors"] == [{"key": "west"}]


def test_given_orders_when_carried_out_then_both_audit_logs_have_them_and_refused_ones_do_not(
    browser: People, engine: Engine, call: dict[str, Any]
) -> None:
    city = browser("city", Role.SHIFT_SUPERVISOR)
    assert city.data(CUT)["callCut"] == {"ok": True, "errors": []}
    assert city.data(OUT, a="east:8101")["agentForceSignOut"] == {"ok": True, "errors": []}
    cut, out = engine.commands
    assert isinstance(cut, commands.CutCall) and isinstance(out, commands.ForceSignOut)
    assert (cut.call_id, out.target, out.at_once) == ("c1", "east:8101", True)
    engine.refusal = RefusalCode.NOT_SIGNED_IN
    assert city.data(OUT, a="east:8102")["agentForceSignOut"]["errors"] == [{"code": "AGENT_AWAY"}]
    for tenant in ("city", "east"):
        with tenancy.entered(tenant):
            told = {(row.action, row.object) for row in audit.entries()}
        assert {("call.cut", "call c1"), ("agent.force_sign_out", "agent east:8101")} <= told
        assert ("agent.force_sign_out", "agent east:8102") not in told


def test_given_a_call_that_is_over_when_commanded_then_unknown_call(browser: People, engine: Engine) -> None:
    assert browser("east", Role.SHIFT_SUPERVISOR).data(CUT)["callCut"]["errors"] == [{"code": "UNKNOWN_CALL"}]
    assert engine.commands == []


def test_given_a_call_that_waits_when_a_county_knows_it_from_a_vain_offer_then_its_own_tenant_alone_commands_it(
    browser: People, engine: Engine
) -> None:
    row = {"call_id": "c1", "home": "city", "tenants": ["city", "east"], "state": "QUEUED", "agent": None}
    engine.views["calls"] = {"c1": row}
    east, city = browser("east", Role.SHIFT_SUPERVISOR), browser("city", Role.SHIFT_SUPERVISOR)
    move = 'mutation { callMove(callId: "c1", queue: "east.general") { ok errors { code } } }'
    for query, name in ((CUT, "callCut"), (move, "callMove")):
        assert east.data(query)[name] == {"ok": False, "errors": [{"code": "OTHER_CENTRE"}]}
    assert start(east, mode="MONITOR", callId="c1") == ["OTHER_CENTRE"]
    assert engine.commands == []
    assert city.data(CUT)["callCut"] == {"ok": True, "errors": []}


# ------------------------------------------------------------------------------- the books


def listened(kind: type[tel.SupervisionEvent], tenant: str, **facts: Any) -> tel.SupervisionEvent:
    given = {"watch": "c1.v1", "call_id": "c1", "listened": "east", "supervisor": "city:8007", **facts}
    return kind(seq=1, at=time.time(), tenant=tenant, **given)


def test_given_a_listening_when_told_twice_then_each_tenant_has_it_once_with_its_course_and_audit(db: None) -> None:
    started = {"seat": "city-01", "mode": "MONITOR", "agent": "east:8101"}
    for tenant in ("east", "city"):
        with tenancy.entered(tenant):
            before = audit.entries().count()
            for _ in range(2):
                handlers.handle(listened(tel.SupervisionStarted, tenant, **started))
            handlers.handle(listened(tel.SupervisionChanged, tenant, mode="BARGE", agent="east:8101"))
            for _ in range(2):
                handlers.handle(listened(tel.SupervisionEnded, tenant, reason="STOPPED", seconds=12.5))
            (row,) = Listening.objects.all()
            assert [step["mode"] for step in row.course] == ["MONITOR", "BARGE"]
            assert (row.seconds, row.reason, row.agent) == (12.5, "STOPPED", "east:8101")
            told = [entry.action for entry in audit.entries()][: audit.entries().count() - before]
            assert told == ["supervision.end", "supervision.mode", "supervision.start"]


def test_given_help_when_asked_for_then_the_floor_shows_it_until_somebody_comes(
    browser: People, engine: Engine
) -> None:
    boss = browser("east", Role.SHIFT_SUPERVISOR)
    facts = {"call_id": "c1", "agent": "east:8101", "seat": "east-01", "note": "urgent"}
    with tenancy.entered("east"):
        for _ in range(2):
            handlers.handle(tel.HelpChanged(seq=1, at=time.time(), tenant="east", open=True, **facts))
    assert boss.data(FLOOR)["floor"]["helps"] == [{"callId": "c1", "note": "urgent"}]
    with tenancy.entered("east"):
        handlers.handle(tel.HelpChanged(seq=2, at=time.time(), tenant="east", open=False, by="east:8107", **facts))
        assert HelpRequest.objects.get().taken_by == "east:8107"
    assert boss.data(FLOOR)["floor"]["helps"] == []


RAISED = "{ floor { helps { agent raisedAt } } }"
WAIT = "mutation($s: Int!) { supervisionHelpWait(seconds: $s) { ok errors { code field } } }"


def test_given_help_that_went_up_when_told_then_both_floors_show_since_when(browser: People, engine: Engine) -> None:
    facts = {"call_id": "c1", "agent": "east:8101", "seat": "east-01", "note": "urgent"}
    with tenancy.entered("east"):
        handlers.handle(tel.HelpChanged(seq=1, at=100.0, tenant="east", open=True, **facts))
    for tenant in ("east", "city"):
        with tenancy.entered(tenant):
            handlers.handle(tel.HelpChanged(seq=2, at=160.0, tenant=tenant, open=True, raised_at=160.0, **facts))
    shown = [{"agent": "east:8101", "raisedAt": "1970-01-01T00:02:40+00:00"}]
    assert browser("east", Role.SHIFT_SUPERVISOR).data(RAISED)["floor"]["helps"] == shown
    assert browser("city", Role.SHIFT_SUPERVISOR).data(RAISED)["floor"]["helps"] == shown


def test_given_a_supervisor_when_the_wait_for_help_is_set_then_the_switchboard_hears_of_it(browser: People) -> None:
    boss = browser("east", Role.SHIFT_SUPERVISOR)
    assert boss.data("{ helpWait }") == {"helpWait": 60}
    assert boss.data(WAIT, s=90)["supervisionHelpWait"] == {"ok": True, "errors": []}
    assert boss.data("{ helpWait }") == {"helpWait": 90}
    told = {tenant.key: tenant.help_seconds for tenant in routing_plan.build(1).tenants}
    assert (told["east"], told["city"]) == (90.0, 60.0)
    with tenancy.entered("east"):
        assert [row.detail for row in audit.entries("setting")] == ["90 s"]
    for seconds in (9, -1, 3601):
        refused = boss.data(WAIT, s=seconds)["supervisionHelpWait"]
        assert refused == {"ok": False, "errors": [{"code": "WRONG_HELP_WAIT", "field": "seconds"}]}
    assert boss.data("{ helpWait }") == {"helpWait": 90}
    assert browser("east", Role.AGENT).code(WAIT, s=30) == "FORBIDDEN"
    assert boss.data(WAIT, s=0)["supervisionHelpWait"]["ok"] is True
    assert {t.key: t.help_seconds for t in routing_plan.build(2).tenants}["east"] == 0.0


ASK = 'mutation { helpAsk(callId: "c1", note: "hot") { errors { code } } }'


def test_given_nobody_in_charge_on_duty_in_a_county_when_help_is_asked_for_then_the_city_is_asked_too(
    browser: People, engine: Engine
) -> None:
    agent, boss = browser("east", Role.AGENT), browser("east", Role.SHIFT_SUPERVISOR)
    theirs = boss.data("{ desk { presence { agentKey } } }")["desk"]["presence"]["agentKey"]
    own = agent.data("{ desk { presence { agentKey } } }")["desk"]["presence"]["agentKey"]
    engine.views["agents"] = {own: {"state": "TALKING"}, theirs: {"state": "SIGNED_OUT"}}
    agent.data(ASK)
    engine.views["agents"] = {own: {"state": "TALKING"}, theirs: {"state": "READY"}}
    agent.data(ASK)
    city = browser("city", Role.AGENT)
    city.data(ASK)
    asked = [command for command in engine.commands if isinstance(command, commands.AskHelp)]
    assert [(each.note, each.also) for each in asked] == [("hot", ("city",)), ("hot", ()), ("hot", ())]


def test_given_help_asked_of_the_city_when_told_then_on_its_floor_and_no_desk_of_the_city_is_touched(
    browser: People, engine: Engine
) -> None:
    boss = browser("city", Role.SHIFT_SUPERVISOR)
    facts = {"call_id": "c1", "agent": "east:8101", "seat": "east-01", "note": "urgent", "tenant": "city"}
    with tenancy.entered("city"):
        touched = handlers.handle(tel.HelpChanged(seq=1, at=time.time(), open=True, **facts))
    assert touched == [FloorTouched()]
    assert boss.data(FLOOR)["floor"]["helps"] == [{"callId": "c1", "note": "urgent"}]
    with tenancy.entered("city"):
        handlers.handle(tel.HelpChanged(seq=2, at=time.time(), open=False, by="city:8007", **facts))
    assert boss.data(FLOOR)["floor"]["helps"] == []


def test_given_a_silent_monitor_when_the_agents_desk_is_asked_then_nothing_unless_the_centre_says_so(
    browser: People, engine: Engine
) -> None:
    agent, boss = browser("east", Role.AGENT), browser("east", Role.SHIFT_SUPERVISOR)
    key = agent.data("{ desk { presence { agentKey } } }")["desk"]["presence"]["agentKey"]
    with tenancy.entered("east"):
        started = {"seat": "city-01", "mode": "MONITOR", "agent": key}
        handlers.handle(listened(tel.SupervisionStarted, "east", **started))
    desk = "{ desk { listenedBy { supervisor mode } } }"
    assert agent.data(desk)["desk"]["listenedBy"] == []
    done = boss.data("mutation { supervisionTellAgents(tell: true) { ok errors { code } } }")
    assert done["supervisionTellAgents"] == {"ok": True, "errors": []}
    assert agent.data(desk)["desk"]["listenedBy"] == [{"supervisor": "city:8007", "mode": "MONITOR"}]
    assert boss.data("{ tellsAgents listenings { total } }") == {"tellsAgents": True, "listenings": {"total": 1}}


def test_given_orders_about_an_agent_when_told_then_the_floor_marks_them_until_they_are_out(
    browser: People, engine: Engine
) -> None:
    boss = browser("east", Role.SHIFT_SUPERVISOR)
    marks = "{ floor { recorded dismissed } }"
    facts = {"seq": 1, "tenant": "east", "agent": "east:8101"}
    with tenancy.entered("east"):
        handlers.handle(tel.AgentMarked(at=time.time(), recorded=True, dismissed=True, **facts))
    assert boss.data(marks)["floor"] == {"recorded": ["east:8101"], "dismissed": ["east:8101"]}
    with tenancy.entered("east"):
        out = tel.AgentChanged(at=time.time(), seat="east-01", state=tel.AgentState.SIGNED_OUT, **facts)
        handlers.handle(out)
    assert boss.data(marks)["floor"] == {"recorded": ["east:8101"], "dismissed": []}


def test_given_talks_recorded_by_order_when_the_engine_forgot_all_then_it_is_ordered_again_and_the_rest_is_over(
    browser: People, engine: Engine
) -> None:
    boss = browser("east", Role.SHIFT_SUPERVISOR)
    with tenancy.entered("east"):
        for number, (target, recorded) in enumerate({"east:8101": True, "east-02": True, "east:8102": False}.items()):
            facts = {"agent": target, "recorded": recorded, "dismissed": True, "by": "8107 boss" if recorded else ""}
            handlers.handle(tel.AgentMarked(seq=number, at=time.time() - 60, tenant="east", **facts))
        again = actions.do_forget(datetime.now(tz=UTC))
    assert again == [("east-02", "8107 boss"), ("east:8101", "8107 boss")]
    assert boss.data("{ floor { recorded dismissed } }")["floor"] == {
        "recorded": ["east-02", "east:8101"],
        "dismissed": [],
    }
    assert all(births._order_again(*each) for each in again)
    given = [c for c in engine.commands if isinstance(c, commands.OrderRecording)]
    assert [(c.target, c.on, c.by) for c in given] == [("east-02", True, "8107 boss"), ("east:8101", True, "8107 boss")]


SEAT = """mutation($s: String!, $on: Boolean!, $t: String) {
  seatRecordAll(seat: $s, on: $on, tenant: $t) { ok errors { code field } } }"""


def test_given_a_seat_when_all_its_talks_are_to_be_recorded_then_ordered_and_on_record_in_both_centres(
    browser: People, engine: Engine
) -> None:
    boss, city = browser("east", Role.SHIFT_SUPERVISOR), browser("city", Role.SHIFT_SUPERVISOR)
    assert boss.data(SEAT, s="east-01", on=True)["seatRecordAll"] == {"ok": True, "errors": []}
    assert city.data(SEAT, s="east-01", on=False, t="east")["seatRecordAll"] == {"ok": True, "errors": []}
    given = [c for c in engine.commands if isinstance(c, commands.OrderRecording)]
    assert [(c.target, c.on) for c in given] == [("east-01", True), ("east-01", False)]
    with tenancy.entered("east"):
        rows = AuditEntry.objects.filter(action="seat.record_all").order_by("id").values_list("object", "detail")
        assert list(rows) == [("seat east-01", "on"), ("seat east-01", "off")]
    with tenancy.entered("city"):
        assert AuditEntry.objects.filter(action="seat.record_all").count() == 1


def test_given_a_seat_elsewhere_or_nowhere_when_ordered_then_refused_and_nothing_happens(
    browser: People, engine: Engine
) -> None:
    boss = browser("east", Role.SHIFT_SUPERVISOR)
    unknown = boss.data(SEAT, s="east-99", on=True)["seatRecordAll"]
    other = boss.data(SEAT, s="city-01", on=True, t="city")["seatRecordAll"]
    assert unknown["errors"] == [{"code": "UNKNOWN_TARGET", "field": "seat"}]
    assert other["errors"] == [{"code": "FORBIDDEN", "field": "tenant"}]
    assert [c for c in engine.commands if isinstance(c, commands.OrderRecording)] == []
    with tenancy.entered("east"):
        assert AuditEntry.objects.filter(action="seat.record_all").count() == 0
