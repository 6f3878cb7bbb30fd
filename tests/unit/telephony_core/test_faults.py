"""Gateways lost, back and restarted; the switchboard restored from a snapshot in the middle of everything."""

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts.commands import RefusalCode as R
from telephony.core.switchboard import Switchboard

from .stage import Stage


def lose(stage: Stage) -> None:
    """The connection to the gateway breaks; it goes on by itself."""
    stage.put(gw.GatewayLost(gateway="gw1", at=stage.now))
    stage.away.add("gw1")


def back(stage: Stage, restarted: bool = False) -> None:
    """Connected again."""
    stage.away.clear()
    if restarted:
        stage.exchange.restart()
    stage.put(stage.exchange.stock(stage.now, restarted))


def test_a_talking_call_never_notices_a_lost_connection(stage: Stage) -> None:
    call = stage.talking()
    lose(stage)
    stage.wait(10.0)
    assert stage.command(cmd.HangUp, agent="city:8001", call_id=call).refusal is R.GATEWAY_DOWN
    events = len(stage.events)
    back(stage)
    assert stage.state(call) == "TALKING"
    assert stage.heard(stage.far(call)) == {f"{call}.a1"}
    assert list(stage.exchange.recordings) == [f"{call}.r1"]
    assert [type(event) for event in stage.events[events:]] == [ev.AlarmCleared]  # and the call knows nothing of it


def test_waiting_calls_go_on_waiting_in_their_order(stage: Stage) -> None:
    calls = [stage.call(f"1390000001{n}") for n in range(3)]
    stage.wait(2.0)
    lose(stage)
    stage.wait(3.0)
    back(stage)
    for call in calls:
        assert stage.heard(stage.far(call)) == {"music"}
    stage.sit("city:8001", Manner())
    stage.sit("city:8002", Manner())
    assert [stage.state(call) for call in calls] == ["OFFERED", "OFFERED", "QUEUED"]


def test_nobody_is_offered_a_call_while_the_gateway_is_away(stage: Stage) -> None:
    call = stage.call()
    stage.sit("city:8001", Manner(), ready=False)
    lose(stage)
    assert stage.command(cmd.SetReady, agent="city:8001").refusal is R.SEAT_UNREACHABLE
    back(stage)
    assert stage.command(cmd.SetReady, agent="city:8001").refusal is None
    assert stage.state(call) == "OFFERED"


def test_who_left_meanwhile_is_told_of(stage: Stage) -> None:
    # given a waiting call, a call that talks, and one being offered
    talking = stage.talking()
    waiting = stage.call("13900000010")
    lose(stage)
    # when both callers hang up unheard
    stage.leave(talking)
    stage.leave(waiting)
    assert stage.told(ev.CallEnded) == []
    back(stage)
    # then
    ended = {e.call_id: e.reason for e in stage.told(ev.CallEnded)}
    assert ended == {talking: ev.EndReason.CALLER_HUNG_UP, waiting: ev.EndReason.ABANDONED}
    assert stage.exchange.legs == {} and stage.exchange.bridges == {}
    assert [f.name for f in stage.told(ev.RecordingFinished)] == [f"{talking}.r1"]
    started, over = stage.told(ev.LegStarted), stage.told(ev.LegEnded)
    assert sorted(leg.leg for leg in started) == sorted(leg.leg for leg in over)


def test_an_agent_who_left_meanwhile_does_not_cost_the_caller_the_call(stage: Stage) -> None:
    call = stage.talking()
    lose(stage)
    stage.drop(f"{call}.a1")
    back(stage)
    assert stage.state(call) == "QUEUED"
    assert stage.heard(stage.far(call)) == {"agent-lost"}
    assert stage.agent("city:8001")[0] == "WRAP_UP"


def test_an_offer_whose_telephone_was_never_rung_is_made_again(stage: Stage) -> None:
    # given an offer that did not reach the gateway
    stage.sit("city:8001", Manner())
    stage.away.add("gw1")
    call = stage.call()
    assert stage.state(call) == "OFFERED"
    stage.put(gw.GatewayLost(gateway="gw1", at=stage.now))
    # when
    back(stage)
    # then the agent is not blamed
    assert stage.agent("city:8001") == ("RINGING", None)
    assert [o.leg for o in stage.ordered(gw.DialSeat)] == [f"{call}.a1", f"{call}.a2"]
    assert list(stage.exchange.legs) == [stage.far(call), f"{call}.a2"]


