"""Campaigns and surveys through the API and the switchboard's events: what is dialled, kept, refused."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import TestCase
from django.utils import timezone

from hotline import audit, tenancy
from hotline.kernel.permissions import Role
from telephony.contracts import events as ev
from telephony.contracts import outreach as out
from telephony.contracts.commands import Dial
from telephony.contracts.outreach import ReachOutcome
from tenants.local.campaigns import handlers, running
from tenants.local.campaigns.models import Campaign, Target
from tenants.local.surveys.models import Response
from tenants.local.voice import actions as voice
from tests.api.conftest import Browser, Engine

People = Callable[..., Browser]
QUESTIONS = [
    {
        "key": "solved",
        "kind": "CHOICE",
        "text": "解决了吗？",
        "prompt": "survey-resolved",
        "choices": [{"value": "yes", "label": "已解决"}, {"value": "no", "label": "未解决", "next": "END"}],
    },
    {"key": "mark", "kind": "SCALE", "text": "满意吗？", "low": 1, "high": 5, "prompt": "survey-satisfied"},
]
SAVE = "mutation($id: ID, $i: SurveyInput!) { surveySave(id: $id, input: $i) { survey { id } errors { code } } }"
PUBLISH = "mutation($id: ID!) { surveyPublish(id: $id) { survey { version unpublished forKeys } errors { code } } }"
MAKE = """mutation($i: CampaignInput!) { campaignSave(input: $i) { campaign { id state } errors { code field } } }"""
IMPORT = """mutation($id: ID!, $t: String!) { campaignImport(id: $id, text: $t) {
  imported { added known excluded wrongCount wrong } errors { code } } }"""
START = "mutation($id: ID!) { campaignStart(id: $id) { campaign { state live { answered } } errors { code } } }"
PAUSE = START.replace("campaignStart", "campaignPause")
WORK = """{ campaignWork { answers target { id number state outcome } form { version }
  campaigns { id name } } }"""
ALWAYS = {"fromMinute": 0, "toMinute": 1440}


def survey(seen: Browser, publish: bool = True) -> str:
    """A questionnaire; its id."""
    given = {"title": "回访", "questions": json.dumps(QUESTIONS)}
    saved = seen.data(SAVE, i=given)["surveySave"]
    assert saved["errors"] == []
    if publish:
        assert seen.data(PUBLISH, id=saved["survey"]["id"])["surveyPublish"]["survey"]["version"] == 1
    return str(saved["survey"]["id"])


def campaign(
    seen: Browser, mode: str = "PREDICTIVE", text: str = "13800000001,王芳\n13800000002\n", **more: Any
) -> str:
    """A campaign of east's general queue with a list; its id."""
    given = {"name": "回访一", "mode": mode, "queue": "east.general", **ALWAYS, **more}
    made = seen.data(MAKE, i=given)["campaignSave"]
    assert made["errors"] == []
    pk = str(made["campaign"]["id"])
    assert seen.data(IMPORT, id=pk, t=text)["campaignImport"]["errors"] == []
    return pk


def changed(pk: str, wanted: int, running: bool = True, **numbers: int) -> out.CampaignChanged:
    """What the dialler tells."""
    names = ("buffered", "ringing", "talking", "waiting", "idle", "dialled", "answered", "abandoned")
    zeros = dict.fromkeys(names, 0)
    facts = {**zeros, **numbers, "wanted": wanted, "ratio": 1.0, "running": running}
    return out.CampaignChanged(seq=1, at=timezone.now().timestamp(), tenant="east", campaign=f"east.{pk}", **facts)


def told(*events: ev.Event) -> None:
    """Write events as the recorder does."""
    with tenancy.entered("east"):
        for event in events:
            with TestCase.captureOnCommitCallbacks(execute=True):
                handlers.handle(event)


def dialled(pk: str, target: str, call: str = "c1") -> out.OutreachDialled:
    facts = {"number": "+8613800000001", "purpose": "CAMPAIGN", "reference": f"east.{pk}/{target}"}
    return out.OutreachDialled(seq=1, at=timezone.now().timestamp(), tenant="east", call_id=call, **facts)


def ended(pk: str, target: str, outcome: ReachOutcome, call: str = "c1", **answers: str) -> out.OutreachEnded:
    return out.OutreachEnded(
        seq=1,
        at=timezone.now().timestamp(),
        tenant="east",
        call_id=call,
        purpose="CAMPAIGN",
        reference=f"east.{pk}/{target}",
        outcome=outcome,
        answers=answers,
        cause=17,
        agent=None,
        answered_at=None,
    )


def row(pk: str, number: str = "+8613800000001") -> Target:
    with tenancy.entered("east"):
        return Target.objects.get(campaign=pk, number=number)


@pytest.fixture
def queue(db: None) -> None:
    """East's general queue."""
    with tenancy.entered("east"):
        voice.do_keep_queue("east.general", "general", "综合")


