"""What marks a call as a call-back or a campaign's, on the agent's desk and in the list of calls."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from hotline import tenancy
from hotline.kernel.permissions import Role
from hotline_api.desk.view import build_desk
from telephony.contracts import events as tel
from telephony.contracts import outreach
from tenants.local.campaigns.models import Campaign
from tenants.local.contacts import handlers
from tests.api.conftest import Browser

People = Callable[..., Browser]
START = 1_780_000_000.0
CITIZEN = "+8613800010001"
LIST = "{ contacts { items { callId endReason origin { kind number askedAt tries name mode } } } }"

pytestmark = pytest.mark.django_db


def told(*events: tel.Event) -> None:
    with tenancy.entered("east"):
        for event in events:
            handlers.handle(event)


def at(seconds: float) -> str:
    return datetime.fromtimestamp(START + seconds, tz=UTC).isoformat()


def offered(call: str, after: float, **more: object) -> tel.CallOffered:
    facts = {"agent": "east:8101", "seat": "east-01", "queue": "east.general", "home": "east", "called": "12345"}
    facts |= {"caller": CITIZEN, "medium": "TELEPHONE", "arrived_at": START}
    return tel.CallOffered(seq=0, at=START + after, tenant="east", call_id=call, **{**facts, **more})


def test_given_a_promised_call_back_then_desk_and_list_say_when_it_was_asked_for(browser: People) -> None:
    base = {"seq": 0, "tenant": "east", "call_id": "c1"}
    told(
        tel.CallBackAsked(**base, at=START + 40, number="+861065120000", queue="east.general"),
        tel.CallBackTried(**base, at=START + 90, attempt=1, outcome="BUSY", next_at=START + 150),
        offered("c1", 150, call_back="+861065120000", call_back_asked_at=START + 40, call_back_attempt=2),
    )
    with tenancy.entered("east"):
        call = build_desk("east:8101").call
    assert call and call.pop and call.pop.origin
    origin = call.pop.origin
    assert (origin.kind, origin.number, origin.tries) == ("CALL_BACK", "+861065120000", 1)
    assert origin.asked_at == datetime.fromtimestamp(START + 40, tz=UTC)
    (item,) = browser("east", Role.AGENT).data(LIST)["contacts"]["items"]
    shown = {"kind": "CALL_BACK", "number": "+861065120000", "tries": 1, "name": "", "mode": None}
    assert item["origin"] == {**shown, "askedAt": at(40)}


def test_a_county_that_helps_out_learns_it_from_the_offer(browser: People) -> None:
    told(offered("c2", 60, home="city", call_back=CITIZEN, call_back_asked_at=START + 10, call_back_attempt=1))
    (item,) = browser("east", Role.AGENT).data(LIST)["contacts"]["items"]
    assert (item["origin"]["kind"], item["origin"]["askedAt"]) == ("CALL_BACK", at(10))


def test_given_a_call_of_a_campaign_then_its_name_and_mode(browser: People) -> None:
    with tenancy.entered("east"):
        pk = Campaign.objects.create(name="办结回访", mode="PREVIEW", created_by="x").pk
    facts = {"purpose": "CAMPAIGN", "reference": f"east.{pk}/7"}
    base = {"seq": 0, "at": START, "tenant": "east", "number": CITIZEN}
    dialled = tel.CallDialled(**base, **facts, call_id="c3", agent="east:8101", seat="east-01")
    told(dialled, outreach.OutreachDialled(**base, **facts, call_id="c4"))
    with tenancy.entered("east"):
        call = build_desk("east:8101").call
    assert call and call.pop and call.pop.origin
    assert (call.pop.origin.kind, call.pop.origin.name, call.pop.origin.mode) == ("CAMPAIGN", "办结回访", "PREVIEW")
    items = browser("east", Role.AGENT).data(LIST)["contacts"]["items"]
    assert [item["origin"]["name"] for item in items] == ["办结回访", "办结回访"]


def test_who_simply_called_has_no_origin_and_a_dropped_promise_says_why(browser: People) -> None:
    base = {"seq": 0, "tenant": "east"}
    told(
        offered("c5", 10),
        tel.CallBackAsked(**base, call_id="c6", at=START + 40, number=CITIZEN, queue="east.general"),
        tel.CallBackDropped(**base, call_id="c6", at=START + 60, reason="GOT_THROUGH", by_call="c5"),
        tel.CallEnded(
            **base,
            call_id="c6",
            at=START + 60,
            reason=tel.EndReason.CALL_BACK_NOT_NEEDED,
            caller=CITIZEN,
            called="12345",
            waited_seconds=60.0,
            talked_seconds=0.0,
        ),
    )
    seen = browser("east", Role.AGENT)
    items = {item["callId"]: item for item in seen.data(LIST)["contacts"]["items"]}
    assert items["c5"]["origin"] is None
    assert items["c6"]["endReason"] == "CALL_BACK_NOT_NEEDED"
    # and it is no missed call: nobody has to be called
    assert seen.data("{ missedCalls { total } }")["missedCalls"]["total"] == 0
    steps = seen.data('{ contact(callId: "c6") { trace { step detail } } }')["contact"]["trace"]
    assert {"step": "CALL_BACK_DROPPED", "detail": "GOT_THROUGH c5"} in steps
