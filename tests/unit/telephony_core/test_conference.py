"""Third parties in a conversation, and prompts played into it."""

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts.commands import RefusalCode as R

from .stage import Stage

DEPARTMENT, SENT = "+861065120000", "65120000"
NUMBER = "01065120000"


def invited(stage: Stage, target: str = NUMBER, manner: Manner | None = None) -> str:
    """A call into which city:8001 has invited ``target``."""
    call = stage.talking()
    if ":" in target:
        stage.sit(target, manner or Manner(answers_after=2.0))
    else:
        stage.exchange.numbers[SENT] = manner or Manner(answers_after=2.0)
    assert stage.command(cmd.Invite, agent="city:8001", call_id=call, target=target).refusal is None
    return call


def changes(stage: Stage, agent: str = "city:8001") -> list[tuple[str, str | None]]:
    return [(change.change, change.party) for change in stage.told(ev.CallChanged, agent=agent)]


def test_given_a_conversation_when_a_department_is_invited_then_it_goes_on_and_all_three_talk(stage: Stage) -> None:
    call = invited(stage)
    far, near, third = stage.far(call), f"{call}.a1", f"{call}.g1"
    # the conversation is not interrupted while the department's telephone rings
    assert (stage.state(call), stage.heard(far), stage.heard(near)) == ("TALKING", {near}, {far})
    # when it answers
    stage.wait(2.0)
    # then everybody hears everybody, in the recording that has been running all the time
    assert stage.state(call) == "CONFERENCE"
    assert [stage.heard(leg) for leg in (far, near, third)] == [{near, third}, {far, third}, {far, near}]
    assert list(stage.exchange.recordings) == [f"{call}.r1"]
    assert changes(stage) == [("INVITED", DEPARTMENT), ("GUEST_JOINED", DEPARTMENT)]
    # when the department hangs up, two go on
    stage.drop(third)
    assert (stage.state(call), stage.heard(far)) == ("TALKING", {near})
    assert changes(stage)[-1] == ("GUEST_LEFT", DEPARTMENT)
    # when the citizen leaves all is over, and every leg is accounted for
    stage.leave(call)
    started = [(leg.leg, leg.kind.value) for leg in stage.told(ev.LegStarted)]
    assert started == [(far, "CALLER"), (near, "AGENT"), (third, "GUEST")]
    assert sorted(leg.leg for leg in stage.told(ev.LegEnded)) == sorted([far, near, third])
    assert stage.exchange.legs == {} and stage.exchange.bridges == {}


def test_given_a_consultation_when_made_a_conference_then_the_citizen_is_heard_again(stage: Stage) -> None:
    call = stage.talking()
    stage.sit("east:8101", Manner(answers_after=2.0))
    stage.command(cmd.Consult, agent="city:8001", call_id=call, target="east:8101")
    stage.wait(2.0)
    assert stage.command(cmd.Conference, agent="city:8001", call_id=call).refusal is None
    far, near, third = stage.far(call), f"{call}.a1", f"{call}.c1"
    assert stage.state(call) == "CONFERENCE"
    assert [stage.heard(leg) for leg in (far, near, third)] == [{near, third}, {far, third}, {far, near}]
    assert list(stage.exchange.bridges) == [f"{call}.b"]
    assert changes(stage, "east:8101")[-1] == ("CONFERENCE", "city:8001")
    assert stage.agent("east:8101") == ("TALKING", None)


def test_given_a_conference_when_the_agent_hangs_up_then_the_invited_agent_has_the_call(stage: Stage) -> None:
    call = invited(stage, "east:8101")
    stage.wait(5.0)
    assert stage.command(cmd.HangUp, agent="city:8001", call_id=call).refusal is None
    far, third = stage.far(call), f"{call}.g1"
    assert (stage.state(call), stage.heard(far), stage.heard(third)) == ("TALKING", {third}, {far})
    assert stage.agent("city:8001")[0] == "WRAP_UP"
    assert [answered.agent for answered in stage.told(ev.CallAnswered)] == ["city:8001", "east:8101"]
    # and it is recorded for them
    assert list(stage.exchange.recordings) == [f"{call}.r2"]
    assert stage.command(cmd.Hold, agent="east:8101", call_id=call).refusal is None


