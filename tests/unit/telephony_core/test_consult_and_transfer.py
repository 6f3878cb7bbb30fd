"""Consultation, attended and blind transfer, to agents, queues and numbers."""

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts.commands import RefusalCode as R

from .stage import Stage

NUMBER = "01065120000"
DIALLED = "65120000"


def consulting(stage: Stage, target: str = "east:8101", manner: Manner | None = None) -> str:
    """A call whose agent city:8001 has asked ``target``."""
    call = stage.talking()
    if ":" in target:
        stage.sit(target, manner or Manner(answers_after=2.0))
    else:
        stage.exchange.numbers[DIALLED] = manner or Manner(answers_after=2.0)
    reply = stage.command(cmd.Consult, agent="city:8001", call_id=call, target=target)
    assert (reply.refusal, reply.call_id) == (None, call)
    return call


def test_consulting_an_agent_over_the_county_line_and_completing(stage: Stage) -> None:
    # given
    call = consulting(stage)
    far, near, third = stage.far(call), f"{call}.a1", f"{call}.c1"
    # then the caller hears music and is not heard; the county sees whose call it is
    assert stage.state(call) == "CONSULT_RINGING"
    assert "music" in stage.heard(far) and stage.heard(near) == set()
    offer = stage.told(ev.CallOffered, agent="east:8101")[0]
    assert (offer.tenant, offer.home, offer.caller, offer.consult_from) == (
        "east", "city", "+8613900000009", "city:8001",
    )  # fmt: skip
    assert stage.agent("east:8101") == ("RINGING", None)
    # when answered
    stage.wait(2.0)
    assert stage.state(call) == "CONSULT_TALKING"
    assert (stage.heard(near), stage.heard(third)) == ({third}, {near})
    assert stage.heard(far) == {"music"}
    assert stage.agent("east:8101") == ("TALKING", None)
    # when completed
    stage.wait(10.0)
    assert stage.command(cmd.CompleteTransfer, agent="city:8001", call_id=call).refusal is None
    # then caller and the county's agent talk; both conversations are recordings of their own
    assert stage.state(call) == "TALKING"
    assert (stage.heard(far), stage.heard(third)) == ({third}, {far})
    assert near not in stage.exchange.legs
    assert stage.agent("city:8001") == ("WRAP_UP", None)
    changes = [c.change for c in stage.told(ev.CallChanged, agent="city:8001")]
    assert changes == ["CONSULTING", "CONSULT_TALKING", "TRANSFERRED"]
    begun = [(r.tenant, r.agent, r.name) for r in stage.told(ev.RecordingStarted)]
    assert begun == [("city", "city:8001", f"{call}.r1"), ("east", "east:8101", f"{call}.r2")]
    # when over
    stage.wait(20.0)
    stage.leave(call)
    ended = [(e.tenant, e.reason) for e in stage.told(ev.CallEnded)]
    assert ended == [("city", ev.EndReason.CALLER_HUNG_UP), ("east", ev.EndReason.CALLER_HUNG_UP)]
    assert [r.name for r in stage.told(ev.RecordingFinished)] == [f"{call}.r1", f"{call}.r2"]
    assert stage.agent("east:8101")[0] == "WRAP_UP"
    assert stage.exchange.legs == {} and stage.exchange.bridges == {}


@pytest.mark.parametrize("wait", [0.5, 5.0])
def test_cancelling_returns_to_the_caller(stage: Stage, wait: float) -> None:
    call = consulting(stage)
    stage.wait(wait)
    assert stage.command(cmd.CancelConsult, agent="city:8001", call_id=call).refusal is None
    far, near = stage.far(call), f"{call}.a1"
    assert stage.state(call) == "TALKING"
    assert (stage.heard(far), stage.heard(near)) == ({near}, {far})
    assert f"{call}.c1" not in stage.exchange.legs
    assert stage.agent("east:8101") == ("READY", None)
    assert [c.change for c in stage.told(ev.CallChanged)][-2:] == ["CONSULT_ENDED", "RESUMED"]
    assert list(stage.exchange.recordings) == [f"{call}.r1"]


