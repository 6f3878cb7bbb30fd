"""Toll fraud: every way out of the house is counted and refused alike, whoever asked for it; refused, nothing rings."""

from typing import Any

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts import outreach as out
from telephony.contracts.commands import RefusalCode as R
from telephony.contracts.events import AlarmKind
from telephony.contracts.outreach import DialMode, ReachOutcome, UnitState
from telephony.contracts.plan import (
    CalledNumberPlan,
    FlowNode,
    FlowPlan,
    NodeKind,
    NumberClass,
    RoutingPlan,
    TollPlan,
)

from .stage import CITIZEN, Stage, small_city
from .test_callback import OTHER, city
from .test_dialler import ANN, BEN, feed, run
from .test_dispatching import FIRE, TALK, course

ABROAD, ABROAD_E164 = "0016502530000", "+16502530000"
DEPARTMENT, SECOND_DEPARTMENT = "65550001", "65550002"


def limited(**limits: Any) -> RoutingPlan:
    return small_city(tolls=(TollPlan(**limits),))


def raised(stage: Stage) -> list[tuple[str, str, str]]:
    """Alarms that were told: kind, subject, detail."""
    return [(event.kind.value, event.subject, event.detail) for event in stage.told(ev.AlarmRaised)]


def dispatch(stage: Stage, *numbers: str) -> None:
    """Call these as one unit each, tried twice."""
    units = tuple(out.DispatchUnit(f"u{n}", (number,)) for n, number in enumerate(numbers, start=1))
    facts = {"tenant": "city", "dispatch": "city.7", "units": units, "talk": TALK, "tries": 2}
    assert stage.command(out.StartDispatch, **facts).refusal is None


# ------------------------------------------------------------------------------------------------- the dialler


@pytest.mark.parametrize("mode", [DialMode.PROGRESSIVE, DialMode.PREDICTIVE, DialMode.AUTOMATIC])
def test_given_a_number_abroad_in_a_list_when_the_dialler_comes_to_it_then_it_ends_undialled(mode: DialMode) -> None:
    stage = Stage()
    stage.sit("city:8001", Manner(answers_after=0.5))
    talk = TALK if mode is DialMode.AUTOMATIC else None
    assert run(stage, mode, talk=talk).refusal is None
    feed(stage, ABROAD)
    stage.wait(5.0)
    assert stage.ordered(gw.DialNumber) == []
    assert [(e.call_id, e.outcome) for e in stage.told(out.OutreachEnded)] == [("", ReachOutcome.INVALID)]
    assert raised(stage) == [("TOLL_FORBIDDEN", "city/DIALLER", f"INTERNATIONAL {ABROAD_E164}")]


def test_given_the_dialler_at_its_limit_at_a_time_then_the_number_stays_until_a_line_is_free() -> None:
    stage = Stage(limited(auto_concurrent=1))
    stage.exchange.numbers[ANN] = Manner(answers_after=1.0, talks_for=10.0)
    run(stage, DialMode.AUTOMATIC, talk=TALK)
    feed(stage, ANN, BEN)
    stage.wait(5.0)
    assert [order.number for order in stage.ordered(gw.DialNumber)] == [ANN]
    assert raised(stage)[0] == ("TOLL_LIMIT", "city/DIALLER", "")
    assert stage.told(out.OutreachEnded) == []  # nothing was lost of the list
    stage.wait(10.0)
    assert [order.number for order in stage.ordered(gw.DialNumber)] == [ANN, BEN]


def test_given_so_many_placed_within_the_hour_then_no_more_until_it_is_over() -> None:
    stage = Stage(limited(auto_hourly=1))
    for number in (ANN, BEN):
        stage.exchange.numbers[number] = Manner(declines_after=1.0, cause=17)
    run(stage, DialMode.AUTOMATIC, talk=TALK)
    feed(stage, ANN, BEN)
    stage.wait(3000.0)
    assert [order.number for order in stage.ordered(gw.DialNumber)] == [ANN]
    stage.wait(700.0)
    assert [order.number for order in stage.ordered(gw.DialNumber)] == [ANN, BEN]


# ------------------------------------------------------------------------------------------------- enforcement


def test_given_a_unit_abroad_when_dispatched_then_it_is_not_called_and_the_others_are() -> None:
    stage = Stage()
    stage.exchange.numbers[FIRE] = Manner(answers_after=1.0)
    dispatch(stage, ABROAD, FIRE)
    assert [order.number for order in stage.ordered(gw.DialNumber)] == [FIRE]
    assert course(stage, "u1") == [(UnitState.WAITING, 1, ReachOutcome.INVALID)]
    assert raised(stage) == [("TOLL_FORBIDDEN", "city/ENFORCEMENT", f"INTERNATIONAL {ABROAD_E164}")]