@pytest.mark.parametrize("how", ["command", "console gone"])
def test_given_a_conference_with_a_department_when_the_agent_is_out_then_the_citizen_talks_on(
    stage: Stage, how: str
) -> None:
    call = invited(stage)
    stage.wait(5.0)
    if how == "command":
        stage.command(cmd.HangUp, agent="city:8001", call_id=call)
    else:
        stage.command(cmd.SeatConnection, agent="city:8001", connected=False)
    assert (stage.state(call), stage.heard(stage.far(call))) == ("OUTSIDE_TALKING", {f"{call}.g1"})
    expected = ("WRAP_UP", None) if how == "command" else ("NOT_READY", "CONNECTION_LOST")
    assert stage.agent("city:8001") == expected


def test_given_a_conference_when_held_then_only_the_citizen_hears_music(stage: Stage) -> None:
    call = invited(stage)
    stage.wait(2.0)
    far, near, third = stage.far(call), f"{call}.a1", f"{call}.g1"
    stage.command(cmd.Hold, agent="city:8001", call_id=call)
    assert stage.state(call) == "HELD"
    assert (stage.heard(near), stage.heard(third)) == ({third}, {near})
    stage.command(cmd.Resume, agent="city:8001", call_id=call)
    assert stage.state(call) == "CONFERENCE"
    assert stage.heard(third) == {far, near}


@pytest.mark.parametrize(
    ("manner", "wait", "presence", "outcome"),
    [
        (Manner(), 15.0, ("NOT_READY", "NO_ANSWER"), ev.OfferOutcome.NO_ANSWER),
        (Manner(declines_after=1.0), 2.0, ("NOT_READY", "REJECTED"), ev.OfferOutcome.REJECTED),
        (Manner(declines_after=1.0, cause=20), 2.0, ("NOT_READY", "SEAT_UNREACHABLE"), ev.OfferOutcome.FAILED),
    ],
)
def test_given_an_invited_agent_who_does_not_come_then_the_two_talk_on(
    stage: Stage, manner: Manner, wait: float, presence: tuple[str, str], outcome: ev.OfferOutcome
) -> None:
    call = invited(stage, "east:8101", manner)
    stage.wait(wait)
    assert stage.state(call) == "TALKING"
    assert stage.agent("east:8101") == presence
    assert [offer.outcome for offer in stage.told(ev.OfferEnded, agent="east:8101")] == [outcome]
    assert changes(stage)[-1] == ("GUEST_LEFT", "east:8101")


def test_given_a_ringing_guest_when_dropped_or_declining_by_button_then_nobody_rings(stage: Stage) -> None:
    call = invited(stage, "east:8101", Manner())
    assert stage.command(cmd.DropGuest, agent="city:8001", call_id=call, party="east:8101").refusal is None
    assert stage.agent("east:8101") == ("READY", None)
    stage.command(cmd.Invite, agent="city:8001", call_id=call, target="east:8101")
    assert stage.command(cmd.Reject, agent="east:8101", call_id=call).refusal is None
    assert stage.agent("east:8101") == ("NOT_READY", "REJECTED")
    assert f"{call}.g2" not in stage.exchange.legs


def test_given_guests_when_asked_for_what_needs_two_alone_then_refused_and_nothing_changed(stage: Stage) -> None:
    call = invited(stage)
    stage.wait(2.0)
    stage.sit("east:8101")
    orders = len(stage.orders)
    refusals = [
        stage.command(cmd.Transfer, agent="city:8001", call_id=call, target="east:8101").refusal,
        stage.command(cmd.Consult, agent="city:8001", call_id=call, target="east:8101").refusal,
        stage.command(cmd.Invite, agent="city:8001", call_id=call, target=NUMBER).refusal,
        stage.command(cmd.Invite, agent="city:8001", call_id=call, target="east.general").refusal,
        stage.command(cmd.DropGuest, agent="city:8001", call_id=call, party="east:8101").refusal,
    ]
    assert refusals == [R.WRONG_STATE, R.WRONG_STATE, *[R.TARGET_UNAVAILABLE] * 3]
    assert len(stage.orders) == orders
    assert stage.state(call) == "CONFERENCE"


