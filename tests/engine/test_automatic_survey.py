"""An automatic questionnaire from its rows and back: the campaign's own order, a real telephone that presses keys, the
answers as they are kept."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from hotline import tenancy
from hotline.kernel.actor import Actor
from telephony.contracts import events as tel
from telephony.contracts import outreach as out
from telephony.contracts.plan import PromptPlan
from telephony.sipphone import SipPhone, Tone
from tenants.local.campaigns import actions, handlers, running
from tenants.local.campaigns.models import Campaign, Target
from tenants.local.surveys import actions as surveys
from tenants.local.surveys.models import Response
from tests.engine.house import PLAN, House
from tests.engine.rig import AGENT_NUMBER, ALL_BUSY, CALLER, DIGIT_EIGHT, SYSTEM_ERROR, WELCOME, AsteriskProcess

from .test_outreach import rung, same_books

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("same_transaction")]

PRESSES, SILENT = "13900040001", "13900040002"
QUESTIONS: list[dict[str, Any]] = [
    {
        "key": "solved",
        "kind": "CHOICE",
        "text": "解决了吗？",
        "prompt": "survey-resolved",
        "choices": [{"value": "yes", "label": "已解决"}, {"value": "no", "label": "未解决", "next": "END"}],
    },
    {"key": "mark", "kind": "SCALE", "text": "满意吗？", "low": 1, "high": 5, "prompt": "survey-satisfied"},
]
TONES = {
    "survey-opening": "system-error",
    "survey-resolved": "welcome",
    "survey-satisfied": "all-busy",
    "survey-thanks": "agent-number",
    "invalid-choice": "digit-8",
}
"""Prompts of the questionnaire, and the tone that stands for each."""


@pytest.fixture
async def house(asterisk: AsteriskProcess, tmp_path: Path) -> AsyncIterator[House]:
    house = House(asterisk, tmp_path)
    await house.start()
    prompts = tuple(PromptPlan("east", key, "zh", file) for key, file in TONES.items())
    house.bus.publish_plan(replace(PLAN, version=2, prompts=prompts))
    try:
        yield house
    finally:
        await house.close()


def automatic_campaign() -> tuple[out.RunCampaign, out.FeedCampaign]:
    """A published questionnaire and a campaign with two people; what the switchboard is told."""
    actor = Actor.system("east")
    survey = surveys.do_keep_survey(actor, "满意度", "", "zh", QUESTIONS)
    surveys.do_publish(actor, survey.pk)
    given = actions.CampaignInput("语音调查", "AUTOMATIC", survey_id=survey.pk, max_tries=2, no_answer_minutes=30)
    campaign = actions.do_keep_campaign(actor, replace(given, from_minute=0, to_minute=24 * 60))
    actions.do_import(actor, campaign.pk, f"{PRESSES},王芳\n{SILENT},李强")
    order = running.order_of(campaign, timezone.now() + timedelta(hours=1))
    targets = tuple(out.DialTarget(str(row.pk), row.number) for row in Target.objects.filter(campaign=campaign))
    feed = out.FeedCampaign(command_id="feed", tenant="east", campaign=order.campaign, targets=targets)
    return order, feed


def written(events: list[tel.Event]) -> tuple[list[tuple[Any, ...]], dict[str, tuple[Any, ...]]]:
    """What the events become: answers, and where the people on the list stand."""
    Campaign.objects.update(state="RUNNING")
    for event in events:
        if not isinstance(event, out.CampaignChanged):
            handlers.handle(event)
    answers = Response.objects.order_by("id").values_list("channel", "number", "name", "answers", "is_complete")
    people = Target.objects.order_by("id")
    return list(answers), {
        row.number[3:]: (row.state, row.outcome, row.tries, row.next_at is not None) for row in people
    }


async def test_given_an_automatic_questionnaire_when_keys_are_pressed_then_exact_answers_are_kept(
    house: House,
) -> None:
    # given
    at = house.asterisk
    world = await SipPhone.open("outside", at.server, port=at.outside_port, sound=lambda: Tone(CALLER))
    house.phones.append(world)
    order, feed = await tenancy.run_async("east", automatic_campaign)
    # when
    assert order.talk is not None
    steps = tuple(replace(step, input_seconds=3.0) for step in order.talk.steps)  # the silent one costs less time
    order = replace(order, talk=replace(order.talk, steps=steps))
    for command in (order, feed):
        reply = await asyncio.to_thread(house.bus.submit, command, wait=5.0)
        assert reply.refusal is None
    calls = dict([await rung(world), await rung(world)])
    calls[PRESSES].answer()
    calls[SILENT].answer()
    answering = calls[PRESSES]
    await answering.hears(SYSTEM_ERROR)  # the opening
    await answering.hears(WELCOME)
    # a key that means nothing: told so, and asked again
    answering.press("7")
    await answering.hears(DIGIT_EIGHT)
    await answering.hears(WELCOME)
    # once more, on request
    answering.press("*")
    await answering.hears(WELCOME)
    answering.press("1")
    await answering.hears(ALL_BUSY)
    answering.press("4")
    await answering.hears(AGENT_NUMBER)  # thanks
    await asyncio.wait_for(answering.ended.wait(), 15.0)
    done = await house.expect(out.OutreachEnded, outcome=out.ReachOutcome.COMPLETED)
    assert done.answers == {"solved": "1", "mark": "4"}
    # the other one presses nothing: asked three times, then let go
    await house.until(lambda: len(house.of(out.OutreachEnded)) == 2, "both attempts are over", within=60.0)
    assert house.of(out.OutreachEnded)[-1].outcome is out.ReachOutcome.BROKEN_OFF
    await house.until(lambda: len(house.of(tel.CallEnded)) == 2, "every call has ended", within=40.0)
    same_books(house)
    # then
    answers, people = await tenancy.run_async("east", written, house.events)
    assert answers == [("KEYS", f"+86{PRESSES}", "王芳", {"solved": "yes", "mark": "4"}, True)]
    assert people == {PRESSES: ("DONE", "COMPLETED", 1, False), SILENT: ("PENDING", "BROKEN_OFF", 1, True)}
