"""Answering machines: told from people, hung up or left a message, never an agent's business."""

from typing import Any

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts import outreach as out
from telephony.contracts.outreach import DialMode, MachineRule, ReachOutcome

from .stage import Stage
from .test_dialler import ANN, BEN, CLEO, QUESTIONS, dialled, feed, outcomes, run

PERSON = Manner(answers_after=2.0, talks_for=30.0)
MACHINE = Manner(answers_after=2.0, greets_for=6.0)


def campaign(stage: Stage, mode: DialMode, rule: MachineRule, **more: Any) -> None:
    """Run it with the rule."""
    automatic = {"queue": "", "talk": QUESTIONS, "lines": 3} if mode is DialMode.AUTOMATIC else {}
    assert run(stage, mode, machine=rule, **automatic, **more).refusal is None


def recognised(stage: Stage) -> list[tuple[str, bool, float]]:
    """Target, machine?, after how many seconds."""
    return [(e.reference[-1], e.machine, e.seconds) for e in stage.told(out.AnswerRecognised)]


def test_predictive_a_machine_is_hung_up_and_no_agent_is_rung(stage: Stage) -> None:
    # given
    stage.sit("city:8001", Manner(answers_after=0.5))
    stage.exchange.numbers[ANN] = MACHINE
    campaign(stage, DialMode.PREDICTIVE, MachineRule.HANG_UP)
    # when
    feed(stage, ANN)
    stage.wait(3.4)
    call = stage.told(out.OutreachDialled)[0].call_id
    assert stage.state(call) == "JUDGING"
    stage.wait(0.2)
    # then
    assert recognised(stage) == [("1", True, 1.5)]
    assert outcomes(stage) == [("1", ReachOutcome.MACHINE)]
    assert stage.told(ev.CallOffered) == []
    assert stage.exchange.legs == {}
    # and it is neither answered by somebody nor abandoned
    stage.wait(1.1)
    numbers = stage.told(out.CampaignChanged)[-1]
    assert (numbers.dialled, numbers.answered, numbers.abandoned, numbers.machines) == (1, 0, 0, 1)


def test_predictive_a_person_gets_the_idle_agent_once_known(stage: Stage) -> None:
    stage.sit("city:8001", Manner(answers_after=0.5))
    stage.exchange.numbers[ANN] = PERSON
    campaign(stage, DialMode.PREDICTIVE, MachineRule.HANG_UP)
    feed(stage, ANN)
    stage.wait(3.6)
    assert recognised(stage) == [("1", False, 1.5)]
    assert [offer.agent for offer in stage.told(ev.CallOffered)] == ["city:8001"]
    stage.wait(2.0)
    assert stage.agent("city:8001") == ("TALKING", None)


def test_whoever_cannot_be_told_counts_as_a_person(stage: Stage) -> None:
    stage.sit("city:8001", Manner(answers_after=0.5))
    stage.exchange.numbers[ANN] = Manner(answers_after=2.0, greets_for=6.0, mumbles=True)
    campaign(stage, DialMode.PREDICTIVE, MachineRule.HANG_UP)
    feed(stage, ANN)
    stage.wait(3.6)
    assert recognised(stage) == [("1", False, 1.5)]
    assert len(stage.told(ev.CallOffered)) == 1


def test_a_gateway_that_does_not_tell_in_time_leaves_a_person(stage: Stage) -> None:
    stage.exchange.judge_seconds = 60.0
    stage.exchange.numbers[ANN] = PERSON
    campaign(stage, DialMode.AUTOMATIC, MachineRule.HANG_UP)
    feed(stage, ANN)
    stage.wait(9.9)
    call = stage.told(out.OutreachDialled)[0].call_id
    assert stage.state(call) == "JUDGING"
    stage.wait(0.2)
    assert stage.state(call) == "SPEAKING"


def test_while_one_is_being_judged_no_line_is_dialled_for_the_agent_who_will_be_needed(stage: Stage) -> None:
    stage.sit("city:8001", Manner(answers_after=0.5))
    stage.exchange.numbers[ANN] = PERSON
    campaign(stage, DialMode.PREDICTIVE, MachineRule.HANG_UP)
    feed(stage, ANN, BEN)
    stage.wait(3.0)
    assert dialled(stage) == [ANN]


def test_hung_up_before_it_was_known_is_broken_off_not_abandoned(stage: Stage) -> None:
    stage.sit("city:8001", Manner(answers_after=0.5))
    stage.exchange.numbers[ANN] = Manner(answers_after=2.0, talks_for=1.0)
    campaign(stage, DialMode.PREDICTIVE, MachineRule.HANG_UP)
    feed(stage, ANN)
    stage.wait(3.1)
    assert outcomes(stage) == [("1", ReachOutcome.BROKEN_OFF)]


@pytest.mark.parametrize("mode", [DialMode.PREDICTIVE, DialMode.AUTOMATIC])
def test_a_message_is_left_when_the_greeting_is_over(stage: Stage, mode: DialMode) -> None:
    # given
    stage.sit("city:8001", Manner(answers_after=0.5))
    stage.exchange.numbers[ANN] = MACHINE
    campaign(stage, mode, MachineRule.LEAVE_MESSAGE, message=("dialler-message",))
    feed(stage, ANN)
    # when the machine is known it is heard out
    stage.wait(9.4)
    leg = f"{stage.told(out.OutreachDialled)[0].call_id}.o1"
    assert stage.heard(leg) == set()
    stage.wait(0.2)
    assert stage.heard(leg) == {"dialler-message"}
    # and keys that it sounds mean nothing
    stage.report(stage.exchange.press(leg, "1", stage.now))
    stage.wait(1.0)
    # then
    ended = stage.told(out.OutreachEnded)[-1]
    assert (ended.outcome, ended.message_left, ended.answers) == (ReachOutcome.MACHINE, True, {})
    assert stage.exchange.legs == {}