@pytest.mark.parametrize(
    ("manner", "wait", "presence", "outcome"),
    [
        (Manner(), 15.0, ("NOT_READY", "NO_ANSWER"), ev.OfferOutcome.NO_ANSWER),
        (Manner(declines_after=1.0), 2.0, ("NOT_READY", "REJECTED"), ev.OfferOutcome.REJECTED),
        (
            Manner(declines_after=1.0, cause=20),
            2.0,
            ("NOT_READY", "SEAT_UNREACHABLE"),
            ev.OfferOutcome.FAILED,
        ),
    ],
)
def test_the_consulted_agent_does_not_answer(
    stage: Stage, manner: Manner, wait: float, presence: tuple[str, str], outcome: ev.OfferOutcome
) -> None:
    call = consulting(stage, manner=manner)
    stage.wait(wait)
    assert stage.state(call) == "HELD"
    assert stage.agent("east:8101") == presence
    assert [o.outcome for o in stage.told(ev.OfferEnded, agent="east:8101")] == [outcome]
    assert "music" in stage.heard(stage.far(call))
    # and the agent takes the caller back
    stage.command(cmd.Resume, agent="city:8001", call_id=call)
    assert stage.heard(stage.far(call)) == {f"{call}.a1"}


def test_the_consulted_agent_rejects_by_command(stage: Stage) -> None:
    call = consulting(stage, manner=Manner())
    assert stage.command(cmd.Reject, agent="east:8101", call_id=call).refusal is None
    assert stage.state(call) == "HELD"
    assert stage.agent("east:8101") == ("NOT_READY", "REJECTED")


@pytest.mark.parametrize("how", ["command", "bye"])
def test_the_consulted_agent_leaves_after_talking(stage: Stage, how: str) -> None:
    call = consulting(stage)
    stage.wait(5.0)
    if how == "command":
        assert stage.command(cmd.HangUp, agent="east:8101", call_id=call).refusal is None
    else:
        stage.drop(f"{call}.c1")
    assert stage.state(call) == "HELD"
    assert stage.agent("east:8101") == ("READY", None)
    assert [left.agent for left in stage.told(ev.AgentLeft)] == ["east:8101"]


@pytest.mark.parametrize("wait", [0.5, 5.0])
def test_the_consulted_agents_console_is_gone(stage: Stage, wait: float) -> None:
    call = consulting(stage)
    stage.wait(wait)
    stage.command(cmd.SeatConnection, agent="east:8101", connected=False)
    assert stage.state(call) == "HELD"
    assert stage.agent("east:8101") == ("NOT_READY", "CONNECTION_LOST")


@pytest.mark.parametrize("how", ["command", "bye"])
def test_the_agent_hanging_up_in_a_consultation_completes_it(stage: Stage, how: str) -> None:
    call = consulting(stage)
    stage.wait(5.0)
    if how == "command":
        assert stage.command(cmd.HangUp, agent="city:8001", call_id=call).refusal is None
    else:
        stage.drop(f"{call}.a1")
    assert stage.state(call) == "TALKING"
    assert stage.heard(stage.far(call)) == {f"{call}.c1"}
    assert stage.agent("city:8001")[0] == "WRAP_UP"


def test_the_agent_hanging_up_while_it_rings_makes_it_a_blind_transfer(stage: Stage) -> None:
    call = consulting(stage)
    stage.command(cmd.HangUp, agent="city:8001", call_id=call)
    assert stage.state(call) == "OFFERED"
    assert stage.heard(stage.far(call)) == {"music"}
    stage.wait(6.0)
    assert stage.state(call) == "TALKING"
    assert stage.heard(stage.far(call)) == {f"{call}.c1"}