@pytest.mark.usefixtures("queue")
class TestRunning:
    def test_given_a_list_when_started_then_run_fed_settled_and_ended(self, browser: People, engine: Engine) -> None:
        # given
        seen = browser("east", Role.SHIFT_SUPERVISOR)
        pk = campaign(seen)
        # when
        assert seen.data(START, id=pk)["campaignStart"]["campaign"]["state"] == "RUNNING"
        # then the switchboard runs it with its limit
        (order,) = engine.commands
        assert isinstance(order, out.RunCampaign)
        assert (order.campaign, order.queue, order.abandon_limit) == (f"east.{pk}", "east.general", 0.03)
        # when it wants numbers
        told(changed(pk, wanted=10))
        feed = engine.commands[-1]
        assert isinstance(feed, out.FeedCampaign)
        assert [target.number for target in feed.targets] == ["+8613800000001", "+8613800000002"]
        first, second = (target.id for target in feed.targets)
        # and asks again, nobody is given twice
        told(changed(pk, wanted=10, buffered=2))
        assert engine.commands[-1] is feed
        # when one is busy, the other talks (each told twice)
        told(dialled(pk, first), dialled(pk, first), ended(pk, first, ReachOutcome.BUSY))
        told(ended(pk, first, ReachOutcome.BUSY))
        busy = row(pk)
        assert (busy.state, busy.tries, busy.outcome) == ("PENDING", 1, "BUSY")
        assert busy.next_at is not None and busy.next_at > timezone.now() + timedelta(minutes=9)
        told(dialled(pk, second, "c2"), ended(pk, second, ReachOutcome.TALKED, "c2"))
        assert row(pk, "+8613800000002").state == "DONE"
        # when the first is given up
        for n in (2, 3):
            told(dialled(pk, first, f"d{n}"), ended(pk, first, ReachOutcome.NO_ANSWER, f"d{n}"))
        assert row(pk).state == "GIVEN_UP"
        # then the campaign ends by itself
        with tenancy.entered("east"):
            assert running.upkeep() == [int(pk)]
            assert Campaign.objects.get(pk=pk).state == "ENDED"
        assert isinstance(engine.commands[-1], out.StopCampaign)

    def test_given_a_switchboard_that_forgot_when_kept_up_then_told_again_and_people_taken_back(
        self, browser: People, engine: Engine
    ) -> None:
        seen = browser("east", Role.SHIFT_SUPERVISOR)
        pk = campaign(seen)
        seen.data(START, id=pk)
        told(changed(pk, wanted=10))
        with tenancy.entered("east"):
            # heard of just now: nothing to do
            before = len(engine.commands)
            running.upkeep()
            assert len(engine.commands) == before
            # silent for long
            late = timezone.now() - timedelta(minutes=5)
            Campaign.objects.update(live_at=late)
            Target.objects.update(given_at=late)
            running.upkeep()
            assert isinstance(engine.commands[-1], out.RunCampaign)
            assert set(Target.objects.values_list("state", flat=True)) == {"PENDING"}

    def test_given_do_not_call_when_imported_or_fed_then_left_out(self, browser: People, engine: Engine) -> None:
        seen = browser("east", Role.SHIFT_SUPERVISOR)
        add = """mutation($n: String!, $r: String!) { doNotCallAdd(number: $n, reason: $r) {
          doNotCall { id number } errors { code } } }"""
        pk = campaign(seen, text="13800000001\n13800000002\n13800000003\nxyz\n")
        assert seen.data(add, n="13800000001", r="本人要求")["doNotCallAdd"]["errors"] == []
        assert row(pk).state == "EXCLUDED"
        again = seen.data(IMPORT, id=pk, t="13800000001\n13800000004\n")["campaignImport"]["imported"]
        assert again == {"added": 1, "known": 1, "excluded": 0, "wrongCount": 0, "wrong": []}
        seen.data(START, id=pk)
        told(changed(pk, wanted=10))
        assert [t.number[-1] for t in engine.commands[-1].targets] == ["2", "3", "4"]  # type: ignore[attr-defined]

    def test_given_paused_when_the_dialler_still_runs_then_stopped(self, browser: People, engine: Engine) -> None:
        seen = browser("east", Role.SHIFT_SUPERVISOR)
        pk = campaign(seen)
        seen.data(START, id=pk)
        assert seen.data(PAUSE, id=pk)["campaignPause"]["campaign"]["state"] == "PAUSED"
        assert isinstance(engine.commands[-1], out.StopCampaign)
        count = len(engine.commands)
        told(changed(pk, wanted=10))
        assert isinstance(engine.commands[-1], out.StopCampaign) and len(engine.commands) == count + 1


