"""Agents call each other, also over the county line."""

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts.commands import RefusalCode as R

from .stage import Stage


def dial(stage: Stage, manner: Manner | None = None, ready: bool = True) -> str:
    """city:8001 calls east:8101."""
    stage.sit("city:8001", Manner(answers_after=0.5))
    stage.sit("east:8101", manner or Manner(answers_after=2.0), ready=ready)
    reply = stage.command(cmd.Dial, agent="city:8001", number="east:8101", purpose="INTERNAL")
    assert reply.refusal is None and reply.call_id
    return reply.call_id


def test_given_two_agents_when_one_calls_the_other_then_they_talk_and_no_citizen_is_involved(stage: Stage) -> None:
    call = dial(stage)
    stage.wait(0.5)
    assert (stage.agent("city:8001")[0], stage.agent("east:8101")[0]) == ("DIALLING", "RINGING")
    offer = stage.told(ev.CallOffered, agent="east:8101")[0]
    assert (offer.tenant, offer.home, offer.medium, offer.caller, offer.consult_from) == (
        "east", "city", "INTERNAL", "", "city:8001",
    )  # fmt: skip
    stage.wait(2.0)
    near, other = f"{call}.a1", f"{call}.o1"
    assert (stage.state(call), stage.heard(near), stage.heard(other)) == ("TALKING", {other}, {near})
    assert [stage.agent(key)[0] for key in ("city:8001", "east:8101")] == ["TALKING", "TALKING"]
    stage.wait(10.0)
    stage.command(cmd.HangUp, agent="city:8001", call_id=call)
    assert stage.agent("east:8101") == ("READY", None)
    assert [(end.tenant, end.reason.value) for end in stage.told(ev.CallEnded)] == [
        ("city", "AGENT_HUNG_UP"), ("east", "AGENT_HUNG_UP"),
    ]  # fmt: skip
    left = {each.agent: each.talked_seconds for each in stage.told(ev.AgentLeft)}
    assert left == {"city:8001": 10.0, "east:8101": 10.0}
    assert stage.exchange.legs == {} and stage.exchange.bridges == {}


def test_given_a_colleague_in_a_break_when_called_then_the_break_goes_on_afterwards(stage: Stage) -> None:
    call = dial(stage, ready=False)
    stage.wait(5.0)
    assert stage.command(cmd.HangUp, agent="east:8101", call_id=call).refusal is None
    assert stage.agent("east:8101")[0] == "NOT_READY"
    assert stage.state(call) is None


@pytest.mark.parametrize("how", ["declines", "does not answer", "console gone"])
def test_given_a_colleague_who_does_not_take_the_call_then_it_is_over(stage: Stage, how: str) -> None:
    call = dial(stage, Manner())
    stage.wait(1.0)
    if how == "declines":
        assert stage.command(cmd.Reject, agent="east:8101", call_id=call).refusal is None
    elif how == "console gone":
        stage.command(cmd.SeatConnection, agent="east:8101", connected=False)
    else:
        stage.wait(20.0)
    assert stage.state(call) is None
    assert [end.reason.value for end in stage.told(ev.CallEnded, tenant="city")] == ["NOT_REACHED"]
    gone = ("NOT_READY", "CONNECTION_LOST")
    assert stage.agent("east:8101") == (gone if how == "console gone" else ("READY", None))
    assert stage.exchange.legs == {}


@pytest.mark.parametrize("lost", ["city:8001", "east:8101"])
def test_given_an_internal_call_when_a_console_is_gone_then_it_is_over_and_nobody_waits(
    stage: Stage, lost: str
) -> None:
    call = dial(stage)
    stage.wait(5.0)
    stage.command(cmd.SeatConnection, agent=lost, connected=False)
    assert stage.state(call) is None
    assert stage.agent(lost) == ("NOT_READY", "CONNECTION_LOST")
    assert stage.told(ev.CallQueued) == []


def test_given_agents_who_cannot_be_called_then_refused_and_nothing_rings(stage: Stage) -> None:
    stage.sit("city:8001", Manner(answers_after=0.5))
    refusals = []
    for target in ("city:8001", "city:8002"):
        refusals.append(stage.command(cmd.Dial, agent="city:8001", number=target, purpose="INTERNAL").refusal)
    assert refusals == [R.TARGET_UNAVAILABLE, R.TARGET_UNAVAILABLE]
    assert stage.exchange.legs == {}


def test_given_an_internal_call_when_it_should_be_sent_on_then_refused(stage: Stage) -> None:
    call = dial(stage)
    stage.wait(5.0)
    for kind in (cmd.Transfer, cmd.Consult, cmd.Invite):
        reply = stage.command(kind, agent="city:8001", call_id=call, target="01065120000")
        assert reply.refusal is R.WRONG_STATE
    assert stage.state(call) == "TALKING"


def test_given_a_caller_who_was_dismissed_when_their_console_is_lost_in_the_call_then_both_are_let_go(
    stage: Stage,
) -> None:
    dial(stage)
    stage.wait(0.5)
    stage.command(cmd.ForceSignOut, by="boss", target="city:8001")
    stage.command(cmd.SeatConnection, agent="city:8001", connected=False)
    stage.wait(20.0)
    assert "city:8001" not in stage.machine.live_agents()
    assert stage.agent("east:8101") == ("READY", None)
    assert stage.machine.live_calls() == {}