def test_the_agent_lost_in_a_consultation(stage: Stage) -> None:
    call = consulting(stage)
    stage.wait(5.0)
    stage.drop(f"{call}.a1", media_lost=True)
    assert stage.agent("city:8001") == ("NOT_READY", "CONNECTION_LOST")
    # the consulted agent is free again, but serves another queue: the caller is first in the city's
    assert stage.agent("east:8101") == ("READY", None)
    assert stage.state(call) == "QUEUED"
    assert stage.heard(stage.far(call)) == {"agent-lost"}


@pytest.mark.parametrize("wait", [0.5, 5.0])
def test_the_caller_leaves_during_a_consultation(stage: Stage, wait: float) -> None:
    call = consulting(stage)
    stage.wait(wait)
    stage.leave(call)
    assert stage.exchange.legs == {} and stage.exchange.bridges == {}
    assert stage.agent("city:8001")[0] == "WRAP_UP"
    assert stage.agent("east:8101") == ("READY", None)
    assert [e.tenant for e in stage.told(ev.CallEnded)] == ["city", "east"]


def test_consulting_a_number_and_completing(stage: Stage) -> None:
    call = consulting(stage, NUMBER)
    dialled = stage.ordered(gw.DialNumber)
    assert [(d.leg, d.number, d.caller_id) for d in dialled] == [(f"{call}.c1", DIALLED, "12345")]
    stage.wait(2.0)
    assert stage.command(cmd.SendDigits, agent="city:8001", call_id=call, digits="12").refusal is None
    assert stage.exchange.legs[f"{call}.c1"].digits == "12"
    stage.command(cmd.CompleteTransfer, agent="city:8001", call_id=call)
    assert stage.state(call) == "OUTSIDE_TALKING"
    assert stage.heard(stage.far(call)) == {f"{call}.c1"}
    assert stage.heard(f"{call}.c1") == {stage.far(call)}
    stage.drop(f"{call}.c1")
    assert [e.reason for e in stage.told(ev.CallEnded)] == [ev.EndReason.AGENT_HUNG_UP]
    assert stage.exchange.legs == {}


def test_hanging_up_while_a_consulted_number_rings(stage: Stage) -> None:
    call = consulting(stage, NUMBER)
    stage.command(cmd.HangUp, agent="city:8001", call_id=call)
    assert stage.state(call) == "TRANSFERRING"
    stage.wait(2.0)
    assert stage.state(call) == "OUTSIDE_TALKING"
    stage.leave(call)
    assert [e.reason for e in stage.told(ev.CallEnded)] == [ev.EndReason.CALLER_HUNG_UP]


@pytest.mark.parametrize(
    ("target", "refusal"),
    [
        ("city:8001", R.TARGET_UNAVAILABLE),  # oneself
        ("city:8002", R.TARGET_UNAVAILABLE),  # not signed in
        ("east:8101", R.TARGET_UNAVAILABLE),  # not ready
        ("nonsense", R.INVALID_NUMBER),
    ],
)
@pytest.mark.parametrize("kind", [cmd.Consult, cmd.Transfer])
def test_targets_that_cannot_be_had_change_nothing(
    stage: Stage, kind: type[cmd.Consult] | type[cmd.Transfer], target: str, refusal: R
) -> None:
    call = stage.talking()
    stage.sit("east:8101", ready=False)
    orders, events = len(stage.orders), len(stage.events)
    reply = stage.command(kind, agent="city:8001", call_id=call, target=target)
    assert reply.refusal is refusal
    assert (stage.state(call), len(stage.orders), len(stage.events)) == ("TALKING", orders, events)


def test_a_queue_cannot_be_consulted(stage: Stage) -> None:
    call = stage.talking()
    reply = stage.command(cmd.Consult, agent="city:8001", call_id=call, target="east.general")
    assert reply.refusal is R.TARGET_UNAVAILABLE
    assert stage.state(call) == "TALKING"