def test_given_the_limit_reached_when_dispatched_then_the_rest_is_tried_again_later() -> None:
    stage = Stage(limited(auto_concurrent=1))
    for number in (DEPARTMENT, SECOND_DEPARTMENT):
        stage.exchange.numbers[number] = Manner(declines_after=5.0, cause=17)
    dispatch(stage, DEPARTMENT, SECOND_DEPARTMENT)
    assert [order.number for order in stage.ordered(gw.DialNumber)] == [DEPARTMENT]
    assert course(stage, "u2") == [(UnitState.WAITING, 1, ReachOutcome.FAILED)]
    assert raised(stage) == [("TOLL_LIMIT", "city/ENFORCEMENT", "")]
    stage.wait(61.0)
    assert [order.number for order in stage.ordered(gw.DialNumber)] == [DEPARTMENT, SECOND_DEPARTMENT]


def test_given_the_tenant_was_granted_it_then_the_platform_may_call_abroad_and_the_others_may_not() -> None:
    stage = Stage(small_city(tolls=(TollPlan("city", (NumberClass.INTERNATIONAL,)),)))
    dispatch(stage, ABROAD)
    assert len(stage.ordered(gw.DialNumber)) == 1
    stage = Stage(small_city(tolls=(TollPlan("east", (NumberClass.INTERNATIONAL,)),)))
    dispatch(stage, ABROAD)
    assert stage.ordered(gw.DialNumber) == []


# ------------------------------------------------------------------- conversations: agents, supervisors, conferences


@pytest.mark.parametrize(("kind", "field"), [(cmd.Transfer, "target"), (cmd.Consult, "target"), (cmd.Invite, "target")])
def test_given_a_conversation_when_somebody_abroad_is_wanted_then_refused_and_nothing_changes(
    kind: type[cmd.Command], field: str
) -> None:
    stage = Stage()
    call = stage.talking()
    orders, told = len(stage.orders), len(stage.events)
    reply = stage.command(kind, agent="city:8001", call_id=call, **{field: ABROAD})
    assert reply.refusal is R.TOLL_FORBIDDEN
    assert len(stage.orders) == orders
    assert [type(event) for event in stage.events[told:]] == [ev.AlarmRaised]
    assert stage.state(call) == "TALKING"


def test_given_a_supervisor_who_took_the_call_over_when_they_invite_then_their_own_limit_holds() -> None:
    stage = Stage(small_city(tolls=(TollPlan("city:8002", concurrent=1), TollPlan("city:8001", concurrent=4))))
    call = stage.talking()
    stage.sit("city:8002", ready=False)
    stage.command(cmd.Supervise, agent="city:8002", call_id=call, mode=cmd.SuperviseMode.MONITOR)
    stage.wait(3.0)
    assert stage.command(cmd.Intercept, agent="city:8002").refusal is None
    said = [
        stage.command(cmd.Invite, agent="city:8002", call_id=call, target=number).refusal
        for number in (DEPARTMENT, SECOND_DEPARTMENT)
    ]
    assert said == [None, R.TOLL_LIMIT]
    assert [order.number for order in stage.ordered(gw.DialNumber)] == [DEPARTMENT]
    assert raised(stage) == [("TOLL_LIMIT", "city:8002", "")]


def test_given_a_conversation_sent_on_when_the_agent_sends_on_the_next_then_the_first_still_counts() -> None:
    """Calls forwarded one after the other are how a stolen account is turned into money."""
    stage = Stage(limited(concurrent=1))
    for number in (DEPARTMENT, SECOND_DEPARTMENT):
        stage.exchange.numbers[number] = Manner(answers_after=1.0)
    first = stage.talking()
    assert stage.command(cmd.Transfer, agent="city:8001", call_id=first, target=DEPARTMENT).refusal is None
    stage.wait(2.0)
    assert stage.state(first) == "OUTSIDE_TALKING"
    stage.command(cmd.SetReady, agent="city:8001")
    second = stage.call(OTHER)
    stage.wait(5.0)
    again = {"agent": "city:8001", "call_id": second, "target": SECOND_DEPARTMENT}
    assert stage.command(cmd.Transfer, **again).refusal is R.TOLL_LIMIT
    assert [order.number for order in stage.ordered(gw.DialNumber)] == [DEPARTMENT]
    # when the first conversation is over there is room
    stage.leave(first)
    assert stage.command(cmd.Transfer, **again).refusal is None