def test_a_machine_that_hangs_up_during_the_message_was_not_left_one(stage: Stage) -> None:
    stage.exchange.numbers[ANN] = Manner(answers_after=2.0, greets_for=1.0, talks_for=3.0)
    campaign(stage, DialMode.AUTOMATIC, MachineRule.LEAVE_MESSAGE, message=("dialler-message",))
    feed(stage, ANN)
    stage.wait(10.0)
    ended = stage.told(out.OutreachEnded)[-1]
    assert (ended.outcome, ended.message_left) == (ReachOutcome.MACHINE, False)


def test_automatic_a_person_is_asked_and_a_machine_is_not(stage: Stage) -> None:
    stage.exchange.numbers[ANN] = PERSON
    stage.exchange.numbers[BEN] = MACHINE
    campaign(stage, DialMode.AUTOMATIC, MachineRule.HANG_UP)
    feed(stage, ANN, BEN)
    stage.wait(3.6)
    person = f"{stage.told(out.OutreachDialled)[0].call_id}.o1"
    assert stage.heard(person) == {"q1"}
    assert outcomes(stage) == [("2", ReachOutcome.MACHINE)]


@pytest.mark.parametrize("rule", [MachineRule.HANG_UP, MachineRule.LEAVE_MESSAGE])
def test_progressive_the_agent_goes_on_to_the_next_number_at_once(stage: Stage, rule: MachineRule) -> None:
    # given an agent who waits for Ann, where a machine answers
    stage.sit("city:8001", Manner(answers_after=0.5))
    stage.exchange.numbers[ANN] = MACHINE
    stage.exchange.numbers[BEN] = PERSON
    campaign(stage, DialMode.PROGRESSIVE, rule)
    feed(stage, ANN, BEN)
    # when
    stage.wait(4.1)
    # then the agent is rung for Ben, without writing anything up
    assert recognised(stage) == [("1", True, 1.5)]
    assert [e.reference[-1] for e in stage.told(ev.CallDialled)] == ["1", "2"]
    stage.wait(4.5)
    assert stage.agent("city:8001") == ("TALKING", None)
    assert recognised(stage)[-1] == ("2", False, 1.5)
    stage.wait(4.0)
    ended = stage.told(out.OutreachEnded)[0]
    left = rule is MachineRule.LEAVE_MESSAGE
    assert (ended.outcome, ended.message_left, ended.agent) == (ReachOutcome.MACHINE, left, None)
    assert stage.agent("city:8001") == ("TALKING", None)


def test_progressive_an_agent_who_hangs_up_while_it_is_judged_ends_the_attempt(stage: Stage) -> None:
    stage.sit("city:8001", Manner(answers_after=0.5))
    stage.exchange.numbers[ANN] = PERSON
    campaign(stage, DialMode.PROGRESSIVE, MachineRule.HANG_UP)
    feed(stage, ANN)
    stage.wait(3.0)
    call = stage.told(ev.CallDialled)[0].call_id
    assert stage.state(call) == "JUDGING"
    assert stage.command(cmd.HangUp, agent="city:8001", call_id=call).refusal is None
    assert outcomes(stage) == [("1", ReachOutcome.BROKEN_OFF)]
    assert stage.exchange.legs == {}


def test_without_the_setting_nothing_is_judged(stage: Stage) -> None:
    stage.exchange.numbers[ANN] = MACHINE
    campaign(stage, DialMode.AUTOMATIC, MachineRule.OFF)
    feed(stage, ANN)
    stage.wait(2.1)
    assert stage.ordered(gw.JudgeAnswer) == []
    assert stage.heard(f"{stage.told(out.OutreachDialled)[0].call_id}.o1") == {"q1"}


def test_a_gateway_that_was_away_gets_a_little_more_time(stage: Stage) -> None:
    # given a call that is judged while the connection breaks; the verdict is lost
    stage.exchange.judge_seconds = 60.0
    stage.exchange.numbers[ANN] = PERSON
    campaign(stage, DialMode.AUTOMATIC, MachineRule.HANG_UP)
    feed(stage, ANN)
    stage.wait(4.0)
    call = stage.told(out.OutreachDialled)[0].call_id
    stage.put(gw.GatewayLost(gateway="gw1", at=stage.now))
    stage.put(stage.exchange.stock(stage.now))
    stage.wait(7.9)
    assert stage.state(call) == "JUDGING"
    # when
    stage.wait(0.2)
    # then
    assert stage.state(call) == "SPEAKING"
    assert CLEO not in dialled(stage)


@pytest.mark.parametrize(("rule", "judge"), [(MachineRule.OFF, False), (MachineRule.HANG_UP, True)])
def test_the_gateway_is_told_when_it_dials_whether_it_will_have_to_judge(
    stage: Stage, rule: MachineRule, judge: bool
) -> None:
    stage.sit("city:8001", Manner(answers_after=0.5))
    campaign(stage, DialMode.PREDICTIVE, rule)
    feed(stage, ANN)
    stage.wait(0.5)
    assert [(o.judge, o.e164) for o in stage.ordered(gw.DialNumber)] == [(judge, f"+86{ANN}")]
