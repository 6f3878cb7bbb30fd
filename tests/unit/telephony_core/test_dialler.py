"""Campaigns: who is dialled when, for whom, and what inbound calls have to fear of it (nothing)."""

from typing import Any

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts import outreach as out
from telephony.contracts.commands import RefusalCode, Reply
from telephony.contracts.outreach import DialMode, ReachOutcome
from telephony.contracts.plan import ListedNumber, ListKind
from telephony.core.switchboard import Switchboard

from .stage import CITIZEN, Stage, small_city

ANN, BEN, CLEO = "13911110001", "13911110002", "13911110003"
E164 = {number: f"+86{number}" for number in (ANN, BEN, CLEO)}
QUESTIONS = out.Talk(
    steps=(
        out.TalkStep(key="solved", prompts=("q1",), keys={"1": "mark", "2": "bye"}, input_seconds=4.0, tries=2),
        out.TalkStep(key="mark", prompts=("q2",), keys={"1": "bye", "2": "bye", "3": "bye"}),
        out.TalkStep(key="bye", prompts=("thanks",)),
    )
)


def run(stage: Stage, mode: DialMode, **settings: Any) -> Reply:
    """Start a campaign of the city."""
    facts = {"tenant": "city", "campaign": "city.1", "mode": mode, "queue": "city.general", **settings}
    return stage.command(out.RunCampaign, **facts)


def feed(stage: Stage, *numbers: str) -> Reply:
    """Give it numbers; a target is named by the last digit."""
    targets = tuple(out.DialTarget(number[-1], number) for number in numbers)
    return stage.command(out.FeedCampaign, tenant="city", campaign="city.1", targets=targets)


def outcomes(stage: Stage) -> list[tuple[str, ReachOutcome]]:
    """What came of the targets."""
    return [(e.reference.rpartition("/")[2], e.outcome) for e in stage.told(out.OutreachEnded)]


def dialled(stage: Stage) -> list[str]:
    """Numbers dialled."""
    return [order.number for order in stage.ordered(gw.DialNumber)]


# ------------------------------------------------------------------------------------------------ progressive


def test_progressive_rings_the_agent_first_and_one_number_for_one_agent(stage: Stage) -> None:
    # given one idle agent and two numbers
    stage.sit("city:8001", Manner(answers_after=0.5))
    stage.exchange.numbers[ANN] = Manner(declines_after=2.0, cause=17)
    stage.exchange.numbers[BEN] = Manner(answers_after=2.0, talks_for=10.0)
    run(stage, DialMode.PROGRESSIVE)
    # when
    feed(stage, ANN, BEN)
    # then the seat rings by itself, no number yet
    assert [(o.seat, o.auto_answer) for o in stage.ordered(gw.DialSeat)] == [("city-01", True)]
    assert dialled(stage) == []
    stage.wait(0.5)
    assert dialled(stage) == [ANN]
    # when Ann is busy the agent goes on to Ben without wrapping anything up
    stage.wait(2.6)
    assert outcomes(stage) == [("1", ReachOutcome.BUSY)]
    assert dialled(stage) == [ANN, BEN]
    stage.wait(2.5)
    assert stage.agent("city:8001") == ("TALKING", None)
    # and writes down what Ben said
    stage.wait(10.0)
    assert outcomes(stage)[-1] == ("2", ReachOutcome.TALKED)
    assert stage.told(out.OutreachEnded)[-1].agent == "city:8001"
    assert stage.agent("city:8001") == ("WRAP_UP", None)


def test_a_number_rings_only_as_long_as_the_campaign_says(stage: Stage) -> None:
    stage.sit("city:8001", Manner(answers_after=0.5))
    run(stage, DialMode.PROGRESSIVE, ring_seconds=15.0)
    feed(stage, ANN)
    stage.wait(15.4)
    assert outcomes(stage) == []
    stage.wait(0.2)
    assert outcomes(stage) == [("1", ReachOutcome.NO_ANSWER)]


