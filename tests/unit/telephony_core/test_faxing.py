"""Faxes: taken where the flow says so, sent by calling, each told once however it ends."""

from typing import Any

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts.fax import CancelFax, FaxReceived, FaxSent, SendFax
from telephony.contracts.gateway import DialNumber, FaxToneHeard, GatewayBack, HangUpLeg, ReceiveFax, TransmitFax
from telephony.contracts.outreach import ReachOutcome
from telephony.contracts.plan import AllotmentPlan, CalledNumberPlan, ChannelUse, FlowNode, FlowPlan, NodeKind
from tests.unit.telephony_core.stage import EAST_CITIZEN, Stage, small_city

MACHINE = "02088880001"
TAKES = FlowPlan("fax", 1, "take", (FlowNode("take", NodeKind.FAX),))


@pytest.fixture
def stage() -> Stage:
    plan = small_city()
    numbers = (*plan.called_numbers, CalledNumberPlan("12348", "fax"))
    stage = Stage(small_city(flows=(*plan.flows, TAKES), called_numbers=numbers))
    stage.exchange.numbers[MACHINE] = Manner(answers_after=2.0)
    return stage


def wanted(stage: Stage, **changes: Any) -> cmd.Reply:
    facts = {"tenant": "east", "fax": "fax-7", "number": MACHINE, "name": "east-7", "station": "12348", "header": "E"}
    return stage.command(SendFax, **{**facts, **changes})


def test_given_a_fax_number_when_a_machine_calls_then_the_pages_belong_to_its_county_and_the_call_is_over(
    stage: Stage,
) -> None:
    stage.call(EAST_CITIZEN, "12348")
    [order] = [order for order in stage.orders if isinstance(order, ReceiveFax)]
    assert (order.station, order.name) == ("12348", f"{next(iter(stage.machine.live_calls()))}.f1")
    stage.wait(31.0)
    [fax] = stage.told(FaxReceived)
    assert (fax.tenant, fax.pages, fax.ok, fax.error, fax.remote_id) == ("east", 2, True, "", "REMOTE")
    assert (fax.name, fax.caller, fax.called) == (order.name, f"+86{EAST_CITIZEN}", "12348")
    assert [end.reason for end in stage.told(ev.CallEnded)] == [ev.EndReason.FAX]
    assert (stage.machine.live_calls(), stage.exchange.legs, stage.machine.timers()) == ({}, {}, {})


def test_given_a_machine_that_hangs_up_in_the_middle_then_what_came_is_told_as_broken(stage: Stage) -> None:
    call = stage.call(EAST_CITIZEN, "12348")
    stage.wait(5.0)
    stage.leave(call)
    [fax] = stage.told(FaxReceived)
    assert (fax.ok, fax.pages, fax.error) == (False, 0, "HANGUP")
    assert len(stage.told(ev.CallEnded)) == 1


def test_given_our_fax_when_the_machine_answers_then_it_is_sent_and_told_with_its_pages(stage: Stage) -> None:
    assert wanted(stage).refusal is None
    stage.wait(40.0)
    [order] = [order for order in stage.orders if isinstance(order, TransmitFax)]
    assert (order.name, order.station, order.header) == ("east-7", "12348", "E")
    [sent] = stage.told(FaxSent)
    assert (sent.tenant, sent.fax, sent.outcome, sent.pages) == ("east", "fax-7", ReachOutcome.COMPLETED, 2)
    assert (stage.machine.live_calls(), stage.machine.timers()) == ({}, {})
    assert stage.told(FaxReceived) == []


