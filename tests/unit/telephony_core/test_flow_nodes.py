"""Nodes of IVR flows: digits, calendar, county, transfer, and the survey after the talk."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts.plan import CalledNumberPlan, FlowNode, FlowPlan, NodeKind, OpenHours
from telephony.contracts.plan_check import FlowFlaw, FlowFlawCode, flaws_of
from telephony.core.calendar import is_open

from .stage import Stage, small_city

QUEUE = FlowNode("people", NodeKind.QUEUE, queue_role="general")
BYE = FlowNode("bye", NodeKind.HANG_UP)
OFFICE = OpenHours((1, 2, 3, 4, 5), 9 * 60, 17 * 60 + 30)


def stage(*nodes: FlowNode) -> Stage:
    """A city whose 12346 leads into these nodes."""
    flow = FlowPlan("f", 1, nodes[0].key, nodes)
    assert flaws_of(flow) == []
    numbers = (CalledNumberPlan("12345", "direct"), CalledNumberPlan("12346", "f"))
    return Stage(replace(small_city(), flows=(*small_city().flows, flow), called_numbers=numbers))


def steps(stage: Stage) -> list[tuple[str, str]]:
    return [(step.node, step.digits) for step in stage.told(ev.FlowStepped)]


CODE = FlowNode(
    "code", NodeKind.DIGITS, prompts=("enter-case-number",), most_digits=3, choices={"110": "bye", "2": "people"},
    next="people", fallback="bye", tries=2, input_seconds=5.0,
)  # fmt: skip


@pytest.mark.parametrize(
    ("pressed", "node"),
    [("110", "bye"), ("2#", "people"), ("999", "people"), ("99#", "people")],
    ids=["all digits", "fewer and #", "anything else", "fewer, anything else"],
)
def test_given_digits_when_entered_then_they_lead_to_their_choice_or_on(pressed: str, node: str) -> None:
    at = stage(CODE, QUEUE, BYE)
    at.press(at.call(called="12346"), pressed)
    assert steps(at) == [("code", ""), (node, pressed.rstrip("#"))]


def test_given_digits_when_nothing_is_entered_then_asked_again_and_then_the_fallback() -> None:
    at = stage(CODE, QUEUE, BYE)
    at.call(called="12346")
    at.wait(20.0)
    assert steps(at) == [("code", ""), ("bye", "")]


@pytest.mark.parametrize(
    ("local", "open_"),
    [
        ("2026-03-02 09:00", True),  # a Monday
        ("2026-03-02 08:59", False),
        ("2026-03-02 17:30", False),
        ("2026-03-07 10:00", False),  # a Saturday
        ("2026-03-14 10:00", True),  # a Saturday that is worked
        ("2026-03-03 10:00", False),  # a holiday
    ],
)
def test_given_hours_when_asked_then_holidays_and_made_up_days_count(local: str, open_: bool) -> None:
    node = FlowNode("c", NodeKind.CALENDAR, hours=(OFFICE,), closed_days=("2026-03-03",), working_days=("2026-03-14",))
    at = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("Asia/Shanghai")).timestamp()
    assert is_open(node, at, "Asia/Shanghai") is open_


@pytest.mark.parametrize(("hours", "node"), [(OpenHours((1, 2, 3, 4, 5, 6, 7), 0, 1440), "people"), (OFFICE, "bye")])
def test_given_a_calendar_when_passed_then_it_goes_on_at_once(hours: OpenHours, node: str) -> None:
    at = stage(FlowNode("c", NodeKind.CALENDAR, hours=(hours,), next="people", fallback="bye"), QUEUE, BYE)
    at.call(called="12346")  # the stage's clock says 08:16:40 on a Thursday
    assert [each for each, _ in steps(at)] == ["c", node]


def test_given_a_county_is_set_when_queued_then_its_agents_take_the_call() -> None:
    at = stage(FlowNode("east", NodeKind.SET_TENANT, tenant="east", next="people"), QUEUE)
    at.sit("east:8101")
    at.sit("city:8001")
    at.call(called="12346")
    assert [(offer.agent, offer.home) for offer in at.told(ev.CallOffered)] == [("east:8101", "east")]


def test_given_a_transfer_when_the_number_answers_then_they_talk_else_the_flow_goes_on() -> None:
    away = FlowNode("away", NodeKind.TRANSFER, number="01065120000", fallback="people")
    at = stage(away, QUEUE)
    at.exchange.numbers["65120000"] = Manner(answers_after=2.0)
    call = at.call(called="12346")
    assert (at.state(call), at.heard(at.far(call))) == ("TRANSFERRING", {"music"})
    at.wait(2.0)
    assert at.heard(at.far(call)) == {f"{call}.o1"}
    at.leave(call)
    assert (at.exchange.legs, at.exchange.bridges) == ({}, {})
    # when it is busy
    at.exchange.numbers["65120000"] = Manner(declines_after=1.0)
    second = at.call(called="12346")
    at.wait(2.0)
    assert at.state(second) == "QUEUED"
    assert [each for each, _ in steps(at)] == ["away", "away", "people"]


SURVEY = (
    replace(QUEUE, after="rate"),
    FlowNode("rate", NodeKind.SURVEY, prompts=("survey-rate",), next="thanks", tries=2, fallback="thanks"),
    FlowNode("thanks", NodeKind.HANG_UP, prompts=("survey-thanks",)),
)


@pytest.mark.parametrize("how", ["button", "telephone"])
def test_given_a_survey_after_the_talk_when_the_agent_hangs_up_then_the_citizen_is_asked_and_the_score_told(
    how: str,
) -> None:
    at = stage(*SURVEY)
    at.sit("city:8001")
    call = at.call(called="12346")
    at.wait(6.0)
    if how == "button":
        at.command(cmd.HangUp, agent="city:8001", call_id=call)
    else:
        at.drop(f"{call}.a1")
    assert (at.state(call), at.agent("city:8001")[0]) == ("IVR", "WRAP_UP")
    assert at.heard(at.far(call)) == {"survey-rate"}
    at.press(call, "7")
    at.press(call, "4")
    (answer,) = at.told(ev.SurveyAnswered)
    assert (answer.score, answer.agent, answer.tenant) == (4, "city:8001", "city")
    assert (answer.flow, answer.node) == ("f", "rate")
    at.wait(5.0)
    assert [end.reason for end in at.told(ev.CallEnded)] == [ev.EndReason.AGENT_HUNG_UP]
    assert at.exchange.legs == {} and at.exchange.bridges == {}


def test_given_a_survey_when_the_citizen_hangs_up_then_the_call_is_over_without_a_score() -> None:
    at = stage(*SURVEY)
    at.sit("city:8001")
    call = at.call(called="12346")
    at.wait(6.0)
    at.command(cmd.HangUp, agent="city:8001", call_id=call)
    at.leave(call)
    assert at.told(ev.SurveyAnswered) == []
    assert [end.reason for end in at.told(ev.CallEnded)] == [ev.EndReason.AGENT_HUNG_UP]


@pytest.mark.parametrize(
    ("node", "flaw"),
    [
        (FlowNode("n", NodeKind.CALENDAR, next="bye", fallback="bye"), ("MISSING", "hours")),
        (
            FlowNode("n", NodeKind.CALENDAR, hours=(OpenHours((8,), 0, 60),), next="bye", fallback="bye"),
            ("OUT_OF_RANGE", "hours"),
        ),
        (
            FlowNode("n", NodeKind.CALENDAR, hours=(OFFICE,), closed_days=("1.10.",), next="bye", fallback="bye"),
            ("OUT_OF_RANGE", "closed_days"),
        ),
        (FlowNode("n", NodeKind.SET_TENANT, next="bye"), ("MISSING", "tenant")),
        (FlowNode("n", NodeKind.TRANSFER, fallback="bye"), ("MISSING", "number")),
        (FlowNode("n", NodeKind.QUEUE, queue_role="general", after="nowhere"), ("UNKNOWN_NODE", "after")),
        (
            FlowNode("n", NodeKind.DIGITS, prompts=("welcome",), choices={"1a": "bye"}, next="bye", fallback="bye"),
            ("BAD_DIGIT", "choices"),
        ),
        (FlowNode("n", NodeKind.SET_TENANT, tenant="east", next="n"), ("ENDLESS", "next")),
    ],
)
def test_given_a_flawed_node_when_checked_then_it_is_named(node: FlowNode, flaw: tuple[str, str]) -> None:
    nodes = (node, BYE) if "bye" in (node.next, node.fallback) else (node,)
    assert FlowFlaw(FlowFlawCode(flaw[0]), "n", flaw[1]) in flaws_of(FlowPlan("f", 1, "n", nodes))
