"""Statistics over the API: who may look where, and that the counties know who did."""

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
