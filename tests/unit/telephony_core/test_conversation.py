"""A call from arrival to wrap-up."""

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw

from .stage import Stage


def test_a_call_is_offered_announced_talked_and_wrapped_up(stage: Stage) -> None:
    # given
    stage.sit("city:8001")
    # when
    call = stage.call()
    far, near = stage.far(call), f"{call}.a1"
    # then: the caller hears ringing, nothing is answered yet
    assert stage.state(call) == "OFFERED"
    assert stage.ordered(gw.RingLeg) == [gw.RingLeg(gateway="gw1", leg=far)]
    assert stage.ordered(gw.AnswerLeg) == []
    offered = stage.told(ev.CallOffered)
    assert [(o.agent, o.seat, o.queue, o.caller, o.home) for o in offered] == [
        ("city:8001", "city-01", "city.general", "+8613900000009", "city")
    ]
    # when answered after 2 s
    stage.wait(2.0)
    # then: the agent's number is said to the caller
    assert stage.state(call) == "ANNOUNCING"
    assert stage.heard(far) == {"agent-number", "digits:8001", "at-your-service"}
    assert stage.heard(near) == set()
    # when said
    stage.wait(3.0)
    # then they talk and are recorded
    assert stage.state(call) == "TALKING"
    assert stage.heard(far) == {near}
    assert stage.heard(near) == {far}
    assert list(stage.exchange.recordings) == [f"{call}.r1"]
    assert [(a.agent, a.waited_seconds) for a in stage.told(ev.CallAnswered)] == [("city:8001", 2.0)]
    # when the citizen hangs up after 60 s of talk
    stage.wait(60.0)
    stage.leave(call)
    # then
    assert [(e.tenant, e.reason, e.waited_seconds, e.talked_seconds) for e in stage.told(ev.CallEnded)] == [
        ("city", ev.EndReason.CALLER_HUNG_UP, 2.0, 60.0)
    ]
    assert stage.agent("city:8001") == ("WRAP_UP", None)
    finished = stage.told(ev.RecordingFinished)
    assert [(f.name, f.agent, f.seat, f.seconds) for f in finished] == [(f"{call}.r1", "city:8001", "city-01", 60.0)]
    assert stage.exchange.legs == {} and stage.exchange.bridges == {}
    # when wrap-up is over
    stage.wait(30.0)
    assert stage.agent("city:8001") == ("READY", None)
    assert stage.machine.live_calls() == {}


def test_agent_hangs_up(stage: Stage) -> None:
    call = stage.talking()
    assert stage.command(cmd.HangUp, agent="city:8001", call_id=call).refusal is None
    assert [e.reason for e in stage.told(ev.CallEnded)] == [ev.EndReason.AGENT_HUNG_UP]
    assert stage.exchange.legs == {}


def test_agents_telephone_says_bye(stage: Stage) -> None:
    call = stage.talking()
    stage.drop(f"{call}.a1")
    assert [e.reason for e in stage.told(ev.CallEnded)] == [ev.EndReason.AGENT_HUNG_UP]
    assert stage.agent("city:8001") == ("WRAP_UP", None)
    assert stage.exchange.legs == {}


def test_slow_announcement_is_cut_after_four_seconds() -> None:
    stage = Stage(prompt_seconds=5.0)
    stage.sit("city:8001")
    call = stage.call()
    stage.wait(2.0)
    stage.wait(3.9)
    assert stage.state(call) == "ANNOUNCING"
    stage.wait(0.2)
    assert stage.state(call) == "TALKING"
    assert stage.heard(stage.far(call)) == {f"{call}.a1"}


def test_agent_hanging_up_during_the_announcement_returns_the_caller(stage: Stage) -> None:
    stage.sit("city:8001")
    call = stage.call()
    stage.wait(2.5)
    stage.drop(f"{call}.a1")
    assert stage.state(call) == "QUEUED"
    assert stage.told(ev.CallEnded) == []
    assert stage.agent("city:8001")[0] == "WRAP_UP"