def test_blind_transfer_to_an_agent(stage: Stage) -> None:
    # given
    call = stage.talking()
    stage.sit("east:8101")
    # when
    assert stage.command(cmd.Transfer, agent="city:8001", call_id=call, target="east:8101").refusal is None
    # then the former agent is out at once
    assert stage.state(call) == "OFFERED"
    assert stage.agent("city:8001")[0] == "WRAP_UP"
    assert stage.heard(stage.far(call)) == {"music"}
    assert stage.told(ev.CallOffered, agent="east:8101")[0].consult_from == "city:8001"
    # when answered, the new number is announced and both talk
    stage.wait(5.0)
    assert stage.state(call) == "TALKING"
    assert stage.heard(stage.far(call)) == {f"{call}.a2"}
    stage.leave(call)
    assert [e.tenant for e in stage.told(ev.CallEnded)] == ["city", "east"]
    finished = [(r.tenant, r.agent) for r in stage.told(ev.RecordingFinished)]
    assert finished == [("city", "city:8001"), ("east", "east:8101")]


def test_blind_transfer_from_hold_to_an_agent_who_does_not_answer(stage: Stage) -> None:
    call = stage.talking()
    stage.command(cmd.Hold, agent="city:8001", call_id=call)
    stage.sit("east:8101", Manner())
    assert stage.command(cmd.Transfer, agent="city:8001", call_id=call, target="east:8101").refusal is None
    stage.wait(15.0)
    assert stage.state(call) == "QUEUED"
    assert stage.agent("east:8101") == ("NOT_READY", "NO_ANSWER")
    assert stage.heard(stage.far(call)) == {"music"}
    assert not stage.exchange.legs[stage.far(call)].muted
    assert stage.told(ev.CallQueued)[-1].returned


def test_blind_transfer_to_a_queue(stage: Stage) -> None:
    call = stage.talking()
    stage.sit("east:8101")
    reply = stage.command(cmd.Transfer, agent="city:8001", call_id=call, target="east.general")
    assert reply.refusal is None
    assert stage.told(ev.CallOffered)[-1].queue == "east.general"
    stage.wait(5.0)
    assert (stage.state(call), stage.agent("east:8101")[0]) == ("TALKING", "TALKING")


def test_blind_transfer_to_a_number(stage: Stage) -> None:
    call = stage.talking()
    stage.exchange.numbers[DIALLED] = Manner(answers_after=3.0)
    assert stage.command(cmd.Transfer, agent="city:8001", call_id=call, target=NUMBER).refusal is None
    assert stage.state(call) == "TRANSFERRING"
    stage.wait(3.0)
    assert stage.state(call) == "OUTSIDE_TALKING"
    assert stage.heard(stage.far(call)) == {f"{call}.o1"}
    leg = stage.told(ev.LegStarted)[-1]
    assert (leg.kind, leg.party, leg.tenant) == (ev.LegKind.OUTSIDE, "+861065120000", "city")


@pytest.mark.parametrize("manner", [Manner(declines_after=2.0), Manner()])
def test_a_number_that_does_not_answer_returns_the_caller(stage: Stage, manner: Manner) -> None:
    call = stage.talking()
    stage.exchange.numbers[DIALLED] = manner
    stage.command(cmd.Transfer, agent="city:8001", call_id=call, target=NUMBER)
    stage.command(cmd.SetNotReady, agent="city:8001", reason="BREAK")
    stage.wait(61.0)
    assert stage.state(call) == "QUEUED"
    assert f"{call}.o1" not in stage.exchange.legs
    assert stage.heard(stage.far(call)) & {"music"}
    stage.leave(call)
    assert [e.reason for e in stage.told(ev.CallEnded)] == [ev.EndReason.ABANDONED]


def test_the_caller_leaves_while_the_number_rings(stage: Stage) -> None:
    call = stage.talking()
    stage.command(cmd.Transfer, agent="city:8001", call_id=call, target=NUMBER)
    stage.leave(call)
    assert stage.exchange.legs == {}
    assert stage.machine.live_calls() == {}