# ------------------------------------------------------------------------------------------ call-backs and flows


def test_given_a_caller_who_types_a_number_abroad_then_it_is_no_number_to_be_called_back_at() -> None:
    stage = Stage(city())
    call = stage.call()
    stage.wait(2.0)
    for key in ("1", "2", *ABROAD, "#"):
        stage.press(call, key)
    assert stage.heard(stage.far(call)) == {"invalid-choice", "call-back-type"}
    stage.leave(call)
    assert stage.told(ev.CallBackAsked) == []


def test_given_a_caller_from_abroad_when_they_want_a_call_back_then_they_are_asked_for_another_number() -> None:
    stage = Stage(city())
    call = stage.call(ABROAD)
    stage.wait(2.0)
    stage.press(call, "1")
    assert stage.heard(stage.far(call)) == {"call-back-type"}


def test_given_call_backs_at_their_limit_when_the_turn_comes_then_nothing_is_dialled_and_the_turn_rests() -> None:
    stage = Stage(small_city(tolls=(TollPlan("", auto_hourly=1),), queues=city().queues))
    calls = []
    for caller in (CITIZEN, OTHER):
        call = stage.call(caller)
        stage.wait(2.0)
        for _ in range(2):
            stage.press(call, "1")
            stage.wait(2.0)
        calls.append(call)
    stage.exchange.numbers[CITIZEN] = Manner(answers_after=1.0, talks_for=5.0)
    stage.sit("city:8001", Manner(answers_after=0.5))
    stage.wait(20.0)
    assert [order.number for order in stage.ordered(gw.DialNumber)] == [CITIZEN]
    assert stage.state(calls[1]) == "CALL_BACK_RESTS"
    assert raised(stage) == [("TOLL_LIMIT", "city/CALL_BACK", "")]


def test_given_a_flow_that_leads_abroad_when_a_caller_comes_there_then_the_flow_goes_on_undialled() -> None:
    nodes = (
        FlowNode("away", NodeKind.TRANSFER, number=ABROAD, fallback="people"),
        FlowNode("people", NodeKind.QUEUE, queue_role="general"),
    )
    numbers = (CalledNumberPlan("12346", "lost"),)
    stage = Stage(small_city(flows=(FlowPlan("lost", 1, "away", nodes),), called_numbers=numbers))
    call = stage.call(called="12346")
    assert (stage.state(call), stage.ordered(gw.DialNumber)) == ("QUEUED", [])
    assert raised(stage) == [("TOLL_FORBIDDEN", "city/FLOW", f"INTERNATIONAL {ABROAD_E164}")]


# ------------------------------------------------------------------------------------------------------- alarms


def test_given_the_same_refusal_again_and_again_then_it_is_told_every_half_minute_with_its_number() -> None:
    stage = Stage()
    stage.sit("city:8001")
    for _ in range(40):
        stage.command(cmd.Dial, agent="city:8001", number=ABROAD, purpose="OUTBOUND", reference=None)
        stage.wait(1.0)
    stage.wait(40.0)
    assert [event.times for event in stage.told(ev.AlarmRaised)] == [1, 29, 10]
    assert [alarm["count"] for alarm in stage.machine.live_alarms()] == [40]


def test_given_a_gateway_lost_when_it_is_back_then_the_alarm_is_cleared_once() -> None:
    stage = Stage()
    stage.put(gw.GatewayLost(gateway="gw1", at=stage.now))
    stage.wait(400.0)
    stage.put(stage.exchange.stock(stage.now))
    stage.put(stage.exchange.stock(stage.now))
    assert raised(stage) == [("NODE_LOST", "gw1", "")]
    assert [(e.kind, e.subject, e.tenant) for e in stage.told(ev.AlarmCleared)] == [
        (AlarmKind.NODE_LOST, "gw1", "city")
    ]


def test_given_a_gateway_that_is_back_at_once_then_there_is_no_alarm_and_one_that_has_ended_is_at_once_one() -> None:
    stage = Stage()
    stage.put(gw.GatewayLost(gateway="gw1", at=stage.now))
    stage.wait(0.5)
    stage.put(stage.exchange.stock(stage.now))
    stage.wait(10.0)
    assert (raised(stage), stage.told(ev.AlarmCleared)) == ([], [])
    stage.put(gw.GatewayLost(gateway="gw1", at=stage.now))
    stage.put(gw.GatewayLost(gateway="gw1", at=stage.now, gone=True))
    assert raised(stage) == [("NODE_LOST", "gw1", "")]
    stage.wait(10.0)
    assert len(raised(stage)) == 1
