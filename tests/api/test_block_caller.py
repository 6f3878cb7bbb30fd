"""Block this caller: proposed by an agent, decided by a supervisor; at once by who keeps the lists; taken back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from hotline import tenancy
from hotline.audit.journal import entries
from hotline.kernel.permissions import Role
from tenants.local.contacts.models import BlockProposal, Contact, Medium
from tenants.local.people.models import Agent
from tenants.shared.numbering.models import ListedNumber
from tests.api.conftest import Browser

pytestmark = pytest.mark.django_db
People = Callable[..., Browser]
NUMBER = "+8613900000077"
BLOCK = """mutation($c: String!, $r: String!, $d: Int!) { callerBlock(callId: $c, reason: $r, days: $d) {
  entryId proposalId errors { code field } } }"""
WITHDRAW = "mutation($id: ID!) { callerBlockWithdraw(id: $id) { ok errors { code } } }"
DECIDE = "mutation($id: ID!, $a: Boolean!) { blockProposalDecide(id: $id, accept: $a) { errors { code } } }"
OPEN = "{ blockProposals { id number reason days } }"


def a_call(call: str = "call-1", tenant: str = "east", **facts: object) -> None:
    """A call that the newest agent of ``tenant`` had."""
    with tenancy.entered(tenant):
        agent = Agent.objects.order_by("-id")[0].agent_number
        given = {"caller": NUMBER, "agent_number": agent, "medium": Medium.TELEPHONE, **facts}
        Contact.objects.create(call_id=call, arrived_at=timezone.now(), **given)


def black() -> list[tuple[str, str, str]]:
    with tenancy.entered_public():
        rows = ListedNumber.objects.filter(number=NUMBER)
        return [(row.reason, row.tenant, str((row.until - timezone.now()).days + 1)) for row in rows if row.until]


def test_given_an_agent_when_they_block_then_it_is_proposed_and_the_supervisor_decides(browser: People) -> None:
    boss, agent = browser("east", Role.SHIFT_SUPERVISOR), browser("east", Role.AGENT)
    a_call()
    done = agent.data(BLOCK, c="call-1", r="骚扰", d=7)["callerBlock"]
    assert (done["errors"], done["entryId"]) == ([], None)
    again = agent.data(BLOCK, c="call-1", r="辱骂", d=30)["callerBlock"]
    assert again["proposalId"] == done["proposalId"]
    assert black() == []
    assert agent.code(OPEN) == "FORBIDDEN"
    assert agent.code(DECIDE, id=done["proposalId"], a=True) == "FORBIDDEN"
    proposed = {"id": done["proposalId"], "number": NUMBER, "reason": "辱骂", "days": 30}
    assert boss.data(OPEN)["blockProposals"] == [proposed]
    assert browser("west", Role.SHIFT_SUPERVISOR).data(OPEN)["blockProposals"] == []
    assert boss.data(DECIDE, id=done["proposalId"], a=True)["blockProposalDecide"]["errors"] == []
    assert black() == [("辱骂", "east", "30")]
    assert boss.data(OPEN)["blockProposals"] == []
    late = boss.data(DECIDE, id=done["proposalId"], a=False)["blockProposalDecide"]["errors"]
    assert late == [{"code": "ALREADY_DECIDED"}]
    with tenancy.entered("east"):
        acts = [row.action for row in entries(NUMBER)]
    assert acts == ["numbering.list", "caller.block_accepted", "caller.block_proposed", "caller.block_proposed"]


def test_given_a_proposal_when_withdrawn_by_its_agent_then_nobody_is_asked(browser: People) -> None:
    other, agent = browser("east", Role.AGENT), browser("east", Role.AGENT)
    a_call()
    proposal = agent.data(BLOCK, c="call-1", r="骚扰", d=7)["callerBlock"]["proposalId"]
    assert other.data(WITHDRAW, id=proposal)["callerBlockWithdraw"]["errors"] == [{"code": "NOT_FOUND"}]
    assert agent.data(WITHDRAW, id=proposal)["callerBlockWithdraw"] == {"ok": True, "errors": []}
    assert agent.data(WITHDRAW, id=proposal)["callerBlockWithdraw"]["errors"] == [{"code": "ALREADY_DECIDED"}]


@pytest.mark.parametrize(("place", "reach"), [("east", "east"), ("city", "")])
def test_given_who_keeps_the_lists_when_they_block_then_at_once(browser: People, place: str, reach: str) -> None:
    boss = browser(place, Role.SHIFT_SUPERVISOR)
    a_call(tenant=place)
    done = boss.data(BLOCK, c="call-1", r="骚扰", d=1)["callerBlock"]
    assert (done["errors"], done["proposalId"]) == ([], None)
    assert black() == [("骚扰", reach, "1")]


@pytest.mark.parametrize(
    ("facts", "given", "code"),
    [
        ({}, {"r": " "}, "REQUIRED"),
        ({}, {"d": 0}, "INVALID"),
        ({}, {"d": 366}, "INVALID"),
        ({}, {"c": "call-2"}, "NOT_FOUND"),
        ({"agent_number": "1"}, {}, "NOT_FOUND"),
        ({"ended_at": timezone.now() - timedelta(hours=25)}, {}, "NOT_FOUND"),
        ({"caller": ""}, {}, "NO_CALLER_NUMBER"),
        ({"verified": False}, {}, "NO_CALLER_NUMBER"),
        ({"purpose": "CASE"}, {}, "NO_CALLER_NUMBER"),
    ],
)
def test_given_what_cannot_be_when_blocked_then_refused_and_nothing_is_kept(
    browser: People, facts: dict[str, object], given: dict[str, object], code: str
) -> None:
    agent = browser("east", Role.AGENT)
    a_call(**facts)
    done = agent.data(BLOCK, **{"c": "call-1", "r": "骚扰", "d": 7, **given})["callerBlock"]
    assert [error["code"] for error in done["errors"]] == [code]
    with tenancy.entered("east"):
        assert BlockProposal.objects.count() == 0
    assert black() == []
