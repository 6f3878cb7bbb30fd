"""A designed flow walked by a SIP telephone: menu, digits, opening hours, county, a person, and the survey after it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from telephony.contracts import events as tel
from telephony.contracts.commands import HangUp
from telephony.contracts.plan import CalledNumberPlan, FlowNode, FlowPlan, NodeKind, OpenHours, RoutingPlan
from telephony.contracts.saying import name_of, with_speech
from telephony.sipphone.audio import RATE
from tenants.local.voice import prompt_files, sound
from tests.engine.house import PLAN, House
from tests.engine.rig import (
    AGENT,
    AGENT_NUMBER,
    ALL_BUSY,
    CALLER,
    DIGIT_EIGHT,
    DIGIT_ONE,
    SYSTEM_ERROR,
    WELCOME,
    AsteriskProcess,
)

CHINESE, ENGLISH = 1640, 520  # Hz
ALWAYS = OpenHours((1, 2, 3, 4, 5, 6, 7), 0, 24 * 60)
NODES = (
    FlowNode("menu", NodeKind.MENU, prompts=("welcome",) * 4, choices={"1": "code"}, fallback="bye"),
    FlowNode(
        "code",
        NodeKind.DIGITS,
        prompts=("all-busy",) * 4,
        most_digits=4,
        choices={"12": "hours"},
        next="bye",
        fallback="bye",
    ),
    FlowNode("hours", NodeKind.CALENDAR, hours=(ALWAYS,), next="county", fallback="bye"),
    FlowNode("county", NodeKind.SET_TENANT, tenant="east", next="people"),
    FlowNode("people", NodeKind.QUEUE, queue_role="general", after="rate"),
    FlowNode("rate", NodeKind.SURVEY, prompts=("system-error",) * 4, next="bye", fallback="bye"),
    FlowNode("bye", NodeKind.HANG_UP, prompts=("agent-number",)),
)


def with_flow(version: int, nodes: tuple[FlowNode, ...]) -> RoutingPlan:
    """The house's plan with a flow behind 12346."""
    flow = FlowPlan("designed", version, nodes[0].key, nodes)
    numbers = (*PLAN.called_numbers, CalledNumberPlan("12346", "designed"))
    return replace(PLAN, version=version, flows=(*PLAN.flows, flow), called_numbers=numbers)


@pytest.fixture
async def house(asterisk: AsteriskProcess, tmp_path: Path) -> AsyncIterator[House]:
    house = House(asterisk, tmp_path)
    await house.start()
    house.bus.publish_plan(with_flow(2, NODES))
    try:
        yield house
    finally:
        await house.close()


async def test_given_a_designed_flow_when_walked_with_keys_then_the_county_answers_and_the_survey_follows(
    house: House,
) -> None:
    await house.agent("east:8101", "east-01", AGENT)
    caller = await house.caller("13900020002", CALLER, to="12346")
    await caller.hears(WELCOME)
    caller.press("1")
    await caller.hears(ALL_BUSY)
    caller.press("12#")
    rung = await house.expect(tel.CallOffered, agent="east:8101")
    assert (rung.home, rung.tenant) == ("east", "east")
    await caller.hears(AGENT)
    # when the agent hangs up
    await house.tell(HangUp, agent="east:8101", call_id=rung.call_id)
    await caller.hears(SYSTEM_ERROR)  # stands for the survey's question
    caller.press("4")
    answer = await house.expect(tel.SurveyAnswered, call_id=rung.call_id)
    assert (answer.score, answer.agent, answer.flow, answer.node) == (4, "east:8101", "designed", "rate")
    await caller.hears(AGENT_NUMBER)  # stands for good-bye
    await house.expect(tel.CallEnded, reason=tel.EndReason.AGENT_HUNG_UP)
    steps = [(step.node, step.digits) for step in house.of(tel.FlowStepped)]
    assert steps == [
        ("menu", ""),
        ("code", "1"),
        ("hours", "12"),
        ("county", ""),
        ("people", ""),
        ("rate", ""),
        ("bye", "4"),
    ]


async def test_given_a_caller_in_a_flow_when_another_version_is_put_in_force_then_they_keep_theirs_and_the_next_has_it(
    house: House,
) -> None:
    first = await house.caller("13900020002", CALLER, to="12346")
    await first.hears(WELCOME)
    changed = (replace(NODES[0], prompts=("system-error",) * 4), *NODES[1:])
    house.bus.publish_plan(with_flow(3, changed))
    second = await house.caller("13900020003", CALLER, to="12346")
    await second.hears(SYSTEM_ERROR)
    # the first is not cut off, and their keys lead where they led
    first.press("1")
    await first.hears(ALL_BUSY)
    for caller in (first, second):
        caller.hang_up()
    await house.until(lambda: len(house.of(tel.CallEnded)) == 2, "both are over")


async def test_given_text_in_a_countys_flow_when_its_number_is_called_then_words_and_digits_are_heard_in_the_language(
    house: House,
) -> None:
    prompt_files.wire(((house.asterisk.folder / "data" / "sounds").resolve(),))
    at = np.arange(3 * RATE) / RATE
    for language, words, hz in (("zh", "您好", CHINESE), ("en", "Hello", ENGLISH)):
        content = sound.as_wav(0.3 * np.sin(2 * np.pi * hz * at))
        prompt_files.place(language, f"own/east/{name_of(language, words)}", content)
    drawn = FlowPlan("east.spoken", 1, "zh", (
        FlowNode("zh", NodeKind.SAY, texts={"zh": "您好{called}", "en": "Hello"}, next="switch"),
        FlowNode("switch", NodeKind.SET_LANGUAGE, language="en", next="en"),
        FlowNode("en", NodeKind.SAY, texts={"zh": "您好", "en": "Hello"}, next="people"),
        FlowNode("people", NodeKind.QUEUE, queue_role="general"),
    ), "east")  # fmt: skip
    flow = with_speech(drawn, lambda language, words: f"own/east/{name_of(language, words)}")
    number = CalledNumberPlan("81811", "east.spoken", tenant="east")
    numbers = (*PLAN.called_numbers, number)
    house.bus.publish_plan(replace(PLAN, version=3, flows=(*PLAN.flows, flow), called_numbers=numbers))
    await house.agent("east:8101", "east-01", AGENT, answer_after=3.0)
    caller = await house.caller("13900020002", CALLER, to="81811")
    for hz in (CHINESE, DIGIT_EIGHT, DIGIT_ONE, ENGLISH):
        await caller.hears(hz)
    rung = await house.expect(tel.CallOffered)
    assert (rung.home, rung.queue) == ("east", "east.general")
