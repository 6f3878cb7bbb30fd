"""The working calendar through the API: set, refused, and what it does to the deadline of a new case."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from hotline import tenancy
from hotline.audit.journal import entries
from hotline.kernel.permissions import Role
from tenants.local.cases import actions as cases
from tenants.local.cases.models import WorkCalendar
from tests.api.conftest import Browser
from tests.factories.people import actor

People = Callable[..., Browser]
SHOW = "{ workCalendar { periods { weekdays begins ends } closedDays workingDays urgencies examples { urgency } } }"
SET = """mutation($p: [WorkPeriodInput!]!, $c: [String!]!, $w: [String!]!, $u: [Urgency!]!) {
  workCalendarSet(periods: $p, closedDays: $c, workingDays: $w, urgencies: $u) {
    calendar { urgencies } errors { code field } } }"""
OFFICE = {
    "p": [{"weekdays": [1, 2, 3, 4, 5], "begins": 540, "ends": 1080}],
    "c": ["2026-10-01"],
    "w": ["2026-10-10"],
    "u": ["LOW", "NORMAL"],
}


def test_given_an_administrator_when_set_then_new_cases_of_that_centre_are_due_in_it(
    browser: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = browser("east", Role.ADMINISTRATOR)
    assert admin.data(SHOW)["workCalendar"]["urgencies"] == []
    done = admin.data(SET, **OFFICE)["workCalendarSet"]
    assert done == {"calendar": {"urgencies": ["NORMAL", "LOW"]}, "errors": []}
    assert admin.data(SHOW)["workCalendar"] == {
        "periods": OFFICE["p"],
        "closedDays": ["2026-10-01"],
        "workingDays": ["2026-10-10"],
        "urgencies": ["NORMAL", "LOW"],
        "examples": [{"urgency": urgency} for urgency in ("CRITICAL", "URGENT", "NORMAL", "LOW")],
    }
    friday = datetime(2026, 7, 3, 16, tzinfo=ZoneInfo("Asia/Shanghai"))
    monkeypatch.setattr(timezone, "now", lambda: friday)
    given = cases.CaseInput(kind="COMPLAINT", title="路灯不亮", content="中山路 12 号路灯不亮。", urgency="NORMAL")
    for tenant, days in (("east", 11), ("west", 7)):
        with tenancy.entered(tenant):
            row = cases.do_register(actor(tenant, Role.AGENT), given, "calendar-test")
            assert row.due_at == friday + timedelta(days=days)
    with tenancy.entered("east"):
        assert [entry.detail for entry in entries("calendar")] == ["NORMAL LOW; 1 closed, 1 make-up"]


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"p": []}, "REQUIRED", "periods"),
        ({"p": [{"weekdays": [8], "begins": 0, "ends": 60}]}, "INVALID", "periods"),
        ({"p": [{"weekdays": [1], "begins": 600, "ends": 600}]}, "INVALID", "periods"),
        ({"c": ["2026-02-30"]}, "INVALID", "closedDays"),
        ({"w": ["2026-10-01"]}, "INVALID", "workingDays"),
    ],
)
def test_given_what_cannot_be_when_set_then_refused_and_nothing_changes(
    browser: People, wrong: dict[str, Any], code: str, field: str
) -> None:
    answer = browser("east", Role.ADMINISTRATOR).data(SET, **{**OFFICE, **wrong})["workCalendarSet"]
    assert answer == {"calendar": None, "errors": [{"code": code, "field": field}]}
    with tenancy.entered("east"):
        assert not WorkCalendar.objects.exists()


def test_given_an_agent_when_set_then_forbidden(browser: People) -> None:
    assert browser("east", Role.AGENT).code(SET, **OFFICE) == "FORBIDDEN"
