"""What a caller who waits hears: each queue's welcome, all-busy text, comfort messages, position and expected wait."""

from dataclasses import replace
from typing import Any

from telephony.contracts import gateway as gw

from .stage import Stage, small_city


def stage_with(**settings: Any) -> Stage:
    city = small_city()
    first, *others = city.queues
    return Stage(replace(city, queues=(replace(first, **settings), *others)), prompt_seconds=1.0)


def said(stage: Stage, call: str) -> list[tuple[str, ...]]:
    return [order.prompts for order in stage.ordered(gw.Play, leg=stage.far(call))]


def test_given_a_queue_with_prompts_of_its_own_when_nobody_is_free_then_they_are_said_in_order() -> None:
    stage = stage_with(
        welcome_prompts=("welcome",),
        busy_prompts=("own-busy",),
        comfort_prompts=("aid-please-wait", "office-closed"),
        comfort_every_seconds=20.0,
        notices=False,
    )
    call = stage.call()
    assert said(stage, call) == [("welcome", "own-busy")]
    stage.wait(2.0)
    assert stage.heard(stage.far(call)) == {"music"}
    stage.wait(18.0)
    assert said(stage, call)[1:] == [("aid-please-wait",)]
    stage.wait(40.0)
    assert said(stage, call)[1:] == [("aid-please-wait",), ("office-closed",), ("aid-please-wait",)]
    # when an agent comes, no more of it
    stage.sit("city:8001")
    stage.wait(5.0)
    assert stage.state(call) == "TALKING"
    before = len(said(stage, call))
    stage.wait(60.0)
    assert len(said(stage, call)) == before


def test_given_a_notice_is_being_said_when_a_comfort_message_is_due_then_it_waits_for_the_next_interval() -> None:
    stage = stage_with(comfort_prompts=("aid-please-wait",), comfort_every_seconds=10.5, first_notice_seconds=10.0)
    call = stage.call()
    stage.wait(11.0)
    assert said(stage, call) == [("all-busy",), ("you-are-next",)]
    stage.wait(10.5)
    assert said(stage, call)[2:] == [("aid-please-wait",)]


def test_given_the_wait_is_not_told_when_a_notice_is_due_then_only_the_position_is_said() -> None:
    stage = stage_with(tell_wait=False)
    stage.sit("city:8001")
    first, second = stage.call(), stage.call("13900000010")
    stage.wait(5.0)
    assert stage.state(first) == "TALKING"
    stage.wait(6.0)
    assert said(stage, second)[-1] == ("you-are-next",)
