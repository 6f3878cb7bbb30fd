"""Gateways and channels through the API: what is shown, what is set, by whom, and what is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from hotline import audit, tenancy
from hotline.kernel.permissions import Role
from tenants.local.routing import routing_plan
from tenants.shared.numbering import queries
from tests.api.conftest import Browser, Engine

People = Callable[..., Browser]
FIELDS = """channels taken editable nodes { key state calls legs controlMs sipMs why } uses { use taken }
  allotments { use subject guaranteed maximum whenFull flow taken }
  tolls { subject classes concurrent hourly autoConcurrent autoHourly }
  tenants { key name }"""
SHOW = f"query {{ gateways {{ {FIELDS} }} }}"
ALLOT = f"""mutation($n: Int!, $rows: [ChannelAllotmentInput!]!) {{ channelsAllot(channels: $n, rows: $rows) {{
  gateways {{ {FIELDS} }} errors {{ code field message }} }} }}"""
TOLLS = f"""mutation($rows: [TollRuleInput!]!) {{ tollsSet(rows: $rows) {{
  gateways {{ {FIELDS} }} errors {{ code field }} }} }}"""


def row(use: str = "INBOUND", **changes: Any) -> dict[str, Any]:
    usual = {"subject": "", "guaranteed": 0, "maximum": 0, "whenFull": "PROMPT", "flow": ""}
    return {"use": use, **usual, **changes}


def test_given_two_nodes_when_looked_at_then_each_shows_how_it_is(browser: People, engine: Engine) -> None:
    # given
    bus = engine
    bus.watched = {
        "gw1": {
            "up": True,
            "state": "UP",
            "since": 1.0,
            "control_ms": 1.5,
            "sip_ms": 0.7,
            "why": "",
            "calls": 2,
            "legs": 4,
        },
        "gw2": {
            "up": False,
            "state": "STUCK",
            "since": 2.0,
            "control_ms": None,
            "sip_ms": None,
            "why": "ARI",
            "calls": 0,
            "legs": 0,
        },
    }
    bus.in_use = {"channels": 0, "taken": 3, "uses": {"INBOUND": 2, "OUTBOUND": 1}, "rows": []}
    # when
    seen = browser("city", Role.ADMINISTRATOR).data(SHOW)["gateways"]
    # then
    assert [(node["key"], node["state"], node["legs"], node["controlMs"]) for node in seen["nodes"]] == [
        ("gw1", "UP", 4, 1.5),
        ("gw2", "STUCK", 0, None),
    ]
    assert (seen["taken"], seen["uses"][0], seen["editable"]) == (3, {"use": "INBOUND", "taken": 2}, True)


def test_given_the_city_when_it_allots_then_the_plan_has_it_and_it_is_audited(browser: People, engine: Engine) -> None:
    rows = [row("INBOUND", guaranteed=20), row("ENFORCEMENT", guaranteed=5, maximum=10)]
    answer = browser("city", Role.ADMINISTRATOR).data(ALLOT, n=30, rows=rows)["channelsAllot"]
    assert answer["errors"] == []
    assert [(each["use"], each["guaranteed"], each["maximum"]) for each in answer["gateways"]["allotments"]] == [
        ("ENFORCEMENT", 5, 10),
        ("INBOUND", 20, 0),
    ]
    plan = routing_plan.build(1)
    assert plan.channels == 30
    assert [(each.use.value, each.guaranteed, each.maximum) for each in plan.allotments] == [
        ("ENFORCEMENT", 5, 10),
        ("INBOUND", 20, 0),
    ]
    with tenancy.entered("city"):
        (entry,) = audit.journal.entries("channels.allot")
    assert entry.detail == "INBOUND * 20–∞; ENFORCEMENT * 5–10"


@pytest.mark.parametrize(
    ("channels", "rows", "code"),
    [
        (10, [row("INBOUND", guaranteed=8), row("OUTBOUND", guaranteed=3)], "GUARANTEES_EXCEED"),
        (0, [row(guaranteed=5, maximum=4)], "GUARANTEES_EXCEED"),
        (0, [row(), row()], "INVALID"),
        (0, [row(subject="nobody")], "INVALID"),
        (-1, [], "INVALID"),
        (0, [row(whenFull="FLOW")], "REQUIRED"),
    ],
)
def test_given_rows_that_cannot_be_kept_when_allotted_then_nothing_changes(
    browser: People, engine: Engine, channels: int, rows: list[dict[str, Any]], code: str
) -> None:
    answer = browser("city", Role.ADMINISTRATOR).data(ALLOT, n=channels, rows=rows)["channelsAllot"]
    assert [error["code"] for error in answer["errors"]] == [code]
    with tenancy.entered_public():
        assert (queries.channels(), queries.allotment_rows()) == (0, [])


def test_given_a_county_when_it_allots_then_it_is_refused(browser: People, engine: Engine) -> None:
    seen = browser("east", Role.ADMINISTRATOR)
    answer = seen.data(ALLOT, n=5, rows=[])["channelsAllot"]
    assert [error["code"] for error in answer["errors"]] == ["GATEWAYS_CITY_ONLY"]
    assert seen.data(SHOW)["gateways"]["editable"] is False


def test_given_rules_of_calling_out_when_set_then_the_plan_has_them(browser: People, engine: Engine) -> None:
    usual = {"autoConcurrent": 50, "autoHourly": 600}
    rows = [{"subject": "city:8001", "classes": ["LOCAL", "INTERNATIONAL"], "concurrent": 2, "hourly": 30, **usual}]
    answer = browser("city", Role.ADMINISTRATOR).data(TOLLS, rows=rows)["tollsSet"]
    assert (answer["errors"], answer["gateways"]["tolls"]) == ([], rows)
    (rule,) = routing_plan.build(1).tolls
    assert (rule.subject, [each.value for each in rule.classes]) == ("city:8001", ["LOCAL", "INTERNATIONAL"])
    with tenancy.entered("city"):
        assert [entry.detail for entry in audit.journal.entries("tolls.set")] == [
            "city:8001: LOCAL,INTERNATIONAL 2/30 auto 50/600"
        ]
