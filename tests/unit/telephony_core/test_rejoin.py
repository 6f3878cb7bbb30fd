"""An agent's browser is reloaded in the middle of a conversation."""

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw

from .stage import Stage

AT_ONCE = Manner(answers_after=0.1)


def rejoin(stage: Stage, call: str) -> cmd.Reply:
    stage.exchange.seats["city-01"] = AT_ONCE
    return stage.command(cmd.Rejoin, agent="city:8001", call_id=call)


@pytest.mark.parametrize("audio_gone", [False, True])
def test_given_a_talk_when_rejoined_then_the_new_leg_stands_for_the_old_one_and_the_recording_goes_on(
    stage: Stage, audio_gone: bool
) -> None:
    call = stage.talking()
    stage.wait(10.0)
    assert rejoin(stage, call).refusal is None
    if audio_gone:  # the gateway finds out before the new telephone has answered
        stage.drop(f"{call}.a1", media_lost=True)
        assert stage.state(call) == "TALKING"
    stage.wait(0.25)
    assert (stage.heard(stage.far(call)), stage.heard(f"{call}.a2")) == ({f"{call}.a2"}, {stage.far(call)})
    assert set(stage.exchange.legs) == {stage.far(call), f"{call}.a2"}
    assert (stage.agent("city:8001"), stage.told(ev.AgentLeft)) == (("TALKING", None), [])
    assert list(stage.exchange.recordings) == [f"{call}.r1"]
    dialled = stage.ordered(gw.DialSeat)[-1]
    assert (dialled.seat, dialled.auto_answer, dialled.ring_seconds) == ("city-01", True, 8.0)
    # when the citizen hangs up
    stage.leave(call)
    assert [(e.reason, e.talked_seconds) for e in stage.told(ev.CallEnded)] == [(ev.EndReason.CALLER_HUNG_UP, 10.25)]
    assert stage.exchange.legs == {} and stage.exchange.bridges == {}


def test_given_a_rejoin_that_rings_when_asked_again_then_it_rings_once(stage: Stage) -> None:
    call = stage.talking()
    dialled = len(stage.ordered(gw.DialSeat))
    assert [rejoin(stage, call).refusal, rejoin(stage, call).refusal] == [None, None]
    assert len(stage.ordered(gw.DialSeat)) == dialled + 1


def test_given_nobody_who_answers_when_the_old_leg_is_there_then_it_remains(stage: Stage) -> None:
    call = stage.talking()
    stage.exchange.seats["city-01"] = Manner()
    stage.command(cmd.Rejoin, agent="city:8001", call_id=call)
    stage.wait(9.0)
    assert stage.heard(stage.far(call)) == {f"{call}.a1"}
    assert (stage.state(call), set(stage.exchange.legs)) == ("TALKING", {stage.far(call), f"{call}.a1"})


def test_given_nobody_who_answers_when_the_old_leg_is_gone_too_then_the_citizen_is_first_in_the_queue(
    stage: Stage,
) -> None:
    call = stage.talking()
    stage.exchange.seats["city-01"] = Manner()
    stage.command(cmd.Rejoin, agent="city:8001", call_id=call)
    stage.drop(f"{call}.a1", media_lost=True)
    stage.wait(9.0)
    assert stage.state(call) == "QUEUED"
    assert stage.agent("city:8001") == ("NOT_READY", "CONNECTION_LOST")
    assert set(stage.exchange.legs) == {stage.far(call)}


def test_given_a_held_muted_conversation_when_rejoined_then_it_is_as_before(stage: Stage) -> None:
    call = stage.talking()
    stage.command(cmd.Mute, agent="city:8001", call_id=call, muted=True)
    stage.command(cmd.Hold, agent="city:8001", call_id=call)
    rejoin(stage, call)
    stage.wait(0.2)
    assert stage.state(call) == "HELD"
    assert stage.ordered(gw.MuteLeg)[-1] == gw.MuteLeg(gateway="gw1", leg=f"{call}.a2", muted=True)
    stage.command(cmd.Resume, agent="city:8001", call_id=call)
    stage.command(cmd.Mute, agent="city:8001", call_id=call, muted=False)
    assert stage.heard(stage.far(call)) == {f"{call}.a2"}


def test_given_a_consultation_when_rejoined_then_the_agent_talks_on_with_the_consulted_one(stage: Stage) -> None:
    call = stage.talking()
    stage.sit("city:8002")
    stage.command(cmd.Consult, agent="city:8001", call_id=call, target="city:8002")
    stage.wait(3.0)
    assert stage.state(call) == "CONSULT_TALKING"
    rejoin(stage, call)
    stage.wait(0.2)
    assert stage.heard(f"{call}.c1") == {f"{call}.a2"}
    stage.command(cmd.CancelConsult, agent="city:8001", call_id=call)
    assert stage.heard(stage.far(call)) == {f"{call}.a2"}


def test_given_a_rejoin_that_rings_when_the_agent_hangs_up_then_no_leg_is_left(stage: Stage) -> None:
    call = stage.talking()
    far = stage.far(call)
    stage.exchange.seats["city-01"] = Manner()
    stage.command(cmd.Rejoin, agent="city:8001", call_id=call)
    stage.command(cmd.HangUp, agent="city:8001", call_id=call)
    stage.wait(1.0)
    assert stage.exchange.legs == {} and stage.exchange.bridges == {}
    legs = {far, f"{call}.a1", f"{call}.a2"}
    assert {leg.leg for leg in stage.told(ev.LegStarted)} == legs
    assert {leg.leg for leg in stage.told(ev.LegEnded)} == legs


def test_given_a_telephone_that_is_not_there_when_rejoined_then_refused_and_nothing_is_changed(stage: Stage) -> None:
    call = stage.talking()
    stage.report(stage.exchange.unregister("city-01", stage.now))
    told, ordered = len(stage.told(ev.LegStarted)), len(stage.ordered(gw.DialSeat))
    assert rejoin(stage, call).refusal is cmd.RefusalCode.SEAT_UNREACHABLE
    assert (len(stage.told(ev.LegStarted)), len(stage.ordered(gw.DialSeat))) == (told, ordered)
