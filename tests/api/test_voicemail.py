"""Voice messages as work: boxes, taking one, dealing with it, opening it again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from hotline import tenancy
from hotline.audit.journal import entries
from hotline.kernel.permissions import Role
from telephony.contracts import events as tel
from tenants.local.contacts import handlers
from tenants.local.contacts.models import Contact, VoiceMessage
from tests.api.conftest import Browser

People = Callable[..., Browser]
BOX = """query($b: VoicemailBox, $t: String) { voicemails(box: $b, text: $t) { total items { callId } }
  voicemailCounts { unheard open overdue mine } }"""
FINISH = """mutation($c: String!, $h: VoicemailHandled!) { voicemailFinish(callId: $c, how: $h, note: "好") {
  voicemail { how note doneBy } errors { code } } }"""
ASSIGN = """mutation($c: String!, $a: String!) { voicemailAssign(callId: $c, agentNumber: $a) {
  voicemail { assignedTo } errors { code } } }"""
REOPEN = "mutation($c: String!) { voicemailReopen(callId: $c) { voicemail { how } errors { code } } }"


@pytest.fixture
def left(db: None) -> str:
    """A message left a minute ago in east, as the telephone told it; twice, which changes nothing."""
    at = timezone.now().timestamp() - 60
    with tenancy.entered("east"):
        for _ in range(2):
            handlers.handle(
                tel.CallEnded(
                    seq=1, at=at, tenant="east", call_id="vm-1", caller="+8613800000001", called="12345",
                    reason=tel.EndReason.VOICEMAIL, waited_seconds=0.0, talked_seconds=0.0,
                )
            )  # fmt: skip
        assert VoiceMessage.objects.count() == 1
    return "vm-1"


def box(seen: Browser, name: str, text: str = "") -> list[str]:
    """The calls in a box."""
    return [row["callId"] for row in seen.data(BOX, b=name, t=text)["voicemails"]["items"]]


def test_a_message_is_unheard_then_heard_then_done_and_open_again(browser: People, left: str) -> None:
    seen = browser("east", Role.AGENT)
    assert (box(seen, "UNHEARD"), box(seen, "HEARD"), box(seen, "DONE")) == ([left], [], [])
    with tenancy.entered("east"):
        Contact.objects.filter(call_id=left).update(listened_at=timezone.now())
    assert (box(seen, "UNHEARD"), box(seen, "HEARD")) == ([], [left])
    assert (box(seen, "OPEN", "13800000001"), box(seen, "OPEN", "139")) == ([left], [])
    done = seen.data(FINISH, c=left, h="CALLED_BACK")["voicemailFinish"]
    assert (done["errors"], done["voicemail"]["how"], done["voicemail"]["note"]) == ([], "CALLED_BACK", "好")
    assert (box(seen, "OPEN"), box(seen, "DONE")) == ([], [left])
    assert seen.data(FINISH, c=left, h="SPAM")["voicemailFinish"]["errors"] == [{"code": "CONFLICT"}]
    assert seen.data(ASSIGN, c=left, a="8101")["voicemailAssign"]["errors"] == [{"code": "CONFLICT"}]
    with tenancy.entered("east"):
        assert VoiceMessage.objects.get().how == "CALLED_BACK"
    assert seen.data(REOPEN, c=left)["voicemailReopen"]["voicemail"] == {"how": None}
    assert box(seen, "OPEN") == [left]
    with tenancy.entered("east"):
        assert [row.action for row in entries(left)] == ["voicemail.reopened", "voicemail.done"]


def test_one_that_is_taken_is_in_the_takers_box(browser: People, left: str) -> None:
    seen = browser("east", Role.AGENT)
    number = seen.data("{ viewer { agentNumber } }")["viewer"]["agentNumber"]
    assert box(seen, "MINE") == []
    assert seen.data(ASSIGN, c=left, a=number)["voicemailAssign"]["voicemail"] == {"assignedTo": number}
    assert box(seen, "MINE") == [left]
    assert seen.data(BOX, b="MINE")["voicemailCounts"] == {"unheard": 1, "open": 1, "overdue": 0, "mine": 1}


def test_after_a_day_it_is_overdue(browser: People, left: str) -> None:
    seen = browser("east", Role.AGENT)
    assert box(seen, "OVERDUE") == []
    with tenancy.entered("east"):
        VoiceMessage.objects.update(left_at=timezone.now() - timedelta(hours=24, seconds=1))
    assert box(seen, "OVERDUE") == [left]


def test_others_are_refused(browser: People, left: str) -> None:
    assert browser("east", Role.ASSESSOR).code(BOX, b="OPEN") == "FORBIDDEN"
    west = browser("west", Role.AGENT)
    assert box(west, "ALL") == []
    assert west.data(FINISH, c=left, h="SPAM")["voicemailFinish"]["errors"] == [{"code": "NOT_FOUND"}]