@pytest.mark.usefixtures("queue")
class TestRefusals:
    def test_one_dialling_campaign_for_a_queue(self, browser: People, engine: Engine) -> None:
        seen = browser("east", Role.SHIFT_SUPERVISOR)
        first, second = campaign(seen), campaign(seen)
        seen.data(START, id=first)
        assert seen.data(START, id=second)["campaignStart"]["errors"] == [{"code": "QUEUE_TAKEN"}]

    def test_an_empty_list_is_not_started(self, browser: People, engine: Engine) -> None:
        seen = browser("east", Role.SHIFT_SUPERVISOR)
        made = seen.data(MAKE, i={"name": "空", "mode": "PREVIEW", "queue": "east.general", **ALWAYS})["campaignSave"]
        errors = seen.data(START, id=made["campaign"]["id"])["campaignStart"]["errors"]
        assert errors == [{"code": "NOTHING_TO_DIAL"}]
        assert engine.commands == []

    @pytest.mark.parametrize(
        ("changes", "code", "field"),
        [
            ({"name": " "}, "REQUIRED", "name"),
            ({"queue": "east.nowhere"}, "NOT_FOUND", "queue"),
            ({"abandonPercent": 11.0}, "INVALID", "abandonPercent"),
            ({"fromMinute": 600, "toMinute": 600}, "INVALID", "toMinute"),
            ({"mode": "AUTOMATIC"}, "SURVEY_NEEDED", "surveyId"),
        ],
    )
    def test_flawed_settings(
        self, browser: People, engine: Engine, changes: dict[str, Any], code: str, field: str
    ) -> None:
        seen = browser("east", Role.SHIFT_SUPERVISOR)
        given = {"name": "一", "mode": "PREVIEW", "queue": "east.general", **ALWAYS, **changes}
        errors = seen.data(MAKE, i=given)["campaignSave"]["errors"]
        assert errors == [{"code": code, "field": field}]
        with tenancy.entered("east"):
            assert Campaign.objects.count() == 0


@pytest.mark.usefixtures("queue")
class TestAgent:
    def test_preview_interview_and_close(self, browser: People, engine: Engine) -> None:
        # given a preview campaign with a questionnaire
        boss, agent = browser("east", Role.SHIFT_SUPERVISOR), browser("east", Role.AGENT)
        pk = campaign(boss, "PREVIEW", surveyId=survey(boss))
        boss.data(START, id=pk)
        assert engine.commands == []  # nothing for the dialler
        # when the agent takes the next
        take = "mutation($id: ID!) { targetNext(campaignId: $id) { work { target { id number } } errors { code } } }"
        target = agent.data(take, id=pk)["targetNext"]["work"]["target"]
        assert target["number"] == "+8613800000001"
        # and dials
        dial = "mutation($id: ID!) { targetDial(id: $id) { errors { code } } }"
        assert agent.data(dial, id=target["id"])["targetDial"]["errors"] == []
        (order,) = engine.commands
        assert isinstance(order, Dial)
        assert (order.purpose, order.reference) == ("CAMPAIGN", f"east.{pk}/{target['id']}")
        # another agent may not touch it
        other = browser("east", Role.AGENT)
        assert other.data(dial, id=target["id"])["targetDial"]["errors"] == [{"code": "TARGET_TAKEN"}]
        # when they talk, answers are kept as they come
        call = ev.CallDialled(
            seq=1,
            at=timezone.now().timestamp(),
            tenant="east",
            call_id="c9",
            agent=order.agent,
            seat="east-01",
            number="+8613800000001",
            purpose="CAMPAIGN",
            reference=order.reference,
        )
        told(call)
        answer = """mutation($t: ID!, $a: String!) { surveyAnswer(targetId: $t, answers: $a) {
          response { isComplete answers } errors { code } } }"""
        kept = agent.data(answer, t=target["id"], a='{"solved": "yes"}')["surveyAnswer"]
        assert kept["response"] == {"isComplete": False, "answers": '{"solved": "yes"}'}
        wrong = agent.data(answer, t=target["id"], a='{"solved": "perhaps"}')["surveyAnswer"]
        assert wrong["errors"] == [{"code": "WRONG_ANSWER"}]
        whole = agent.data(answer, t=target["id"], a='{"solved": "yes", "mark": "4"}')["surveyAnswer"]
        assert whole["response"]["isComplete"] is True
        work = agent.data(WORK)["campaignWork"]
        assert json.loads(work["answers"]) == {"solved": "yes", "mark": "4"}
        # closing waits for the end of the call
        close = """mutation($id: ID!, $d: String!) { targetClose(id: $id, disposition: $d) {
          work { target { id } } errors { code } } }"""
        busy = agent.data(close, id=target["id"], d="DONE")["targetClose"]
        assert busy["errors"] == [{"code": "CONFLICT"}]
        told(ended(pk, target["id"], ReachOutcome.TALKED, "c9"))
        assert agent.data(WORK)["campaignWork"]["target"]["state"] == "DONE"
        done = agent.data(close, id=target["id"], d="DONE")["targetClose"]
        assert done == {"work": {"target": None}, "errors": []}
        # then statistics and export show it
        pk_survey = boss.data("{ surveys { items { id } } }")["surveys"]["items"][0]["id"]
        shown = boss.data(
            """query($id: ID!) { surveyStatistics(surveyId: $id) { asked completed
              results { key answered mean counts { value count } } } }""",
            id=pk_survey,
        )["surveyStatistics"]
        assert (shown["asked"], shown["completed"]) == (1, 1)
        assert shown["results"][0]["counts"] == [{"value": "yes", "count": 1}, {"value": "no", "count": 0}]
        assert shown["results"][1]["mean"] == 4.0
        exported = boss.data("mutation($id: ID!) { surveyExport(id: $id) { csv errors { code } } }", id=pk_survey)
        lines = exported["surveyExport"]["csv"].splitlines()
        assert lines[0].endswith("解决了吗？,满意吗？") and lines[1].endswith(",1,1,已解决,4")
        with tenancy.entered("east"):
            assert audit.journal.entries("survey.export").count() == 1

    def test_skipped_somebody_else_is_next(self, browser: People, engine: Engine) -> None:
        boss, agent = browser("east", Role.SHIFT_SUPERVISOR), browser("east", Role.AGENT)
        pk = campaign(boss, "PREVIEW")
        boss.data(START, id=pk)
        take = "mutation($id: ID!) { targetNext(campaignId: $id) { work { target { id number } } errors { code } } }"
        skip = "mutation($id: ID!) { targetSkip(id: $id) { work { target { id } } errors { code } } }"
        first = agent.data(take, id=pk)["targetNext"]["work"]["target"]
        # asked again, the same stays in hand
        assert agent.data(take, id=pk)["targetNext"]["work"]["target"] == first
        assert agent.data(skip, id=first["id"])["targetSkip"]["work"]["target"] is None
        assert row(pk).state == "PENDING"


