"""Click to dial."""

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts.commands import RefusalCode as R

from .stage import CITIZEN, Stage


def dial(stage: Stage, manner: Manner | None = None, ready: bool = True, **sit: Manner) -> str:
    """city:8001 calls the citizen."""
    stage.sit("city:8001", sit.get("seat", Manner(answers_after=0.5)), ready=ready)
    stage.exchange.numbers[CITIZEN] = manner or Manner(answers_after=3.0)
    reply = stage.command(cmd.Dial, agent="city:8001", number=CITIZEN, purpose="CALLBACK", reference="2611230100001")
    assert reply.refusal is None and reply.call_id is not None
    return reply.call_id


def test_seat_first_then_the_number_then_they_talk_and_are_recorded(stage: Stage) -> None:
    # when
    call = dial(stage)
    # then the agent's own telephone answers by itself
    assert call == "city-8001-1000"
    assert stage.state(call) == "DIALLING_SEAT"
    assert [o.auto_answer for o in stage.ordered(gw.DialSeat)] == [True]
    assert stage.agent("city:8001") == ("DIALLING", None)
    assert [(d.number, d.purpose, d.reference) for d in stage.told(ev.CallDialled)] == [
        ("+8613900000009", "CALLBACK", "2611230100001")
    ]
    # when it has
    stage.wait(0.5)
    assert stage.state(call) == "DIALLING_NUMBER"
    assert stage.ordered(gw.RingLeg) == [gw.RingLeg(gateway="gw1", leg=f"{call}.a1")]
    # when the citizen answers
    stage.wait(3.0)
    assert stage.state(call) == "TALKING"
    assert stage.heard(f"{call}.a1") == {f"{call}.o1"}
    assert stage.heard(f"{call}.o1") == {f"{call}.a1"}
    assert list(stage.exchange.recordings) == [f"{call}.r1"]
    assert stage.agent("city:8001") == ("TALKING", None)
    # and hold works as in any call
    stage.command(cmd.Hold, agent="city:8001", call_id=call)
    assert "music" in stage.heard(f"{call}.o1")
    stage.command(cmd.Resume, agent="city:8001", call_id=call)
    # when over
    stage.drop(f"{call}.o1")
    assert [e.reason for e in stage.told(ev.CallEnded)] == [ev.EndReason.CALLER_HUNG_UP]
    assert stage.agent("city:8001") == ("WRAP_UP", None)
    assert stage.exchange.legs == {}


def test_who_was_not_ready_is_not_ready_afterwards(stage: Stage) -> None:
    call = dial(stage, ready=False)
    stage.wait(5.0)
    stage.command(cmd.HangUp, agent="city:8001", call_id=call)
    assert stage.agent("city:8001")[0] == "WRAP_UP"
    stage.wait(30.0)
    assert stage.agent("city:8001") == ("NOT_READY", "SIGNED_IN")


@pytest.mark.parametrize("manner", [Manner(declines_after=1.0), Manner()])
def test_the_number_is_not_reached(stage: Stage, manner: Manner) -> None:
    call = dial(stage, manner)
    stage.wait(62.0)
    assert [(e.call_id, e.reason) for e in stage.told(ev.CallEnded)] == [(call, ev.EndReason.NOT_REACHED)]
    assert stage.exchange.legs == {}


@pytest.mark.parametrize("seat", [Manner(), Manner(declines_after=1.0)])
def test_the_seat_does_not_answer(stage: Stage, seat: Manner) -> None:
    dial(stage, seat=seat)
    stage.wait(21.0)
    assert [e.reason for e in stage.told(ev.CallEnded)] == [ev.EndReason.NOT_REACHED]
    assert stage.ordered(gw.DialNumber) == []
    assert stage.exchange.legs == {}


@pytest.mark.parametrize("wait", [0.1, 1.0])
def test_the_agent_gives_up(stage: Stage, wait: float) -> None:
    call = dial(stage)
    stage.wait(wait)
    assert stage.command(cmd.HangUp, agent="city:8001", call_id=call).refusal is None
    assert [e.reason for e in stage.told(ev.CallEnded)] == [ev.EndReason.NOT_REACHED]
    assert stage.exchange.legs == {}


@pytest.mark.parametrize("wait", [0.1, 1.0])
def test_the_agents_console_is_gone_before_the_answer(stage: Stage, wait: float) -> None:
    dial(stage)
    stage.wait(wait)
    stage.command(cmd.SeatConnection, agent="city:8001", connected=False)
    assert stage.agent("city:8001") == ("NOT_READY", "CONNECTION_LOST")
    assert [e.reason for e in stage.told(ev.CallEnded)] == [ev.EndReason.NOT_REACHED]
    assert stage.exchange.legs == {}


def test_a_citizen_whose_agent_is_lost_is_put_first_in_the_agents_queue(stage: Stage) -> None:
    call = dial(stage)
    stage.wait(5.0)
    stage.drop(f"{call}.a1", media_lost=True)
    assert stage.state(call) == "QUEUED"
    stage.sit("city:8002")
    stage.wait(5.0)
    assert stage.heard(f"{call}.o1") == {f"{call}.a2"}


@pytest.mark.parametrize(
    ("number", "refusal"), [("abc", R.INVALID_NUMBER), ("", R.INVALID_NUMBER), ("110", R.INVALID_NUMBER)]
)
def test_what_is_no_number_is_refused(stage: Stage, number: str, refusal: R) -> None:
    stage.sit("city:8001")
    reply = stage.command(cmd.Dial, agent="city:8001", number=number, purpose="OUTBOUND")
    assert (reply.refusal, reply.call_id) == (refusal, None)
    assert stage.agent("city:8001") == ("READY", None)


def test_dial_refused_in_a_call_and_without_a_telephone(stage: Stage) -> None:
    stage.talking()
    reply = stage.command(cmd.Dial, agent="city:8001", number=CITIZEN, purpose="OUTBOUND")
    assert reply.refusal is R.WRONG_STATE
    stage.command(cmd.SignIn, agent="city:8002", seat="city-02", secret="s")
    reply = stage.command(cmd.Dial, agent="city:8002", number=CITIZEN, purpose="OUTBOUND")
    assert reply.refusal is R.SEAT_UNREACHABLE
    stage.put(gw.GatewayLost(gateway="gw1", at=stage.now))
    reply = stage.command(cmd.Dial, agent="city:8002", number=CITIZEN, purpose="OUTBOUND")
    assert reply.refusal is R.GATEWAY_DOWN
    assert len(stage.machine.live_calls()) == 1
