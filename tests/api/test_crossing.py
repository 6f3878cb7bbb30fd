"""The city opens a county's case: with a permission of its own, read only, written down on both sides."""

from collections.abc import Callable

import pytest

from hotline import tenancy
from hotline.audit.models import AuditEntry
from hotline.kernel.permissions import Role
from tenants.local.cases import actions
from tests.api.conftest import Browser
from tests.factories.people import actor

People = Callable[..., Browser]
QUERY = """query($n: String!, $t: String) { case(number: $n, tenant: $t) {
  title allowedActions events { action } recordings { id } } }"""


@pytest.fixture
def of_east(db: None) -> str:
    """A case that lives in east alone: its number."""
    with tenancy.entered("east"):
        given = actions.CaseInput(kind="HELP", title="水管", content="爆裂")
        return actions.do_register(actor("east"), given, "k").number


def crossings(tenant: str) -> int:
    with tenancy.entered(tenant):
        return AuditEntry.objects.filter(action__endswith=".cross").count()


def test_given_a_city_operator_when_a_county_case_is_opened_then_shown_and_audited_on_both_sides(
    browser: People, of_east: str
) -> None:
    seen = browser("city", Role.OPERATOR)
    assert seen.data(QUERY, n=of_east, t="east")["case"] == {
        "title": "水管",
        "allowedActions": [],
        "events": [{"action": "REGISTER"}],
        "recordings": [],
    }
    assert (crossings("city") >= 1, crossings("east") >= 1, crossings("west")) == (True, True, 0)


def test_given_a_city_agent_without_the_permission_when_opened_then_forbidden(browser: People, of_east: str) -> None:
    assert browser("city", Role.AGENT).code(QUERY, n=of_east, t="east") == "FORBIDDEN"
    assert crossings("east") == 0


@pytest.mark.parametrize("tenant", ["city", "west", "nowhere"])
def test_given_another_county_when_it_looks_over_the_line_then_nothing(
    browser: People, of_east: str, tenant: str
) -> None:
    seen = browser("west", *Role)
    body = seen.post(QUERY, n=of_east, t=tenant)
    assert (body.get("data") or {}).get("case") is None
    assert "水管" not in str(body)
    assert browser("west", *Role).post(QUERY, n=of_east, t="east")["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert crossings("east") == 0


@pytest.mark.parametrize("tenant", ["west", "nowhere", "public", "east'; --"])
def test_given_a_place_where_it_is_not_when_opened_then_null(browser: People, of_east: str, tenant: str) -> None:
    assert browser("city", Role.OPERATOR).post(QUERY, n=of_east, t=tenant).get("data") == {"case": None}
