"""A call out that a carrier does not take goes by the next trunk; one that has arrived does not."""

from dataclasses import replace
from typing import Any

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts.outreach import ReachOutcome, UnitState
from telephony.contracts.plan import NumberForm, Registration, TrunkPlan
from tests.unit.telephony_core.stage import Stage, small_city
from tests.unit.telephony_core.test_dispatching import course, dispatch

NUMBER = "65550001"
CONGESTED, BUSY, NO_ANSWER, UNKNOWN, REJECTED = 34, 17, 19, 1, 21
FIRST = TrunkPlan("first", "sip.first.example", 5061, (), number_form=NumberForm.PLUS, shown="12345")
SECOND = TrunkPlan("second", "sip.second.example", 5061, (), shown="+861065123456")
THIRD = TrunkPlan("third", "sip.third.example", 5061, (), outgoing=False)


def given(**carriers: int) -> Stage:
    """Three trunks; ``carriers``: with what cause they refuse."""
    stage = Stage(small_city(trunks=(FIRST, SECOND, THIRD)))
    stage.exchange.carriers |= carriers
    stage.exchange.numbers[NUMBER] = Manner(answers_after=1.0)
    return stage


def dialled(stage: Stage) -> list[tuple[str, str]]:
    """Trunk and leg of every attempt."""
    return [(order.trunk, order.leg.rpartition(".")[2]) for order in stage.ordered(gw.DialNumber)]


def refusals(stage: Stage) -> list[tuple[str, str]]:
    return [(e.subject, e.detail) for e in stage.told(ev.AlarmRaised) if e.kind is ev.AlarmKind.TRUNK_REFUSES]


def dial(stage: Stage) -> str:
    stage.sit("city:8001", Manner(answers_after=0.1))
    reply = stage.command(cmd.Dial, agent="city:8001", number=NUMBER, purpose="OUTBOUND", reference=None)
    stage.wait(0.5)
    return reply.call_id or ""


@pytest.mark.parametrize("cause", [2, 3, 18, 20, 25, 27, 29, 34, 38, 41, 42, 44, 47, 57, 58, 102, 111])
def test_given_a_carrier_that_cannot_when_an_agent_calls_out_then_the_next_takes_it_in_its_own_form(cause: int) -> None:
    stage = given(first=cause)
    call = dial(stage)
    assert dialled(stage) == [("first", "o1"), ("second", "o2")]
    assert [(o.number, o.caller_id, o.e164) for o in stage.ordered(gw.DialNumber)] == [
        ("+861065550001", "12345", "+861065550001"),
        ("65550001", "+861065123456", "+861065550001"),
    ]
    assert refusals(stage) == [("first (gw1)", str(cause))]
    stage.wait(2.0)
    assert stage.agent("city:8001")[0] == stage.state(call) == "TALKING"
    # every leg begins once and ends once, and is paid for by the same
    assert [e.leg for e in stage.told(ev.LegStarted) if e.kind is ev.LegKind.OUTSIDE] == [f"{call}.o1", f"{call}.o2"]
    assert [(e.leg, e.cause) for e in stage.told(ev.LegEnded)] == [(f"{call}.o1", cause)]


@pytest.mark.parametrize("cause", [BUSY, NO_ANSWER, UNKNOWN, REJECTED, 22, 28, 88, 16])
def test_given_a_cause_that_may_be_the_callees_then_nobody_is_rung_twice(cause: int) -> None:
    stage = given(first=cause)
    dial(stage)
    assert (dialled(stage), refusals(stage)) == ([("first", "o1")], [])
    assert stage.told(ev.CallEnded)[0].reason is ev.EndReason.NOT_REACHED


def test_given_a_telephone_that_rang_when_the_carrier_fails_then_it_is_not_rung_again() -> None:
    stage = given()
    stage.exchange.numbers[NUMBER] = stage.exchange.numbers["+861065550001"] = Manner(
        declines_after=3.0, cause=CONGESTED
    )
    dial(stage)
    stage.wait(5.0)
    assert (dialled(stage), refusals(stage)) == ([("first", "o1")], [])