def test_an_agent_who_does_not_pick_up_costs_the_target_nothing(stage: Stage) -> None:
    stage.sit("city:8001", Manner())
    run(stage, DialMode.PROGRESSIVE)
    feed(stage, ANN)
    stage.wait(20.0)
    assert outcomes(stage)[0] == ("1", ReachOutcome.NOT_DIALLED)
    assert dialled(stage) == []


def test_who_waits_in_the_queue_comes_first(stage: Stage) -> None:
    # given a citizen who waits, and a campaign with a number
    call = stage.call()
    run(stage, DialMode.PROGRESSIVE)
    feed(stage, ANN)
    # when an agent becomes ready
    stage.sit("city:8001", Manner(answers_after=1.0))
    # then the citizen is served
    assert stage.state(call) == "OFFERED"
    assert dialled(stage) == []


def test_after_a_vain_attempt_the_waiting_citizen_is_served_before_the_next_number(stage: Stage) -> None:
    stage.sit("city:8001", Manner(answers_after=0.5))
    stage.exchange.numbers[ANN] = Manner(declines_after=2.0, cause=17)
    run(stage, DialMode.PROGRESSIVE)
    feed(stage, ANN, BEN)
    stage.wait(1.0)
    call = stage.call()
    assert stage.state(call) == "QUEUED"
    # when the attempt is over
    stage.wait(1.6)
    # then
    assert outcomes(stage) == [("1", ReachOutcome.BUSY)]
    assert stage.state(call) == "OFFERED"
    assert dialled(stage) == [ANN]


# ---------------------------------------------------------------------------------------------------- preview


def test_what_an_agent_dials_by_hand_is_told_as_an_attempt_too(stage: Stage) -> None:
    stage.sit("city:8001", Manner(answers_after=0.5))
    stage.exchange.numbers[ANN] = Manner(declines_after=2.0, cause=17)
    dial = {"agent": "city:8001", "number": ANN, "purpose": "CAMPAIGN", "reference": "city.4/17"}
    assert stage.command(cmd.Dial, **dial).refusal is None
    stage.wait(3.0)
    assert [(e.reference, e.outcome) for e in stage.told(out.OutreachEnded)] == [("city.4/17", ReachOutcome.BUSY)]
    # and nothing else that is dialled by hand
    stage.command(cmd.Dial, **{**dial, "purpose": "OUTBOUND"})
    stage.wait(3.0)
    assert len(stage.told(out.OutreachEnded)) == 1


# ------------------------------------------------------------------------------------------------- predictive


def test_predictive_dials_first_and_brings_the_agent_when_somebody_answers(stage: Stage) -> None:
    # given
    stage.sit("city:8001", Manner(answers_after=0.5))
    stage.exchange.numbers[ANN] = Manner(answers_after=5.0)
    run(stage, DialMode.PREDICTIVE)
    feed(stage, ANN)
    # then the agent is not disturbed while it rings
    assert dialled(stage) == [ANN]
    assert stage.agent("city:8001") == ("READY", None)
    # when Ann answers
    stage.wait(5.0)
    call = stage.told(out.OutreachDialled)[0].call_id
    assert stage.state(call) == "OFFERED"
    assert [o.auto_answer for o in stage.ordered(gw.DialSeat)] == [True]
    # then she hears who it is, and they talk
    stage.wait(0.6)
    assert stage.heard(f"{call}.o1") == {"agent-number", "digits:8001", "at-your-service"}
    stage.wait(3.5)
    assert stage.state(call) == "TALKING"
    stage.drop(f"{call}.o1")
    assert outcomes(stage) == [("1", ReachOutcome.TALKED)]
    assert stage.exchange.legs == {}


