"""What citizens press after their talk becomes answers of the questionnaire whose question the step asks."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from hotline import audit, tenancy
from hotline.kernel.permissions import Role
from hotline.main.recorder.writer import write
from telephony.contracts import events as tel
from tenants.local.contacts.models import Contact
from tenants.local.surveys.models import AfterCall, Response
from tenants.local.voice.models import Flow
from tests.api.conftest import Browser

from .test_campaigns import PUBLISH, SAVE, survey

People = Callable[..., Browser]
FEED = """mutation($id: ID!, $f: [SurveyFeedInput!]!) { surveyFeed(id: $id, feeds: $f) {
  survey { feeds { flow node question } fedQuestions } errors { code field } } }"""
SHOWN = """query($id: ID!, $c: SurveyChannel) { surveyStatistics(surveyId: $id, channel: $c) { asked completed
  channels { channel asked completed } results { key answered mean } } }"""
LIST = """query($id: ID!, $c: SurveyChannel) { surveyResponses(surveyId: $id, channel: $c) {
  items { channel number agentNumber answers isComplete } } }"""
RATE = {"flow": "main", "node": "rate", "question": "mark"}
NODES: list[dict[str, Any]] = [
    {"key": "people", "kind": "QUEUE", "queue_role": "general", "after": "rate"},
    {"key": "rate", "kind": "SURVEY", "prompts": ["survey-rate"], "next": "again", "fallback": "bye"},
    {"key": "again", "kind": "SURVEY", "prompts": ["survey-recommend"], "next": "bye", "fallback": "bye"},
    {"key": "bye", "kind": "HANG_UP"},
]


@pytest.fixture(autouse=True)
def flow(db: None) -> None:
    """The city's flow with two satisfaction steps; another that is not in force."""
    with tenancy.entered("city"):
        Flow.objects.create(key="main", version=3, definition={"start": "people", "nodes": NODES})
        Flow.objects.create(key="draft", version=0, definition={"start": "people", "nodes": NODES})


def pressed(score: int, node: str = "rate", call: str = "c1") -> tel.SurveyAnswered:
    """What the switchboard tells."""
    facts = {"score": score, "agent": "east:8101", "flow": "main", "node": node}
    return tel.SurveyAnswered(seq=0, at=timezone.now().timestamp(), tenant="east", call_id=call, **facts)


def arrived(call: str = "c1") -> tel.CallArrived:
    facts = {"caller": "+8613800010001", "caller_raw": "13800010001", "called": "12345", "flow": "main"}
    now = timezone.now().timestamp()
    return tel.CallArrived(seq=0, at=now, tenant="east", call_id=call, medium="TELEPHONE", **facts)


def test_given_a_chosen_step_when_pressed_then_an_answer_beside_the_others(browser: People) -> None:
    # given
    seen = browser("east", Role.SHIFT_SUPERVISOR)
    pk = survey(seen)
    chosen = seen.data(FEED, id=pk, f=[RATE])["surveyFeed"]
    assert chosen == {"survey": {"feeds": [RATE], "fedQuestions": ["mark"]}, "errors": []}
    with tenancy.entered("east"):
        assert audit.journal.entries("survey.feed").count() == 1
    # when (told twice)
    for event in (arrived(), pressed(4), pressed(4)):
        write(event)
    # then
    (item,) = seen.data(LIST, id=pk)["surveyResponses"]["items"]
    assert json.loads(item.pop("answers")) == {"mark": "4"}
    assert item == {"channel": "AFTER_CALL", "number": "+8613800010001", "agentNumber": "8101", "isComplete": True}
    with tenancy.entered("east"):
        assert Contact.objects.get(call_id="c1").satisfaction == 4
    # and the statistics show each way of asking
    whole = seen.data(SHOWN, id=pk)["surveyStatistics"]
    assert whole["channels"] == [{"channel": "AFTER_CALL", "asked": 1, "completed": 1}]
    assert whole["results"][1] == {"key": "mark", "answered": 1, "mean": 4.0}
    assert seen.data(SHOWN, id=pk, c="KEYS")["surveyStatistics"]["asked"] == 0
    assert seen.data(LIST, id=pk, c="AGENT")["surveyResponses"]["items"] == []


def test_two_steps_of_one_call_add_up_to_one_answer(browser: People) -> None:
    seen = browser("east", Role.SHIFT_SUPERVISOR)
    questions = [
        {"key": key, "kind": "SCALE", "text": "？", "low": 1, "high": 5, "prompt": "survey-satisfied"}
        for key in ("manner", "result")
    ]
    pk = seen.data(SAVE, i={"title": "评价", "questions": json.dumps(questions)})["surveySave"]["survey"]["id"]
    seen.data(PUBLISH, id=pk)
    feeds = [{**RATE, "question": "manner"}, {**RATE, "node": "again", "question": "result"}]
    assert seen.data(FEED, id=pk, f=feeds)["surveyFeed"]["errors"] == []
    write(pressed(5))
    with tenancy.entered("east"):
        assert Response.objects.get().is_complete is False
    write(pressed(2, "again"))
    with tenancy.entered("east"):
        row = Response.objects.get()
        assert (row.answers, row.is_complete) == ({"manner": "5", "result": "2"}, True)


def test_a_step_that_nobody_chose_feeds_nothing(browser: People) -> None:
    survey(browser("east", Role.SHIFT_SUPERVISOR))
    write(pressed(3))
    with tenancy.entered("east"):
        assert Response.objects.count() == 0
        assert Contact.objects.get(call_id="c1").satisfaction == 3


@pytest.mark.parametrize(
    "feed",
    [
        {**RATE, "question": "solved"},  # the keys 3 to 5 mean nothing there
        {**RATE, "question": "nothing"},
        {**RATE, "node": "bye"},
        {**RATE, "flow": "draft"},  # not in force
    ],
)
def test_steps_that_cannot_ask_the_question_are_refused(browser: People, feed: dict[str, str]) -> None:
    seen = browser("east", Role.SHIFT_SUPERVISOR)
    pk = survey(seen)
    seen.data(FEED, id=pk, f=[RATE])
    refused = seen.data(FEED, id=pk, f=[feed])["surveyFeed"]
    assert [error["code"] for error in refused["errors"]] == ["WRONG_STEP"]
    with tenancy.entered("east"):
        (kept,) = AfterCall.objects.all()
        assert (kept.flow, kept.node, kept.question) == ("main", "rate", "mark")


def test_what_is_not_published_cannot_be_asked_and_no_steps_is_a_choice_too(browser: People) -> None:
    seen = browser("east", Role.SHIFT_SUPERVISOR)
    pk = survey(seen, publish=False)
    refused = seen.data(FEED, id=pk, f=[RATE])["surveyFeed"]
    assert [error["code"] for error in refused["errors"]] == ["SURVEY_NOT_PUBLISHED"]
    seen.data(PUBLISH, id=pk)
    seen.data(FEED, id=pk, f=[RATE])
    assert seen.data(FEED, id=pk, f=[])["surveyFeed"]["survey"]["feeds"] == []
    asked = "{ surveySteps { flow node prompts } }"
    steps = seen.data(asked)["surveySteps"]
    # the county's own flow (of the demo city) and the city's, which answers for all
    found = [(step["flow"], step["node"]) for step in steps]
    assert found == [("east.menu", "rate"), ("main", "rate"), ("main", "again")]
    assert "east.menu" not in {
        step["flow"] for step in browser("west", Role.SHIFT_SUPERVISOR).data(asked)["surveySteps"]
    }