def test_given_a_lost_agent_while_a_guest_rings_then_the_caller_is_first_again_and_the_guest_is_let_go(
    stage: Stage,
) -> None:
    call = invited(stage, "east:8101", Manner())
    stage.command(cmd.SeatConnection, agent="city:8001", connected=False)
    assert stage.state(call) == "QUEUED"
    assert f"{call}.g1" not in stage.exchange.legs
    assert stage.agent("east:8101") == ("READY", None)


def test_given_a_conference_when_the_engine_comes_back_then_a_guest_who_left_meanwhile_is_noticed(
    stage: Stage,
) -> None:
    call = invited(stage)
    stage.wait(2.0)
    stage.exchange.hang_up(f"{call}.g1", stage.now)
    stage.put(stage.exchange.stock(stage.now))
    assert stage.state(call) == "TALKING"
    assert stage.heard(stage.far(call)) == {f"{call}.a1"}


def test_given_a_conversation_when_a_prompt_is_played_then_both_hear_it_once(stage: Stage) -> None:
    call = stage.talking()
    far, near = stage.far(call), f"{call}.a1"
    reply = stage.command(cmd.PlayPrompt, agent="city:8001", call_id=call, prompts=("data-protection",))
    assert reply.refusal is None
    assert (stage.heard(far), stage.heard(near)) == ({near, "data-protection"}, {far, "data-protection"})
    stage.wait(1.0)
    assert (stage.heard(far), stage.heard(near)) == ({near}, {far})
    assert changes(stage) == [("PROMPT_PLAYING", "data-protection"), ("PROMPT_ENDED", None)]


def test_given_a_prompt_when_stopped_or_held_then_it_ends_at_once(stage: Stage) -> None:
    call = stage.talking()
    far = stage.far(call)
    stage.command(cmd.PlayPrompt, agent="city:8001", call_id=call, prompts=("data-protection",))
    stage.command(cmd.PlayPrompt, agent="city:8001", call_id=call, prompts=())
    assert stage.heard(far) == {f"{call}.a1"}
    stage.command(cmd.PlayPrompt, agent="city:8001", call_id=call, prompts=("data-protection",))
    stage.command(cmd.Hold, agent="city:8001", call_id=call)
    assert "music" in stage.heard(far) and "data-protection" not in stage.heard(far)


def test_given_an_invited_agent_when_they_mute_themselves_then_only_they_are_not_heard(stage: Stage) -> None:
    call = invited(stage, "east:8101")
    stage.wait(5.0)
    far, near, third = stage.far(call), f"{call}.a1", f"{call}.g1"
    assert stage.command(cmd.Mute, agent="east:8101", call_id=call, muted=True).refusal is None
    assert [stage.heard(leg) for leg in (far, near, third)] == [{near}, {far}, {far, near}]
    assert changes(stage, "east:8101")[-1] == ("MUTED", None)
    assert stage.command(cmd.Mute, agent="east:8101", call_id=call, muted=False).refusal is None
    assert stage.heard(far) == {near, third}


def test_given_a_recorded_talk_when_paused_then_nothing_is_taken_in_until_it_goes_on(stage: Stage) -> None:
    call = stage.talking()
    recording = stage.exchange.recordings[f"{call}.r1"]
    for paused in (True, True, False):
        reply = stage.command(cmd.PauseRecording, agent="city:8001", call_id=call, paused=paused)
        assert (reply.refusal, recording.paused) == (None, paused)
    assert changes(stage) == [("RECORDING_PAUSED", None), ("RECORDING_RESUMED", None)]


def test_given_a_paused_recording_when_the_gateway_has_lost_it_then_nothing_is_recorded_until_it_goes_on(
    stage: Stage,
) -> None:
    call = stage.talking()
    stage.command(cmd.PauseRecording, agent="city:8001", call_id=call, paused=True)
    stage.exchange.stop_recording(f"{call}.r1", stage.now)
    stage.put(stage.exchange.stock(stage.now))
    assert stage.exchange.recordings == {}
    reply = stage.command(cmd.PauseRecording, agent="city:8001", call_id=call, paused=False)
    assert (reply.refusal, list(stage.exchange.recordings)) == (None, [f"{call}.r2"])