def test_caller_leaves_during_the_announcement(stage: Stage) -> None:
    stage.sit("city:8001")
    call = stage.call()
    stage.wait(2.5)
    stage.leave(call)
    assert [e.reason for e in stage.told(ev.CallEnded)] == [ev.EndReason.CALLER_HUNG_UP]
    assert stage.exchange.legs == {}


def test_hold_is_music_and_silence_and_nothing_moves(stage: Stage) -> None:
    # given
    call = stage.talking()
    far, near = stage.far(call), f"{call}.a1"
    joined = len(stage.ordered(gw.JoinBridge))
    # when
    assert stage.command(cmd.Hold, agent="city:8001", call_id=call).refusal is None
    # then
    assert stage.state(call) == "HELD"
    assert "music" in stage.heard(far)
    assert stage.heard(near) == set()
    # when
    assert stage.command(cmd.Resume, agent="city:8001", call_id=call).refusal is None
    # then
    assert stage.state(call) == "TALKING"
    assert (stage.heard(far), stage.heard(near)) == ({near}, {far})
    assert len(stage.ordered(gw.JoinBridge)) == joined
    assert [c.change for c in stage.told(ev.CallChanged)] == ["HELD", "RESUMED"]


def test_hanging_up_while_held_ends_the_call(stage: Stage) -> None:
    call = stage.talking()
    stage.command(cmd.Hold, agent="city:8001", call_id=call)
    stage.leave(call)
    assert [e.reason for e in stage.told(ev.CallEnded)] == [ev.EndReason.CALLER_HUNG_UP]


def test_mute_is_told_once_and_undone(stage: Stage) -> None:
    call = stage.talking()
    for muted in (True, True, False):
        assert stage.command(cmd.Mute, agent="city:8001", call_id=call, muted=muted).refusal is None
    assert [c.change for c in stage.told(ev.CallChanged)] == ["MUTED", "UNMUTED"]
    orders = [(o.leg, o.muted) for o in stage.ordered(gw.MuteLeg)]
    assert orders == [(f"{call}.a1", True), (f"{call}.a1", False)]


def test_digits_go_to_the_citizen(stage: Stage) -> None:
    call = stage.talking()
    assert stage.command(cmd.SendDigits, agent="city:8001", call_id=call, digits="1#").refusal is None
    assert stage.exchange.legs[stage.far(call)].digits == "1#"
    reply = stage.command(cmd.SendDigits, agent="city:8001", call_id=call, digits="1x")
    assert reply.refusal is cmd.RefusalCode.INVALID_NUMBER
    assert stage.exchange.legs[stage.far(call)].digits == "1#"


def test_auto_answer_is_told_to_the_seat(stage: Stage) -> None:
    stage.sit("east:8102")
    stage.call(caller="13800010001")
    assert [o.auto_answer for o in stage.ordered(gw.DialSeat)] == [True]
    assert [o.auto_answer for o in stage.told(ev.CallOffered)] == [True]


def test_no_answer_returns_the_call_to_the_head_and_makes_the_agent_not_ready(stage: Stage) -> None:
    # given an agent who never answers and a second caller behind the first
    stage.sit("city:8001", Manner())
    first = stage.call()
    second = stage.call("13900000010")
    # when the ring time is over
    stage.wait(15.0)
    # then
    assert stage.agent("city:8001") == ("NOT_READY", "NO_ANSWER")
    assert [o.outcome for o in stage.told(ev.OfferEnded)] == [ev.OfferOutcome.NO_ANSWER]
    back = stage.told(ev.CallQueued, call_id=first)[-1]
    assert (back.position, back.returned) == (1, True)
    assert stage.state(second) == "QUEUED"
    assert f"{first}.a1" not in stage.exchange.legs
    # when another agent comes, the first caller is served first
    stage.sit("city:8002")
    assert (stage.state(first), stage.state(second)) == ("OFFERED", "QUEUED")


