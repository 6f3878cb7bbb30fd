"""Enforcement dispatch: called at once, acknowledged by key, tried again by rule, cancelled."""

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts import outreach as out
from telephony.contracts.commands import RefusalCode, Reply
from telephony.contracts.outreach import ReachOutcome, UnitState

from .stage import Stage

FIRE, ROADS, WATER = "65550001", "65550002", "65550003"
SECOND = "13911110002"
TALK = out.Talk(
    steps=(
        out.TalkStep(
            key="ack", prompts=("order",), keys={"1": "accepted", "9": "refused"}, repeat="2", input_seconds=5.0
        ),
        out.TalkStep(key="accepted", prompts=("thanks",)),
        out.TalkStep(key="refused", prompts=("noted",)),
    )
)


def dispatch(stage: Stage, *units: tuple[str, tuple[str, ...]], **rules: object) -> Reply:
    """Call these units."""
    wanted = tuple(out.DispatchUnit(key, numbers) for key, numbers in units)
    facts = {"tenant": "city", "dispatch": "city.7", "units": wanted, "talk": TALK, **rules}
    return stage.command(out.StartDispatch, **facts)


def course(stage: Stage, unit: str) -> list[tuple[UnitState, int, ReachOutcome | None]]:
    """What became of a unit, step by step."""
    return [(e.state, e.attempt, e.outcome) for e in stage.told(out.DispatchUnitChanged, unit=unit)]


def leg_of(stage: Stage, number: str) -> str:
    """The live leg to a number."""
    return next(name for name, leg in stage.exchange.legs.items() if leg.party == number)


def answers(stage: Stage, number: str, digits: str) -> None:
    """Press keys at a number that is being spoken to."""
    for digit in digits:
        stage.report(stage.exchange.press(leg_of(stage, number), digit, stage.now))


def test_all_are_rung_at_once_and_each_acknowledges_for_itself(stage: Stage) -> None:
    # given three who answer after one, two and three seconds
    for seconds, number in enumerate((FIRE, ROADS, WATER), start=1):
        stage.exchange.numbers[number] = Manner(answers_after=float(seconds))
    # when
    assert dispatch(stage, ("f", (FIRE,)), ("r", (ROADS,)), ("w", (WATER,))).refusal is None
    # then all ring in the same moment
    assert [order.number for order in stage.ordered(gw.DialNumber)] == [FIRE, ROADS, WATER]
    # when the first accepts, the second asks to hear it again and refuses, the third says nothing
    stage.wait(3.5)
    assert stage.heard(leg_of(stage, FIRE)) == set()  # its message is over, a key is awaited
    answers(stage, FIRE, "1")
    answers(stage, ROADS, "2")
    assert stage.heard(leg_of(stage, ROADS)) == {"order"}
    answers(stage, ROADS, "9")
    assert stage.heard(leg_of(stage, ROADS)) == {"noted"}
    stage.wait(2.0)
    # then
    assert course(stage, "f") == [(UnitState.DIALLING, 1, None), (UnitState.ACCEPTED, 1, ReachOutcome.COMPLETED)]
    assert course(stage, "r") == [(UnitState.DIALLING, 1, None), (UnitState.REFUSED, 1, ReachOutcome.COMPLETED)]
    # and whoever presses nothing is asked three times, then tried again
    stage.wait(20.0)
    assert course(stage, "w")[-1] == (UnitState.WAITING, 1, ReachOutcome.BROKEN_OFF)


def test_a_wrong_key_is_no_answer(stage: Stage) -> None:
    stage.exchange.numbers[FIRE] = Manner(answers_after=1.0)
    dispatch(stage, ("f", (FIRE,)))
    stage.wait(2.5)
    answers(stage, FIRE, "5")
    assert stage.heard(leg_of(stage, FIRE)) == {"invalid-choice", "order"}
    answers(stage, FIRE, "1")
    stage.wait(2.0)
    assert course(stage, "f")[-1] == (UnitState.ACCEPTED, 1, ReachOutcome.COMPLETED)
    assert [e.answers for e in stage.told(out.OutreachEnded)] == [{"ack": "1"}]
    assert stage.exchange.legs == {}


def test_busy_and_no_answer_are_tried_again_at_the_second_number(stage: Stage) -> None:
    # given one that is busy and whose second number answers, and one where nobody ever answers
    stage.exchange.numbers[FIRE] = Manner(declines_after=1.0, cause=17)
    stage.exchange.numbers[SECOND] = Manner(answers_after=1.0)
    dispatch(stage, ("f", (FIRE, SECOND)), ("r", (ROADS,)), tries=2, interval_seconds=30.0, ring_seconds=20.0)
    # when
    stage.wait(1.0)
    waiting = stage.told(out.DispatchUnitChanged, unit="f")[-1]
    assert (waiting.state, waiting.outcome, waiting.next_at) == (UnitState.WAITING, ReachOutcome.BUSY, stage.now + 30.0)
    stage.wait(33.0)
    answers(stage, SECOND, "1")
    stage.wait(60.0)
    # then
    assert course(stage, "f")[2:] == [(UnitState.DIALLING, 2, None), (UnitState.ACCEPTED, 2, ReachOutcome.COMPLETED)]
    assert course(stage, "r") == [
        (UnitState.DIALLING, 1, None),
        (UnitState.WAITING, 1, ReachOutcome.NO_ANSWER),
        (UnitState.DIALLING, 2, None),
        (UnitState.UNREACHED, 2, ReachOutcome.NO_ANSWER),
    ]
    assert [(e.dispatch, e.cancelled) for e in stage.told(out.DispatchEnded)] == [("city.7", False)]
    assert stage.exchange.legs == {}
    assert stage.timers.keys() <= {"queues"}


