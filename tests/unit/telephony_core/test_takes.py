"""A prompt recorded at a seat's telephone: beep, recorded, played back; kept or again by key or from the screen."""

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts.commands import HangUp, RefusalCode
from telephony.contracts.takes import DecideTake, PromptRecorded, RecordPrompt, TakeChoice

from .stage import Stage

AGENT = "east:8101"


def begun(stage: Stage, ready: bool = False) -> tuple[str, str]:
    """A call in which the speaker has just heard what to do, and their leg."""
    stage.sit(AGENT, Manner(answers_after=2.0), ready=ready)
    reply = stage.command(RecordPrompt, agent=AGENT, prompt="welcome", language="en", by="管理员")
    assert reply.call_id is not None
    stage.wait(3.5)
    return reply.call_id, f"{reply.call_id}.a1"


def said(stage: Stage, leg: str) -> list[tuple[str, ...]]:
    return [order.prompts for order in stage.ordered(gw.Play, leg=leg)]


def step(stage: Stage, call: str) -> str | None:
    view = stage.machine.live_call(call)
    return str(view["take"]) if view else None


def press(stage: Stage, leg: str, digit: str) -> None:
    stage.report(stage.exchange.press(leg, digit, stage.now))


def test_given_a_take_when_recorded_and_kept_by_key_then_it_is_told_and_the_agent_is_as_before() -> None:
    stage = Stage()
    call, leg = begun(stage)
    assert said(stage, leg) == [("take-opening",)]
    (order,) = stage.ordered(gw.RecordMessage)
    assert (order.leg, order.name, order.max_seconds) == (leg, f"{call}.r1", 180.0)
    stage.report(stage.exchange.stop_recording(order.name, stage.now))
    assert (step(stage, call), said(stage, leg)[1:]) == ("REVIEW", [(f"recording:{call}.r1", "take-choices")])
    press(stage, leg, "5")
    assert stage.told(PromptRecorded) == []
    press(stage, leg, "1")
    (told,) = stage.told(PromptRecorded)
    assert (told.tenant, told.prompt, told.language, told.name, told.gateway, told.agent, told.by) == (
        "east", "welcome", "en", f"{call}.r1", "gw1", AGENT, "管理员",
    )  # fmt: skip
    stage.wait(3.0)
    assert (stage.state(call), stage.agent(AGENT)[0]) == (None, "NOT_READY")
    assert stage.told(ev.RecordingStarted) == []


def test_given_a_take_when_again_is_chosen_then_another_file_is_recorded_and_only_that_is_kept() -> None:
    stage = Stage()
    call, leg = begun(stage, ready=True)
    stage.report(stage.exchange.stop_recording(f"{call}.r1", stage.now))
    press(stage, leg, "3")
    assert said(stage, leg)[1:] == [(f"recording:{call}.r1", "take-choices")] * 2
    assert stage.command(DecideTake, agent=AGENT, call_id=call, choice=TakeChoice.AGAIN).refusal is None
    stage.wait(1.5)
    # the screen ends the recording too
    assert stage.command(DecideTake, agent=AGENT, call_id=call, choice=TakeChoice.KEEP).refusal is None
    assert step(stage, call) == "REVIEW"
    assert stage.command(DecideTake, agent=AGENT, call_id=call, choice=TakeChoice.KEEP).refusal is None
    assert [told.name for told in stage.told(PromptRecorded)] == [f"{call}.r2"]
    stage.wait(3.0)
    assert stage.agent(AGENT)[0] == "READY"


@pytest.mark.parametrize("after", ["RECORDING", "REVIEW"])
def test_given_the_speaker_hangs_up_when_something_was_recorded_then_it_is_kept(after: str) -> None:
    stage = Stage()
    call, leg = begun(stage)
    if after == "REVIEW":
        stage.report(stage.exchange.stop_recording(f"{call}.r1", stage.now))
    assert step(stage, call) == after
    stage.drop(leg)
    assert [told.name for told in stage.told(PromptRecorded)] == [f"{call}.r1"]
    stage.wait(1.0)
    assert stage.state(call) is None


def test_given_nobody_answers_or_hangs_up_at_once_when_asked_then_nothing_is_kept() -> None:
    stage = Stage()
    stage.sit(AGENT, Manner(answers_after=None), ready=False)
    call = stage.command(RecordPrompt, agent=AGENT, prompt="welcome", language="zh", by="x").call_id
    stage.wait(25.0)
    assert call is not None
    assert (stage.state(call), stage.told(PromptRecorded), stage.ordered(gw.RecordMessage)) == (None, [], [])
    # during the opening words
    stage.exchange.seats["east-01"] = Manner(answers_after=1.0)
    again = stage.command(RecordPrompt, agent=AGENT, prompt="welcome", language="zh", by="x").call_id
    stage.wait(1.5)
    assert stage.command(HangUp, agent=AGENT, call_id=again).refusal is None
    stage.wait(1.0)
    assert (stage.told(PromptRecorded), stage.ordered(gw.RecordMessage)) == ([], [])


def test_given_an_agent_in_a_call_or_a_foreign_choice_when_asked_then_refused() -> None:
    stage = Stage()
    call = stage.talking()
    busy = stage.command(RecordPrompt, agent="city:8001", prompt="welcome", language="zh", by="x")
    assert busy.refusal is RefusalCode.WRONG_STATE
    choice = {"call_id": call, "choice": TakeChoice.KEEP}
    assert stage.command(DecideTake, agent="city:8001", **choice).refusal is RefusalCode.UNKNOWN_CALL
    away = stage.command(RecordPrompt, agent="east:8102", prompt="welcome", language="zh", by="x")
    assert away.refusal is RefusalCode.NOT_SIGNED_IN
    assert stage.state(call) == "TALKING"


def test_given_nobody_chooses_when_the_time_is_over_then_kept_and_let_go() -> None:
    stage = Stage()
    call, _leg = begun(stage)
    stage.report(stage.exchange.stop_recording(f"{call}.r1", stage.now))
    stage.wait(130.0)
    assert ([told.name for told in stage.told(PromptRecorded)], stage.state(call)) == ([f"{call}.r1"], None)