def test_who_finds_no_agent_hears_why_and_is_counted(stage: Stage) -> None:
    # given an idle agent who is taken by a citizen while the number rings
    stage.sit("city:8001", Manner(answers_after=0.5))
    stage.exchange.numbers[ANN] = Manner(answers_after=5.0)
    run(stage, DialMode.PREDICTIVE)
    feed(stage, ANN)
    stage.call()
    # when Ann answers
    stage.wait(5.0)
    call = stage.told(out.OutreachDialled)[0].call_id
    assert stage.state(call) == "AWAITING_AGENT"
    stage.wait(2.0)
    # then
    assert stage.heard(f"{call}.o1") == {"dialler-abandoned"}
    stage.wait(1.0)
    assert outcomes(stage) == [("1", ReachOutcome.ABANDONED)]
    assert [e.reason for e in stage.told(ev.CallEnded, call_id=call)] == [ev.EndReason.ABANDONED]
    stage.wait(1.1)
    numbers = stage.told(out.CampaignChanged)[-1]
    assert (numbers.dialled, numbers.answered, numbers.abandoned) == (1, 1, 1)


def test_an_agent_who_comes_free_within_the_wait_takes_the_call(stage: Stage) -> None:
    stage.sit("city:8001", Manner(answers_after=0.5))
    stage.exchange.numbers[ANN] = Manner(answers_after=5.0)
    run(stage, DialMode.PREDICTIVE)
    feed(stage, ANN)
    citizen = stage.call()
    stage.wait(6.0)
    call = stage.told(out.OutreachDialled)[0].call_id
    assert stage.state(call) == "AWAITING_AGENT"
    stage.leave(citizen)
    stage.command(cmd.SetReady, agent="city:8001")
    assert stage.state(call) == "OFFERED"


def test_not_more_lines_than_agents_before_anything_is_known(stage: Stage) -> None:
    stage.sit("city:8001")
    run(stage, DialMode.PREDICTIVE)
    feed(stage, ANN, BEN, CLEO)
    assert dialled(stage) == [ANN]


# -------------------------------------------------------------------------------------------------- automatic


def test_a_questionnaire_by_keys_branches_and_keeps_what_was_pressed(stage: Stage) -> None:
    for number in (ANN, BEN, CLEO):
        stage.exchange.numbers[number] = Manner(answers_after=1.0)
    run(stage, DialMode.AUTOMATIC, queue="", lines=2, talk=QUESTIONS)
    feed(stage, ANN, BEN, CLEO)
    assert dialled(stage) == [ANN, BEN]  # two lines
    stage.wait(2.5)
    first, second = (e.call_id for e in stage.told(out.OutreachDialled))
    # when Ann answers both questions and Ben the first, which ends it
    for leg, digits in ((f"{first}.o1", "13"), (f"{second}.o1", "2")):
        for digit in digits:
            stage.report(stage.exchange.press(leg, digit, stage.now))
    stage.wait(1.1)
    # then
    ended = {e.reference: (e.outcome, e.answers) for e in stage.told(out.OutreachEnded)}
    assert ended["city.1/1"] == (ReachOutcome.COMPLETED, {"solved": "1", "mark": "3"})
    assert ended["city.1/2"] == (ReachOutcome.COMPLETED, {"solved": "2"})
    assert dialled(stage) == [ANN, BEN, CLEO]
    # and Cleo, who presses nothing, is asked twice
    stage.wait(12.0)
    last = stage.told(out.OutreachEnded)[-1]
    assert (last.outcome, last.answers) == (ReachOutcome.BROKEN_OFF, {})
    assert stage.exchange.legs == {}


# ------------------------------------------------------------------------------------------- beginning and end


def test_after_hours_nothing_is_dialled(stage: Stage) -> None:
    stage.exchange.numbers[ANN] = Manner(answers_after=1.0, talks_for=3.0)
    run(stage, DialMode.AUTOMATIC, queue="", talk=QUESTIONS, lines=1, until=stage.now + 3.0)
    feed(stage, ANN, BEN)
    stage.wait(30.0)
    assert dialled(stage) == [ANN]
    assert stage.told(out.CampaignChanged)[-1].running is False


