"""Statistics over the API: who may look where, and that the counties know who did."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime

import pytest
from django.utils import timezone

from hotline import tenancy
from hotline.audit.models import AuditEntry
from hotline.kernel.permissions import Role
from tenants.local.contacts.models import Contact
from tests.api.conftest import Browser

People = Callable[..., Browser]
TABLE = """query($s: StatisticsSubject!, $e: Date!, $t: String) {
  statistics(subject: $s, begin: "2026-03-02", end: $e, tenant: $t) {
    columns { key unit norm } rows { key values } total { values } } }"""
CALLS = """query($s: StatisticsSubject!, $k: String!, $t: String) {
  statisticsCalls(subject: $s, key: $k, begin: "2026-03-02", end: "2026-03-02", tenant: $t) {
    total items { callId caller } } }"""
DAY = "2026-03-02"


@pytest.fixture
def a_call_each(db: None) -> None:
    """One answered call in the city, one in east."""
    at = datetime(2026, 3, 2, 9, tzinfo=timezone.get_default_timezone())
    for tenant in ("city", "east"):
        with tenancy.entered(tenant):
            Contact.objects.create(
                call_id=f"{tenant}-call",
                medium="TELEPHONE",
                caller="+8613800010001",
                home_tenant=tenant,
                arrived_at=at,
                queued_at=at,
                answered_at=at,
                waited_seconds=12,
            )


def looks(tenant: str) -> int:
    with tenancy.entered(tenant):
        return AuditEntry.objects.filter(action__endswith=".cross").count()


def test_given_the_citys_supervisor_when_summed_up_then_every_centre_has_a_row_and_knows_who_looked(
    browser: People, a_call_each: None
) -> None:
    found = browser("city", Role.SHIFT_SUPERVISOR).data(TABLE, s="CENTRE", e=DAY)["statistics"]
    offered = [column["key"] for column in found["columns"]].index("offered")
    rows = [(row["key"], row["values"][offered]) for row in found["rows"]]
    assert rows == [("city", 1), ("east", 1), ("west", 0), ("north", 0)]
    assert found["total"]["values"][offered] == 2
    assert found["columns"][offered + 2] == {"key": "connected", "unit": "PERCENT", "norm": 95}
    assert (looks("east"), looks("west")) == (1, 1)


def test_given_a_countys_supervisor_when_asked_then_only_its_own(browser: People, a_call_each: None) -> None:
    seen = browser("east", Role.SHIFT_SUPERVISOR)
    assert [row["key"] for row in seen.data(TABLE, s="CENTRE", e=DAY)["statistics"]["rows"]] == ["east"]
    assert seen.code(TABLE, s="CENTRE", e=DAY, t="city") == "FORBIDDEN"
    assert seen.data(CALLS, s="CENTRE", k="city")["statisticsCalls"]["total"] == 0
    assert seen.data(CALLS, s="CENTRE", k="east")["statisticsCalls"]["total"] == 1
    assert seen.code(CALLS, s="MEDIUM", k="TELEPHONE", t="west") == "FORBIDDEN"
    assert (looks("city"), looks("west")) == (0, 0)


def test_given_a_row_when_opened_then_its_calls_and_of_a_county_for_the_city_alone(
    browser: People, a_call_each: None
) -> None:
    boss = browser("city", Role.SHIFT_SUPERVISOR)
    own = boss.data(CALLS, s="MEDIUM", k="TELEPHONE")["statisticsCalls"]
    assert own == {"total": 1, "items": [{"callId": "city-call", "caller": "+8613800010001"}]}
    assert boss.data(CALLS, s="CENTRE", k="east")["statisticsCalls"]["items"][0]["callId"] == "east-call"
    assert boss.data(CALLS, s="HOUR", k="09", t="east")["statisticsCalls"]["items"][0]["callId"] == "east-call"
    assert looks("east") == 2


def test_given_an_agent_when_asked_then_forbidden(browser: People, a_call_each: None) -> None:
    assert browser("city", Role.AGENT).code(TABLE, s="CENTRE", e=DAY) == "FORBIDDEN"
    assert looks("east") == 0


def test_given_an_assessor_when_a_row_is_opened_then_single_calls_stay_closed(
    browser: People, a_call_each: None
) -> None:
    seen = browser("east", Role.ASSESSOR)
    assert seen.data(TABLE, s="AGENT", e=DAY)["statistics"]["rows"] == []
    assert seen.code(CALLS, s="MEDIUM", k="TELEPHONE") == "FORBIDDEN"


def test_given_a_period_that_ends_before_it_begins_when_asked_then_told_so(browser: People) -> None:
    (error,) = browser("east", Role.SHIFT_SUPERVISOR).post(TABLE, s="DAY", e="2026-03-01")["errors"]
    assert error["extensions"]["code"] == "PERIOD_INVALID"
    assert "366" in error["message"]


SET = """mutation($id: ID, $u: String!, $s: [StatisticsSubject!]!) {
  reportRecipientSet(id: $id, name: "省热线办", url: $u, subjects: $s, every: WEEK) {
    recipient { id name url subjects every hour isOpen } secret errors { code field } } }"""
SEND = """mutation($id: ID!, $e: Date!) {
  reportSend(id: $id, begin: "2026-03-02", end: $e) { made errors { code field } } }"""
SENT = """{ reportRecipients { id } reportDeliveries {
  total items { id recipient subject begin end state by digest } } }"""


def test_given_an_administrator_when_tables_are_sent_then_they_are_on_record_with_their_document(
    browser: People, a_call_each: None
) -> None:
    admin = browser("east", Role.ADMINISTRATOR)
    url = "https://province.example/in"
    made = admin.data(SET, id=None, u=url, s=["DAY", "AGENT"])["reportRecipientSet"]
    assert made["errors"] == []
    assert len(made["secret"]) >= 40
    shown = {**made["recipient"]}
    pk = shown.pop("id")
    assert shown == {
        "name": "省热线办",
        "url": url,
        "subjects": ["DAY", "AGENT"],
        "every": "WEEK",
        "hour": 6,
        "isOpen": True,
    }
    # a change shows no secret, and what cannot be is refused
    assert admin.data(SET, id=pk, u=url, s=["DAY"])["reportRecipientSet"]["secret"] is None
    refused = admin.data(SET, id=pk, u="http://127.0.0.1/in", s=["DAY"])["reportRecipientSet"]
    assert refused["errors"] == [{"code": "REPORT_ADDRESS_REFUSED", "field": "url"}]
    early = admin.data(SEND, id=pk, e=timezone.localdate().isoformat())["reportSend"]
    assert early["errors"] == [{"code": "NOT_YET_OVER", "field": "end"}]
    assert admin.data(SENT)["reportDeliveries"]["total"] == 0
    # when sent it stands there, with what goes out
    assert admin.data(SEND, id=pk, e=DAY)["reportSend"]["made"] == 1
    (row,) = admin.data(SENT)["reportDeliveries"]["items"]
    assert (row["recipient"], row["subject"], row["begin"], row["state"]) == ("省热线办", "DAY", DAY, "WAITING")
    document = admin.data("query($i: ID!) { reportDocument(id: $i) }", i=row["id"])["reportDocument"]
    assert hashlib.sha256(document.encode()).hexdigest() == row["digest"]
    assert json.loads(document)["rows"][0]["values"][0] == 1
    # and another centre sees nothing of it
    assert browser("west", Role.ADMINISTRATOR).data(SENT) == {
        "reportRecipients": [],
        "reportDeliveries": {"total": 0, "items": []},
    }