def test_reject_by_command_and_at_the_telephone(stage: Stage) -> None:
    # given
    stage.sit("city:8001", Manner())
    stage.sit("city:8002", Manner(declines_after=1.0, cause=21))
    call = stage.call()
    # when
    assert stage.command(cmd.Reject, agent="city:8001", call_id=call).refusal is None
    # then the next one rings at once
    assert stage.agent("city:8001") == ("NOT_READY", "REJECTED")
    assert stage.agent("city:8002") == ("RINGING", None)
    # when that telephone declines
    stage.wait(1.0)
    assert stage.agent("city:8002") == ("NOT_READY", "REJECTED")
    assert stage.state(call) == "QUEUED"
    outcomes = [o.outcome for o in stage.told(ev.OfferEnded)]
    assert outcomes == [ev.OfferOutcome.REJECTED, ev.OfferOutcome.REJECTED]


def test_caller_leaving_while_it_rings_costs_the_agent_nothing(stage: Stage) -> None:
    stage.sit("city:8001", Manner())
    stage.sit("city:8002", Manner())
    call = stage.call()
    stage.wait(3.0)
    stage.leave(call)
    assert stage.agent("city:8001") == ("READY", None)
    assert [e.reason for e in stage.told(ev.CallEnded)] == [ev.EndReason.ABANDONED]
    # still idle longest
    stage.call()
    assert stage.agent("city:8001")[0] == "RINGING"


def test_lost_audio_brings_the_caller_to_the_head_of_the_queue(stage: Stage) -> None:
    # given
    call = stage.talking()
    waiting = stage.call("13900000010")
    # when
    stage.drop(f"{call}.a1", media_lost=True, cause=44)
    # then
    assert stage.state(call) == "QUEUED"
    assert stage.heard(stage.far(call)) == {"agent-lost"}
    assert stage.agent("city:8001") == ("NOT_READY", "CONNECTION_LOST")
    assert [(left.agent, left.lost) for left in stage.told(ev.AgentLeft)] == [("city:8001", True)]
    # when somebody is free again
    stage.sit("city:8002")
    assert (stage.state(call), stage.state(waiting)) == ("OFFERED", "QUEUED")
    stage.wait(5.0)
    assert stage.heard(stage.far(call)) == {f"{call}.a2"}
    assert sorted(stage.exchange.recordings) == [f"{call}.r2"]


def test_console_gone_during_talk_does_the_same_and_hangs_the_agent_up(stage: Stage) -> None:
    call = stage.talking()
    assert stage.command(cmd.SeatConnection, agent="city:8001", connected=False).refusal is None
    assert stage.state(call) == "QUEUED"
    assert stage.agent("city:8001") == ("NOT_READY", "CONNECTION_LOST")
    assert f"{call}.a1" not in stage.exchange.legs


def test_console_gone_while_ringing(stage: Stage) -> None:
    stage.sit("city:8001", Manner())
    call = stage.call()
    stage.command(cmd.SeatConnection, agent="city:8001", connected=False)
    assert stage.state(call) == "QUEUED"
    assert stage.agent("city:8001") == ("NOT_READY", "CONNECTION_LOST")
    assert [o.outcome for o in stage.told(ev.OfferEnded)] == [ev.OfferOutcome.FAILED]


def test_ledger_opens_and_closes_every_leg_once(stage: Stage) -> None:
    call = stage.talking()
    stage.leave(call)
    started = [(leg.leg, leg.kind, leg.party, leg.tenant) for leg in stage.told(ev.LegStarted)]
    assert started == [
        (stage.far(call), ev.LegKind.CALLER, "+8613900000009", "city"),
        (f"{call}.a1", ev.LegKind.AGENT, "city-01", "city"),
    ]
    assert [leg.leg for leg in stage.told(ev.LegEnded)] == [stage.far(call), f"{call}.a1"]