def test_stopped_ringing_numbers_are_let_go_and_talks_go_on(stage: Stage) -> None:
    stage.exchange.numbers[ANN] = Manner(answers_after=1.0)
    run(stage, DialMode.AUTOMATIC, queue="", talk=QUESTIONS, lines=2)
    feed(stage, ANN, BEN, CLEO)
    stage.wait(1.5)
    assert stage.command(out.StopCampaign, tenant="city", campaign="city.1").refusal is None
    assert outcomes(stage) == [("2", ReachOutcome.NOT_DIALLED)]
    assert [leg.party for leg in stage.exchange.legs.values()] == [ANN]
    stage.wait(60.0)
    assert outcomes(stage)[-1][0] == "1"
    assert dialled(stage) == [ANN, BEN]
    # then it is forgotten, and cannot be fed
    assert feed(stage, CLEO).refusal is RefusalCode.WRONG_STATE
    assert stage.timers.keys() <= {"queues"}


def test_a_target_is_not_taken_twice(stage: Stage) -> None:
    run(stage, DialMode.AUTOMATIC, queue="", talk=QUESTIONS, lines=5)
    feed(stage, ANN)
    feed(stage, ANN, BEN)
    assert dialled(stage) == [ANN, BEN]


def test_what_is_no_number_ends_at_once(stage: Stage) -> None:
    run(stage, DialMode.AUTOMATIC, queue="", talk=QUESTIONS)
    stage.command(out.FeedCampaign, tenant="city", campaign="city.1", targets=(out.DialTarget("x", "abc"),))
    assert outcomes(stage) == [("x", ReachOutcome.INVALID)]
    assert dialled(stage) == []


def test_a_listed_number_is_not_dialled() -> None:
    stage = Stage(small_city(listed=(ListedNumber(E164[ANN], ListKind.BLACK),)))
    run(stage, DialMode.AUTOMATIC, queue="", talk=QUESTIONS)
    feed(stage, ANN, BEN)
    assert dialled(stage) == [BEN]
    assert outcomes(stage) == [("1", ReachOutcome.INVALID)]


@pytest.mark.parametrize(
    ("mode", "settings", "refusal"),
    [
        (DialMode.PREVIEW, {}, RefusalCode.WRONG_STATE),
        (DialMode.AUTOMATIC, {}, RefusalCode.WRONG_STATE),
        (DialMode.PREDICTIVE, {"queue": "city.nowhere"}, RefusalCode.TARGET_UNAVAILABLE),
        (DialMode.PREDICTIVE, {"queue": "east.general"}, RefusalCode.TARGET_UNAVAILABLE),
    ],
)
def test_what_cannot_be_run(stage: Stage, mode: DialMode, settings: dict[str, Any], refusal: RefusalCode) -> None:
    assert run(stage, mode, **settings).refusal is refusal
    assert stage.told(out.CampaignChanged) == []


def test_one_dialling_campaign_for_a_queue(stage: Stage) -> None:
    run(stage, DialMode.PROGRESSIVE)
    refused = run(stage, DialMode.PREDICTIVE, campaign="city.2")
    assert refused.refusal is RefusalCode.TARGET_UNAVAILABLE
    assert run(stage, DialMode.PREDICTIVE).refusal is None  # the same one with other settings


def test_the_heartbeat_tells_that_it_is_alive(stage: Stage) -> None:
    run(stage, DialMode.PROGRESSIVE)
    stage.wait(31.0)
    told = stage.told(out.CampaignChanged)
    assert 3 <= len(told) <= 5
    assert all(each.wanted == 10 for each in told)


def test_all_of_it_is_in_the_snapshot(stage: Stage) -> None:
    stage.sit("city:8001")
    run(stage, DialMode.PREDICTIVE)
    feed(stage, ANN, BEN)
    stage.call(CITIZEN)
    stage.wait(1.0)
    snapshot = stage.machine.snapshot()
    assert Switchboard.restore(snapshot).snapshot() == snapshot