@pytest.mark.parametrize(
    ("manner", "outcome"),
    [
        (Manner(declines_after=1.0, cause=17), ReachOutcome.BUSY),
        (Manner(declines_after=1.0, cause=1), ReachOutcome.INVALID),
        (Manner(), ReachOutcome.NO_ANSWER),
        (Manner(answers_after=1.0, talks_for=4.0), ReachOutcome.BROKEN_OFF),
    ],
)
def test_given_a_machine_that_is_not_reached_or_breaks_off_then_the_outcome_says_so(
    stage: Stage, manner: Manner, outcome: ReachOutcome
) -> None:
    stage.exchange.numbers[MACHINE] = manner
    wanted(stage, ring_seconds=20.0)
    stage.wait(60.0)
    [sent] = stage.told(FaxSent)
    assert (sent.outcome, sent.pages) == (outcome, 0)
    assert stage.exchange.legs == {}


def test_given_a_fax_under_way_when_ordered_again_or_by_another_then_refused_and_called_once(stage: Stage) -> None:
    wanted(stage)
    assert wanted(stage).refusal is cmd.RefusalCode.WRONG_STATE
    assert stage.command(CancelFax, tenant="city", fax="fax-7").refusal is cmd.RefusalCode.WRONG_STATE
    assert len(stage.exchange.legs) == 1


@pytest.mark.parametrize("after", [0.5, 10.0])
def test_given_a_fax_that_is_not_wanted_any_more_when_cancelled_then_the_line_is_free_at_once(
    stage: Stage, after: float
) -> None:
    wanted(stage)
    stage.wait(after)
    assert stage.command(CancelFax, tenant="east", fax="fax-7").refusal is None
    [sent] = stage.told(FaxSent)
    assert sent.outcome in (ReachOutcome.NOT_DIALLED, ReachOutcome.BROKEN_OFF)
    assert any(isinstance(order, HangUpLeg) for order in stage.orders)
    assert stage.exchange.legs == {}


def test_given_no_channel_for_faxes_when_wanted_then_refused_and_nobody_is_called(stage: Stage) -> None:
    row = AllotmentPlan(use=ChannelUse.FAX, maximum=1)
    stage = Stage(small_city(allotments=(row,)))
    stage.exchange.numbers[MACHINE] = Manner(answers_after=2.0)
    assert wanted(stage).refusal is None
    assert wanted(stage, fax="fax-8").refusal is cmd.RefusalCode.NO_CHANNEL
    assert wanted(stage, fax="fax-9", number="x").refusal is cmd.RefusalCode.INVALID_NUMBER
    assert len(stage.exchange.legs) == 1


def test_given_a_gateway_that_is_lost_in_a_fax_then_it_is_told_as_broken_and_nothing_is_left(stage: Stage) -> None:
    stage.call(EAST_CITIZEN, "12348")
    stage.wait(5.0)
    stage.exchange.restart()
    stage.put(stage.exchange.stock(stage.now, restarted=True))
    [fax] = stage.told(FaxReceived)
    assert (fax.ok, fax.pages) == (False, 0)
    assert stage.machine.live_calls() == {}


def unheard(stage: Stage, seconds: float) -> None:
    """The switchboard is away for a while: what happens at the gateway is told to nobody."""
    until = stage.now + seconds
    while (due := stage.exchange.next_due()) is not None and due <= until:
        stage.exchange.happen(due)
    stage.put(stage.exchange.stock(stage.now))


def test_given_a_fax_that_is_whole_while_the_switchboard_is_away_then_its_pages_are_told_when_it_is_back(
    stage: Stage,
) -> None:
    stage.call(EAST_CITIZEN, "12348")
    unheard(stage, 40.0)
    [fax] = stage.told(FaxReceived)
    assert (fax.ok, fax.pages, fax.error, fax.remote_id) == (True, 2, "", "REMOTE")
    assert [end.reason for end in stage.told(ev.CallEnded)] == [ev.EndReason.FAX]
    assert stage.machine.live_calls() == {}
    assert not [key for key in stage.machine.timers() if key.startswith("fax:")]
    # told anew at every connect, and heard once
    stage.put(stage.exchange.stock(stage.now))
    assert len(stage.told(FaxReceived)) == 1