def test_given_no_carrier_that_can_then_each_is_tried_once_and_the_call_ends() -> None:
    stage = given(first=CONGESTED, second=38)
    dial(stage)
    assert dialled(stage) == [("first", "o1"), ("second", "o2")]
    assert refusals(stage) == [("first (gw1)", "34"), ("second (gw1)", "38")]
    assert stage.told(ev.CallEnded)[0].reason is ev.EndReason.NOT_REACHED
    assert stage.machine.live_calls() == {}


def test_given_a_next_carrier_that_is_silent_then_the_call_does_not_wait_for_it() -> None:
    stage = given(first=CONGESTED)
    stage.put(gw.TrunkReachable(gateway="gw1", at=stage.now, trunk="second", reachable=False))
    dial(stage)
    assert dialled(stage) == [("first", "o1")]


def test_given_a_carrier_that_does_not_take_our_account_then_calls_go_by_another_first() -> None:
    stage = given()
    stage.put(gw.TrunkAccount(gateway="gw1", at=stage.now, trunk="first", state=Registration.LOCKED))
    dial(stage)
    assert dialled(stage) == [("second", "o1")]


def test_given_a_gateway_with_one_way_out_then_it_is_not_asked_again() -> None:
    stage = given(first=CONGESTED)
    stage.put(replace(stage.exchange.stock(stage.now), takes_trunks=False))
    dial(stage)
    assert dialled(stage) == [("first", "o1")]


def test_given_the_agent_has_hung_up_when_the_carrier_refuses_then_nothing_is_dialled() -> None:
    stage = given()
    call = dial(stage)
    leg = f"{call}.o1"
    stage.away.add("gw1")
    stage.command(cmd.HangUp, agent="city:8001", call_id=call)
    stage.away.clear()
    stage.drop(leg, cause=CONGESTED)
    assert dialled(stage) == [("first", "o1")]


@pytest.mark.parametrize(("kind", "letter"), [(cmd.Consult, "c"), (cmd.Invite, "g"), (cmd.Transfer, "o")])
def test_given_a_consulted_invited_or_called_on_number_then_it_is_reached_by_the_next_trunk(
    kind: Any, letter: str
) -> None:
    stage = given(first=CONGESTED)
    call = stage.talking()
    assert stage.command(kind, agent="city:8001", call_id=call, target=NUMBER).refusal is None
    assert dialled(stage) == [("first", f"{letter}1"), ("second", f"{letter}2")]
    stage.wait(2.0)
    leg = f"{call}.{letter}2"
    partner = (
        stage.far(call)
        if kind is cmd.Transfer
        else next(name for name, each in stage.exchange.legs.items() if each.party == "city-01")
    )
    assert partner in stage.heard(leg)


def test_given_an_invited_number_on_the_next_trunk_when_nobody_answers_then_it_is_let_go() -> None:
    stage = given(first=CONGESTED)
    stage.exchange.numbers[NUMBER] = Manner()
    call = stage.talking()
    stage.command(cmd.Invite, agent="city:8001", call_id=call, target=NUMBER)
    stage.wait(61.0)
    assert (f"{call}.g2" in stage.exchange.legs, stage.state(call)) == (False, "TALKING")


def test_given_a_unit_that_the_first_carrier_does_not_reach_then_its_attempt_is_one_and_ends_as_the_second_says() -> (
    None
):
    stage = given(first=CONGESTED)
    stage.exchange.numbers[NUMBER] = Manner(declines_after=1.0, cause=BUSY)
    dispatch(stage, ("u", (NUMBER,)), tries=1)
    stage.wait(3.0)
    assert course(stage, "u")[-1] == (UnitState.UNREACHED, 1, ReachOutcome.BUSY)
