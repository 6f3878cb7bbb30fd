"""Answering machines, from the campaign's setting to what stands on the list."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from hotline import tenancy
from hotline.kernel.permissions import Role
from telephony.contracts import outreach as out
from telephony.contracts.outreach import MachineRule, ReachOutcome
from tenants.local.campaigns.models import Attempt, Campaign
from tenants.local.voice import actions as voice
from tests.api.conftest import Browser, Engine

from .test_campaigns import ALWAYS, MAKE, START, campaign, changed, dialled, ended, row, told

People = Callable[..., Browser]
SHOWN = """query($id: ID!) { campaign(id: $id) { machine messagePrompt machineMinutes
  outcomes { name count } live { answered abandoned machines } } }"""
LIST = "query($id: ID!) { campaignTargets(campaignId: $id) { items { number state outcome messageLeft } } }"


@pytest.fixture(autouse=True)
def queue(db: None) -> None:
    """East's general queue."""
    with tenancy.entered("east"):
        voice.do_keep_queue("east.general", "general", "综合")


def recognised(pk: str, target: str, call: str = "c1") -> out.AnswerRecognised:
    """The switchboard has heard a machine."""
    return out.AnswerRecognised(
        seq=1,
        at=timezone.now().timestamp(),
        tenant="east",
        call_id=call,
        purpose="CAMPAIGN",
        reference=f"east.{pk}/{target}",
        machine=True,
        why="LONGGREETING-2500-2500",
        seconds=2.6,
    )


def left(pk: str, target: str, call: str) -> out.OutreachEnded:
    """A machine has taken the message down."""
    return replace(ended(pk, target, ReachOutcome.MACHINE, call), message_left=True)


def test_given_the_rule_when_started_then_the_switchboard_is_told(browser: People, engine: Engine) -> None:
    seen = browser("east", Role.SHIFT_SUPERVISOR)
    pk = campaign(seen, machine="LEAVE_MESSAGE", messagePrompt="dialler-message")
    seen.data(START, id=pk)
    (order,) = engine.commands
    assert isinstance(order, out.RunCampaign)
    assert (order.machine, order.message) == (MachineRule.LEAVE_MESSAGE, ("dialler-message",))


def test_a_campaign_listens_for_nothing_unless_told_to(browser: People, engine: Engine) -> None:
    seen = browser("east", Role.SHIFT_SUPERVISOR)
    pk = campaign(seen)
    seen.data(START, id=pk)
    assert [order.machine for order in engine.commands if isinstance(order, out.RunCampaign)] == [MachineRule.OFF]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"machine": "LEAVE_MESSAGE", "messagePrompt": "no-such"}, "UNKNOWN_PROMPT", "messagePrompt"),
        ({"machine": "HANG_UP", "machineMinutes": 0}, "INVALID", "machineMinutes"),
    ],
)
def test_flawed_settings_are_not_kept(browser: People, changes: dict[str, object], code: str, field: str) -> None:
    seen = browser("east", Role.SHIFT_SUPERVISOR)
    given = {"name": "一", "mode": "PREDICTIVE", "queue": "east.general", **ALWAYS, **changes}
    assert seen.data(MAKE, i=given)["campaignSave"]["errors"] == [{"code": code, "field": field}]
    with tenancy.entered("east"):
        assert Campaign.objects.count() == 0


def test_a_machine_is_called_again_later_and_one_that_took_the_message_is_done(browser: People, engine: Engine) -> None:
    # given
    seen = browser("east", Role.SHIFT_SUPERVISOR)
    pk = campaign(seen, machine="LEAVE_MESSAGE", machineMinutes=30)
    seen.data(START, id=pk)
    first, second = row(pk), row(pk, "+8613800000002")
    # when the first machine hangs up before the message is over, and the second takes it down (told twice)
    told(dialled(pk, str(first.pk)), recognised(pk, str(first.pk)))
    told(ended(pk, str(first.pk), ReachOutcome.MACHINE))
    told(dialled(pk, str(second.pk), "c2"), left(pk, str(second.pk), "c2"), left(pk, str(second.pk), "c2"))
    # then
    again, done = row(pk), row(pk, "+8613800000002")
    assert (again.state, again.outcome, again.tries, again.message_left) == ("PENDING", "MACHINE", 1, False)
    assert again.next_at is not None
    assert timedelta(minutes=29) < again.next_at - timezone.now() <= timedelta(minutes=30)
    assert (done.state, done.outcome, done.next_at, done.message_left) == ("DONE", "MACHINE", None, True)
    with tenancy.entered("east"):
        attempt = Attempt.objects.get(target=again)
        assert (attempt.judged_seconds, attempt.judged_why) == (2.6, "LONGGREETING-2500-2500")
    # and the screen tells them apart from people who answered
    told(changed(pk, wanted=0, dialled=2, machines=2))
    shown = seen.data(SHOWN, id=pk)["campaign"]
    assert shown["outcomes"] == [{"name": "MACHINE", "count": 2}]
    assert shown["live"] == {"answered": 0, "abandoned": 0, "machines": 2}
    items = seen.data(LIST, id=pk)["campaignTargets"]["items"]
    assert [(item["state"], item["messageLeft"]) for item in items] == [("PENDING", False), ("DONE", True)]


def test_who_may_choose_messages(browser: People) -> None:
    asked = "{ campaignMessages { key owner zh en } }"
    found = browser("east", Role.SHIFT_SUPERVISOR).data(asked)["campaignMessages"]
    assert {"dialler-message", "dialler-abandoned"} <= {each["key"] for each in found}