def test_given_our_fax_that_went_through_while_the_switchboard_is_away_then_it_is_not_called_broken(
    stage: Stage,
) -> None:
    wanted(stage)
    stage.wait(4.0)
    unheard(stage, 60.0)
    [sent] = stage.told(FaxSent)
    assert (sent.outcome, sent.pages) == (ReachOutcome.COMPLETED, 2)
    assert stage.machine.live_calls() == {}


def test_given_a_supervisor_who_cuts_a_fax_then_it_is_told_as_broken(stage: Stage) -> None:
    stage.call(EAST_CITIZEN, "12348")
    call = next(iter(stage.machine.live_calls()))
    assert stage.command(cmd.CutCall, by="boss", call_id=call).refusal is None
    assert [fax.error for fax in stage.told(FaxReceived)] == ["HANGUP"]


def faxless(stage: Stage, gateway: str) -> GatewayBack:
    nothing: dict[str, Any] = {"legs": (), "bridges": (), "recordings": (), "reachable_seats": ()}
    return GatewayBack(gateway=gateway, at=stage.now, takes_faxes=False, **nothing)


def test_a_gateway_that_takes_no_faxes_is_passed_over_however_idle_it_is(stage: Stage) -> None:
    # given: gw1 has a call, and Twilio beside it none
    stage.put(faxless(stage, "tw1"))
    stage.call(EAST_CITIZEN, "12345")
    assert stage.machine.live_load() == {"gw1": (1, 1)}
    # when, then
    assert wanted(stage).refusal is None
    assert [order.gateway for order in stage.orders if isinstance(order, DialNumber)] == ["gw1"]


def test_without_a_gateway_that_takes_faxes_nothing_is_sent(stage: Stage) -> None:
    stage.put(faxless(stage, "gw1"))
    assert wanted(stage).refusal is cmd.RefusalCode.GATEWAY_DOWN
    assert [order for order in stage.orders if isinstance(order, DialNumber)] == []


# ------------------------------------------------------------------------- a machine that calls a number for people


def tone(stage: Stage, call: str) -> None:
    """Its calling tone is heard."""
    stage.report([FaxToneHeard(gateway=stage.exchange.key, at=stage.now, leg=stage.far(call))])


def test_given_a_machine_in_the_queue_when_its_tone_is_heard_then_its_pages_are_taken_for_its_county(
    stage: Stage,
) -> None:
    call = stage.call(EAST_CITIZEN, "12345")
    stage.wait(8.0)
    assert stage.state(call) == "QUEUED"
    tone(stage, call)
    tone(stage, call)  # it goes on beeping
    assert stage.state(call) == "FAXING"
    stage.wait(31.0)
    [fax] = stage.told(FaxReceived)
    assert (fax.tenant, fax.ok, fax.pages, fax.called) == ("east", True, 2, "12345")
    assert len([order for order in stage.orders if isinstance(order, ReceiveFax)]) == 1
    assert [end.reason for end in stage.told(ev.CallEnded)] == [ev.EndReason.FAX]
    assert (stage.machine.live_calls(), stage.exchange.legs, stage.machine.timers()) == ({}, {}, {})


def test_given_a_machine_that_an_agent_is_rung_for_when_its_tone_is_heard_then_the_agent_is_free_again(
    stage: Stage,
) -> None:
    stage.sit("east:8101", Manner(answers_after=20.0))
    call = stage.call(EAST_CITIZEN, "12345")
    stage.wait(6.0)
    assert stage.state(call) == "OFFERED"
    tone(stage, call)
    assert (stage.state(call), stage.agent("east:8101")[0]) == ("FAXING", "READY")
    stage.leave(call)
    [fax] = stage.told(FaxReceived)
    assert (fax.ok, fax.error) == (False, "HANGUP")


def test_given_a_talk_or_a_browser_when_a_tone_like_it_is_heard_then_nobody_is_cut_off(stage: Stage) -> None:
    talk = stage.talking()
    before = len(stage.orders)
    tone(stage, talk)
    assert (stage.state(talk), len(stage.orders)) == ("TALKING", before)