def test_an_answer_given_meanwhile_counts(stage: Stage) -> None:
    stage.sit("city:8001", Manner())
    call = stage.call()
    lose(stage)
    stage.answer(f"{call}.a1")
    back(stage)
    stage.wait(4.0)
    assert stage.state(call) == "TALKING"
    assert stage.heard(stage.far(call)) == {f"{call}.a1"}


def test_callers_who_arrived_meanwhile_are_served_and_strays_are_swept(stage: Stage) -> None:
    stage.exchange.arrive("13900000077", "12345", stage.now)
    stage.exchange.dial("stray", "city-01", 30.0, stage.now)
    stage.exchange.bridges["old.b"] = None
    back(stage)
    assert [a.caller for a in stage.told(ev.CallArrived)] == ["+8613900000077"]
    assert "stray" not in stage.exchange.legs
    assert stage.exchange.bridges == {}


def test_the_menu_is_said_again_after_the_gateway_was_away(stage: Stage) -> None:
    call = stage.call(called="12340")
    stage.wait(1.5)
    lose(stage)
    stage.wait(2.0)
    back(stage)
    assert stage.heard(stage.far(call)) == {"menu-main"}
    stage.press(call, "1")
    assert stage.state(call) == "QUEUED"


def test_a_restarted_gateway_has_lost_its_calls(stage: Stage) -> None:
    talking = stage.talking()
    waiting = stage.call("13900000010")
    lose(stage)
    back(stage, restarted=True)
    ended = {e.call_id: e.reason for e in stage.told(ev.CallEnded)}
    assert ended == {talking: ev.EndReason.GATEWAY_FAILED, waiting: ev.EndReason.GATEWAY_FAILED}
    assert stage.agent("city:8001")[0] == "WRAP_UP"
    assert stage.machine.live_calls() == {}
    assert [f.name for f in stage.told(ev.RecordingFinished)] == [f"{talking}.r1"]
    assert len(stage.told(ev.LegStarted)) == len(stage.told(ev.LegEnded)) == 3
    # when new calls come
    assert stage.state(stage.call("13900000011")) == "QUEUED"


def test_a_gateway_away_for_half_a_minute_has_lost_its_calls_too(stage: Stage) -> None:
    call = stage.talking()
    lose(stage)
    stage.wait(30.0)
    assert [e.reason for e in stage.told(ev.CallEnded)] == [ev.EndReason.GATEWAY_FAILED]
    # when it comes back with the leg still up, that is no new caller
    back(stage)
    assert stage.state(call) is None
    assert stage.exchange.legs == {}
    assert len(stage.told(ev.CallArrived)) == 1


def test_held_and_consulting_callers_hear_music_again(stage: Stage) -> None:
    call = stage.talking()
    stage.sit("east:8101")
    stage.command(cmd.Consult, agent="city:8001", call_id=call, target="east:8101")
    stage.wait(5.0)
    lose(stage)
    back(stage)
    assert stage.state(call) == "CONSULT_TALKING"
    assert stage.heard(stage.far(call)) == {"music"}
    assert stage.heard(f"{call}.c1") == {f"{call}.a1"}


def test_a_journal_lost_altogether_leaves_conversations_undisturbed(stage: Stage) -> None:
    # given a conversation and a waiting call, and a switchboard that knows nothing
    talking = stage.talking()
    waiting = stage.call("13900000010")
    plan = stage.inputs[0][0]
    stage.machine = Switchboard(last_seq=500)
    stage.timers.clear()
    stage.put(plan)
    # when
    back(stage)
    # then
    assert stage.heard(stage.far(talking)) == {f"{talking}.a1"}
    assert (stage.state(talking), stage.state(waiting)) == ("OUTSIDE_TALKING", "QUEUED")
    # when the agent's telephone says bye
    stage.drop(f"{talking}.a1")
    assert [e.call_id for e in stage.told(ev.CallEnded)] == [talking]
    assert stage.events[-1].seq > 500