@pytest.mark.usefixtures("queue")
def test_given_a_questionnaire_by_keys_when_pressed_then_kept_as_answers(browser: People, engine: Engine) -> None:
    seen = browser("east", Role.SHIFT_SUPERVISOR)
    pk = campaign(seen, "AUTOMATIC", surveyId=survey(seen), queue="")
    assert seen.data(START, id=pk)["campaignStart"]["errors"] == []
    order = engine.commands[0]
    assert isinstance(order, out.RunCampaign) and order.talk is not None
    assert [step.key for step in order.talk.steps] == ["opening", "solved", "mark", "closing"]
    target = str(row(pk).pk)
    told(dialled(pk, target), ended(pk, target, ReachOutcome.COMPLETED, solved="1", mark="5"))
    with tenancy.entered("east"):
        (response,) = Response.objects.all()
        assert (response.channel, response.answers, response.is_complete) == (
            "KEYS",
            {"solved": "yes", "mark": "5"},
            True,
        )
    # broken off, what was pressed counts but is not complete
    second = str(row(pk, "+8613800000002").pk)
    told(dialled(pk, second, "c2"), ended(pk, second, ReachOutcome.BROKEN_OFF, "c2", solved="1"))
    with tenancy.entered("east"):
        assert list(Response.objects.order_by("id").values_list("is_complete", flat=True)) == [True, False]


def test_given_a_published_questionnaire_when_changed_then_the_version_in_force_stays(
    browser: People, engine: Engine
) -> None:
    seen = browser("east", Role.SHIFT_SUPERVISOR)
    pk = survey(seen)
    changed_form = {"title": "回访", "questions": json.dumps(QUESTIONS[:1])}
    seen.data(SAVE, id=pk, i=changed_form)
    form = "query($id: ID!) { surveyForm(id: $id) { version questions } survey(id: $id) { unpublished questions } }"
    shown = seen.data(form, id=pk)
    assert (shown["surveyForm"]["version"], len(json.loads(shown["surveyForm"]["questions"]))) == (1, 2)
    assert shown["survey"]["unpublished"] is True
    assert [question["key"] for question in json.loads(shown["survey"]["questions"])] == ["solved"]
    assert seen.data("{ surveys { items { id questions } } }")["surveys"]["items"][0]["id"] == pk
    assert seen.data(PUBLISH, id=pk)["surveyPublish"]["survey"] == {"version": 2, "unpublished": False, "forKeys": True}
    # published again without a change, there is no third
    assert seen.data(PUBLISH, id=pk)["surveyPublish"]["survey"]["version"] == 2
    flawed = seen.data(SAVE, id=pk, i={"title": "回访", "questions": "[]"})["surveySave"]
    assert flawed["errors"] == [{"code": "SURVEY_FLAWED"}]
