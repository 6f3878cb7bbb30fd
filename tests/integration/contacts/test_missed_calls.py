"""Calls that nobody answered are owed a call-back, until somebody talks with the citizen or decides otherwise."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from hotline import tenancy
from hotline.audit.journal import entries
from hotline.kernel.actor import Actor
from hotline.kernel.errors import NotFound
from telephony.contracts import events as tel
from tenants.local.contacts import actions, handlers, queries
from tenants.local.contacts.models import Contact

pytestmark = pytest.mark.django_db

CITIZEN, OTHER = "+8613800010001", "+8613800010002"
START = 1_780_000_000.0


@pytest.fixture(autouse=True)
def in_east() -> Iterator[None]:
    with tenancy.entered("east"):
        yield


def inbound(
    call: str, at: float, caller: str = CITIZEN, reason: tel.EndReason | None = tel.EndReason.ABANDONED
) -> None:
    """A call that waits 20 s and is over, or goes on (``reason`` None)."""
    base: dict[str, Any] = {"seq": 0, "tenant": "east", "call_id": call}
    handlers.handle(
        tel.CallArrived(
            **base, at=at, caller=caller, caller_raw=caller, called="12345", medium="TELEPHONE", flow="direct"
        )
    )
    if reason:
        handlers.handle(
            tel.CallEnded(
                **base, at=at + 20, reason=reason, caller=caller, called="12345", waited_seconds=20, talked_seconds=0
            )
        )


def outbound(call: str, at: float, number: str = CITIZEN, answered: bool = True) -> None:
    """city agent 8101 calls back."""
    base: dict[str, Any] = {"seq": 0, "tenant": "east", "call_id": call}
    facts = {"agent": "east:8101", "seat": "east-01"}
    handlers.handle(tel.CallDialled(**base, **facts, at=at, number=number, purpose="CALLBACK", reference=None))
    if answered:
        handlers.handle(tel.CallAnswered(**base, **facts, at=at + 5, waited_seconds=0.0))
    else:
        end = tel.EndReason.NOT_REACHED
        handlers.handle(
            tel.CallEnded(
                **base, at=at + 60, reason=end, caller=number, called=number, waited_seconds=0, talked_seconds=0
            )
        )


def numbers() -> list[str]:
    return [row.number for row in queries.missed_callers()]


def moment(epoch: float) -> datetime:
    return datetime.fromtimestamp(epoch, tz=UTC)


def test_given_calls_in_vain_when_listed_then_one_line_per_number_who_waits_longest_first() -> None:
    inbound("a", START + 100, OTHER)
    inbound("b", START)
    inbound("c", START + 200)
    inbound("d", START + 300, reason=tel.EndReason.GATEWAY_FAILED)
    inbound("e", START + 300, "", tel.EndReason.ABANDONED)  # nobody to call back
    inbound("f", START + 300, "+8613800010003", tel.EndReason.SELF_SERVICE)  # got what they wanted
    first, second = queries.missed_callers()
    assert (first.number, first.times, first.first_at, first.last_at, first.waited_seconds, first.tries) == (
        CITIZEN, 3, moment(START), moment(START + 300), 20.0, 0,
    )  # fmt: skip
    assert (second.number, second.times) == (OTHER, 1)


def test_given_a_missed_call_when_called_back_in_vain_then_it_is_still_owed_and_the_try_is_counted() -> None:
    inbound("a", START)
    outbound("out-1", START + 600, answered=False)
    (row,) = queries.missed_callers()
    assert (row.tries, row.last_try_at) == (1, moment(START + 600))


def test_given_missed_calls_when_called_back_then_they_are_settled_by_that_agent() -> None:
    inbound("a", START)
    inbound("b", START + 60)
    inbound("c", START, OTHER)
    outbound("out-1", START + 600)
    assert numbers() == [OTHER]
    rows = Contact.objects.filter(caller=CITIZEN).values_list("settled_how", "settled_by", "settled_at")
    assert list(rows) == [("CALLED_BACK", "8101", moment(START + 605))] * 2


def test_given_a_missed_call_when_the_citizen_gets_through_later_then_nothing_is_owed() -> None:
    inbound("a", START)
    inbound("b", START + 60, reason=None)
    base: dict[str, Any] = {"seq": 0, "tenant": "east", "call_id": "b", "agent": "east:8101", "seat": "east-01"}
    handlers.handle(tel.CallAnswered(**base, at=START + 70, waited_seconds=10.0))
    assert numbers() == []
    assert Contact.objects.get(call_id="a").settled_how == "CALLED_AGAIN"


def test_given_a_missed_call_when_dismissed_then_gone_from_the_list_and_the_reason_is_in_the_audit_log() -> None:
    inbound("a", START)
    actor = Actor(user_id=1, name="east.agent1", tenant="east", permissions=frozenset(), agent_number="8101")
    assert actions.do_dismiss_missed(actor, CITIZEN, "wrong number") == 1
    assert numbers() == []
    entry = entries().get()
    assert (entry.action, entry.object, entry.detail) == ("missed.dismissed", CITIZEN, "wrong number")
    with pytest.raises(NotFound):
        actions.do_dismiss_missed(actor, CITIZEN, "again")
    assert entries().count() == 1


def test_given_calls_out_when_asked_for_the_last_numbers_then_newest_first_each_once() -> None:
    outbound("o1", START, OTHER)
    outbound("o2", START + 60, CITIZEN, answered=False)
    outbound("o3", START + 120, OTHER)
    assert queries.recent_numbers("8101") == [(OTHER, moment(START + 120)), (CITIZEN, moment(START + 60))]
    assert queries.recent_numbers("8102") == []


def test_given_a_conference_when_told_then_the_desk_shows_who_takes_part() -> None:
    inbound("a", START, reason=None)
    base: dict[str, Any] = {"seq": 0, "tenant": "east", "call_id": "a"}
    handlers.handle(
        tel.CallOffered(
            **base,
            at=START,
            agent="east:8101",
            seat="east-01",
            queue="east.general",
            home="east",
            caller=CITIZEN,
            called="12345",
            medium="TELEPHONE",
            arrived_at=START,
        )
    )

    def changed(change: str, party: str | None = None) -> tuple[list[dict[str, Any]], str]:
        handlers.handle(tel.CallChanged(**base, at=START + 9, agent="east:8101", change=change, party=party))
        engagement = queries.current_engagement("east:8101")
        assert engagement
        return engagement.guests, engagement.prompt

    assert changed("INVITED", OTHER) == ([{"party": OTHER, "talking": False}], "")
    assert changed("GUEST_JOINED", OTHER) == ([{"party": OTHER, "talking": True}], "")
    assert changed("PROMPT_PLAYING", "aid-please-wait") == ([{"party": OTHER, "talking": True}], "aid-please-wait")
    assert changed("HELD")[1] == ""
    assert changed("GUEST_LEFT", OTHER) == ([], "")