def test_legs_that_a_gateway_never_reports_gone_are_closed_anyway(stage: Stage) -> None:
    call = stage.talking()
    stage.away.add("gw1")
    stage.put(gw.LegGone(gateway="gw1", at=stage.now, leg=stage.far(call), cause=16))
    assert [leg.leg for leg in stage.told(ev.LegEnded)] == [stage.far(call)]
    stage.wait(10.0)
    assert [leg.leg for leg in stage.told(ev.LegEnded)] == [stage.far(call), f"{call}.a1"]
    # a late report is without meaning
    stage.put(gw.LegGone(gateway="gw1", at=stage.now, leg=f"{call}.a1", cause=16))
    assert len(stage.told(ev.LegEnded)) == 2


def test_restored_in_the_middle_everything_goes_on(stage: Stage) -> None:
    # given
    call = stage.talking()
    waiting = stage.call("13900000010")
    # when
    snapshot = stage.machine.snapshot()
    stage.machine = Switchboard.restore(snapshot)
    # then
    assert stage.machine.snapshot() == snapshot
    assert stage.machine.timers() == stage.timers
    stage.leave(call)
    stage.wait(35.0)
    assert stage.state(waiting) == "TALKING"


def test_an_unreadable_snapshot_is_refused() -> None:
    for bad in (b"", b"{}", b'{"version": 0}', b"[1]"):
        with pytest.raises(ValueError, match="snapshot"):
            Switchboard.restore(bad)


def test_a_fault_of_ours_is_told_and_the_next_input_is_taken(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    # given a defect in one place
    from telephony.core import arrival

    def broken(*_: object) -> None:
        raise ZeroDivisionError("a defect")

    call = stage.talking()
    with monkeypatch.context() as patched:
        patched.setattr(arrival, "on_arrived", broken)
        arrived = stage.exchange.arrive("13900000010", "12345", stage.now)
        # when
        effects = stage.machine.handle(arrived, stage.now)
    # then
    assert effects.faults[0].startswith("LegArrived: ZeroDivisionError('a defect') at test_faults.py:")
    stage.leave(call)
    assert [e.call_id for e in stage.told(ev.CallEnded)] == [call]


def test_a_recording_whose_end_is_never_reported_is_told_finished_anyway(stage: Stage) -> None:
    call = stage.talking()
    stage.exchange.recordings.clear()  # the gateway forgets it
    stage.wait(10.0)
    stage.leave(call)
    assert stage.told(ev.RecordingFinished) == []
    stage.wait(30.0)
    assert [f.name for f in stage.told(ev.RecordingFinished)] == [f"{call}.r1"]
    # a late report changes nothing
    stage.put(gw.RecordingEnded(gateway="gw1", at=stage.now, name=f"{call}.r1", seconds=10.0))
    assert len(stage.told(ev.RecordingFinished)) == 1


def test_a_conversation_whose_recording_broke_off_is_recorded_anew(stage: Stage) -> None:
    call = stage.talking()
    lose(stage)
    stage.exchange.recordings.clear()
    back(stage)
    assert stage.state(call) == "TALKING"
    assert list(stage.exchange.recordings) == [f"{call}.r2"]
    assert [f.name for f in stage.told(ev.RecordingFinished)] == [f"{call}.r1"]


def test_a_gateway_whose_process_has_ended_gives_its_calls_up_at_once_and_hurts_no_other() -> None:
    stage = Stage(gateways=2)
    for number, exchange in (("1", stage.exchanges[0]), ("2", stage.exchanges[1])):
        stage.exchange = exchange
        stage.sit(f"city:800{number}")
    ids = []
    for exchange in stage.exchanges:
        stage.exchange = exchange
        ids.append(stage.call())
    stage.wait(8.0)
    assert [stage.state(each) for each in ids] == ["TALKING", "TALKING"]
    # when
    stage.away.add("gw1")
    stage.put(gw.GatewayLost(gateway="gw1", at=stage.now, gone=True))
    # then
    assert [(e.call_id, e.reason) for e in stage.told(ev.CallEnded)] == [(ids[0], ev.EndReason.GATEWAY_FAILED)]
    assert stage.state(ids[1]) == "TALKING"
    assert "gateway:gw1" not in stage.timers