def test_who_hangs_up_after_the_key_has_acknowledged(stage: Stage) -> None:
    stage.exchange.numbers[FIRE] = Manner(answers_after=1.0)
    dispatch(stage, ("f", (FIRE,)))
    stage.wait(2.0)
    answers(stage, FIRE, "1")
    stage.drop(leg_of(stage, FIRE))
    assert course(stage, "f")[-1] == (UnitState.ACCEPTED, 1, ReachOutcome.COMPLETED)


def test_cancelled_nobody_is_called_any_more(stage: Stage) -> None:
    # given one that rings, one that waits for another try and one that has accepted
    stage.exchange.numbers[ROADS] = Manner(declines_after=1.0, cause=17)
    stage.exchange.numbers[WATER] = Manner(answers_after=1.0)
    dispatch(stage, ("f", (FIRE,)), ("r", (ROADS,)), ("w", (WATER,)))
    stage.wait(2.5)
    answers(stage, WATER, "1")
    stage.wait(2.0)
    # when
    assert stage.command(out.CancelDispatch, tenant="city", dispatch="city.7").refusal is None
    # then
    assert course(stage, "f")[-1][0] is UnitState.CANCELLED
    assert course(stage, "r")[-1][0] is UnitState.CANCELLED
    assert course(stage, "w")[-1][0] is UnitState.ACCEPTED
    assert [(e.dispatch, e.cancelled) for e in stage.told(out.DispatchEnded)] == [("city.7", True)]
    assert stage.exchange.legs == {}
    # and a second time is refused
    again = stage.command(out.CancelDispatch, tenant="city", dispatch="city.7")
    assert again.refusal is RefusalCode.WRONG_STATE


def test_another_tenant_cannot_cancel(stage: Stage) -> None:
    dispatch(stage, ("f", (FIRE,)))
    refused = stage.command(out.CancelDispatch, tenant="east", dispatch="city.7")
    assert refused.refusal is RefusalCode.WRONG_STATE
    assert len(stage.exchange.legs) == 1


@pytest.mark.parametrize("numbers", [(), ("",)])
def test_without_a_number_to_call(stage: Stage, numbers: tuple[str, ...]) -> None:
    reply = dispatch(stage, ("f", numbers), tries=1)
    assert stage.ordered(gw.DialNumber) == []
    if numbers:  # it looked like one: told as an attempt in vain
        assert course(stage, "f") == [(UnitState.UNREACHED, 1, ReachOutcome.INVALID)]
        assert len(stage.told(out.DispatchEnded)) == 1
    else:
        assert reply.refusal is RefusalCode.INVALID_NUMBER
        assert stage.told(out.DispatchUnitChanged) == []


def test_refused_while_no_gateway_is_there(stage: Stage) -> None:
    stage.put(gw.GatewayLost(gateway="gw1", at=stage.now))
    assert dispatch(stage, ("f", (FIRE,))).refusal is RefusalCode.GATEWAY_DOWN
    assert stage.told(out.DispatchUnitChanged) == []


def test_a_gateway_that_dies_costs_one_attempt(stage: Stage) -> None:
    # given
    dispatch(stage, ("f", (FIRE,)), interval_seconds=10.0)
    # when the gateway comes back empty
    stage.put(gw.GatewayLost(gateway="gw1", at=stage.now))
    stage.exchange.restart()
    stage.put(stage.exchange.stock(stage.now, restarted=True))
    # then it is tried again
    assert course(stage, "f")[-1] == (UnitState.WAITING, 1, ReachOutcome.FAILED)
    stage.wait(10.0)
    assert course(stage, "f")[-1] == (UnitState.DIALLING, 2, None)


def test_the_whole_course_is_in_the_ledger(stage: Stage) -> None:
    stage.exchange.numbers[FIRE] = Manner(declines_after=1.0, cause=21)
    dispatch(stage, ("f", (FIRE,)), tries=1)
    stage.wait(2.0)
    call = stage.told(out.OutreachDialled)[0]
    assert (call.number, call.purpose, call.reference) == ("+861065550001", "DISPATCH", "city.7/f")
    assert [(e.leg, e.kind) for e in stage.told(ev.LegStarted)] == [(f"{call.call_id}.o1", ev.LegKind.OUTSIDE)]
    assert [(e.leg, e.cause) for e in stage.told(ev.LegEnded)] == [(f"{call.call_id}.o1", 21)]
    assert [e.reason for e in stage.told(ev.CallEnded)] == [ev.EndReason.NOT_REACHED]
    assert [e.outcome for e in stage.told(out.OutreachEnded)] == [ReachOutcome.BUSY]
