"""Lists ask the database as often for many rows as for few; a second click changes nothing; forms are checked."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hotline import audit, tenancy
from hotline.kernel.permissions import Role
from tenants.local.cases import actions
from tenants.local.cases.models import Case, CaseDraft
from tenants.local.contacts.models import Contact
from tests.api.conftest import Browser
from tests.api.operations import operation
from tests.factories.people import actor

People = Callable[..., Browser]
REGISTER = """mutation($i: CaseInput!, $k: String!) { caseRegister(input: $i, key: $k) {
  case { number state version reporterPhone messages { template state } } errors { code field message } } }"""
DISPATCH = REGISTER.replace("caseRegister", "caseRegisterAndDispatch")
DRAFT = """mutation($c: String!, $d: String!, $v: Int!) {
  draftSave(callId: $c, kind: COMPLAINT, data: $d, version: $v) {
    draft { version data savedBy } errors { code field } } }"""
FORM = {
    "kind": "COMPLAINT",
    "title": "路灯不亮",
    "content": "中山路12号",
    "urgency": "NORMAL",
    "reporterName": "王芳",
    "reporterPhone": "138 0000 1111",
}


def fill(first: int, last: int) -> None:
    """Cases with a citizen, a call, a message and an audit entry each, in east."""
    with tenancy.entered("east"):
        for index in range(first, last):
            call, number = f"call-{index}", f"+86138000{index:05d}"
            contact = Contact.objects.create(call_id=call, medium="TELEPHONE", caller=number, arrived_at=timezone.now())
            contact.steps.create(at=timezone.now(), step="ARRIVED")
            given = actions.CaseInput(
                kind="HELP", title="一件", content="内容", reporter_name="市民", reporter_phone=number, call_id=call
            )
            actions.do_register(actor("east"), given, f"key-{index}")
            audit.record(actor("east"), "test", f"case {index}")


@pytest.mark.parametrize(
    ("name", "depth", "most"),
    [("cases", 3, 14), ("contacts", 3, 22), ("citizens", 2, 8), ("outgoingMessages", 3, 7), ("auditEntries", 3, 7)],
)
def test_given_many_rows_when_listed_with_everything_then_as_many_queries_as_for_few(
    browser: People, name: str, depth: int, most: int
) -> None:
    seen = browser("east", *Role)
    query = operation("query", name, depth=depth)
    fill(0, 2)
    seen.data(query)
    with CaptureQueriesContext(connection) as few:
        seen.data(query)
    fill(2, 12)
    with CaptureQueriesContext(connection) as many:
        data = seen.data(query)
    assert len(data[name]["items"]) >= 12
    assert len(many) == len(few)
    assert len(many) <= most


@pytest.mark.parametrize("medium", ["FAX", "SMS", "MAIL", "VOICEMAIL", "COUNTER"])
def test_given_a_matter_that_came_otherwise_than_by_telephone_when_registered_then_the_case_says_so(
    browser: People, medium: str
) -> None:
    seen = browser("east", Role.OPERATOR)
    made = seen.data(REGISTER, i={**FORM, "medium": medium}, k=f"by-{medium}")["caseRegister"]
    assert made["errors"] == []
    with tenancy.entered("east"):
        assert Case.objects.get(number=made["case"]["number"]).medium == medium


def test_given_a_way_that_is_none_when_registered_then_it_is_refused_and_there_is_no_case(browser: People) -> None:
    seen = browser("east", Role.OPERATOR)
    refused = seen.data(REGISTER, i={**FORM, "medium": "WEB"}, k="by-web")["caseRegister"]
    assert [(each["code"], each["field"]) for each in refused["errors"]] == [("INVALID", "medium")]
    with tenancy.entered("east"):
        assert not Case.objects.exists()


def test_given_a_second_click_when_registered_with_the_same_key_then_the_same_case(browser: People) -> None:
    seen = browser("east", Role.OPERATOR)
    first = seen.data(REGISTER, i=FORM, k="form-1")["caseRegister"]
    second = seen.data(REGISTER, i=FORM, k="form-1")["caseRegister"]
    assert first["errors"] == []
    assert first["case"]["reporterPhone"] == "+8613800001111"
    assert second == first
    with tenancy.entered("east"):
        assert Case.objects.count() == 1


def test_given_the_same_key_for_another_form_when_registered_then_refused(browser: People) -> None:
    seen = browser("east", Role.OPERATOR)
    seen.data(REGISTER, i=FORM, k="form-1")
    payload = seen.data(REGISTER, i={**FORM, "title": "别的"}, k="form-1")["caseRegister"]
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [("KEY_REUSED", "key")]
    with tenancy.entered("east"):
        assert Case.objects.count() == 1


@pytest.mark.parametrize("mutation", [REGISTER, DISPATCH])
@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"title": " "}, "REQUIRED", "title"),
        ({"content": ""}, "REQUIRED", "content"),
        ({"title": "长" * 201}, "TOO_LONG", "title"),
        ({"reporterPhone": "call me"}, "INVALID", "reporterPhone"),
        ({"categoryId": "999999"}, "NOT_FOUND", "categoryId"),
        ({"categoryId": "x"}, "NOT_FOUND", "categoryId"),
        ({"citizenId": "9" * 30}, "NOT_FOUND", "citizenId"),
    ],
)
def test_given_a_wrong_form_when_registered_then_named_at_the_field_and_nothing_made(
    browser: People, mutation: str, given: dict[str, str], code: str, field: str
) -> None:
    (payload,) = browser("east", Role.OPERATOR).data(mutation, i={**FORM, **given}, k="k").values()
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, field)]
    with tenancy.entered("east"):
        assert Case.objects.count() == 0


@pytest.mark.parametrize(("unit", "code"), [("department:999999", "NOT_FOUND"), ("", "REQUIRED")])
def test_given_no_unit_when_registered_and_dispatched_then_no_case_either(
    browser: People, unit: str, code: str
) -> None:
    payload = browser("east", Role.OPERATOR).data(DISPATCH, i={**FORM, "unit": unit}, k="k")["caseRegisterAndDispatch"]
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, "unit")]
    with tenancy.entered("east"):
        assert Case.objects.count() == 0


def test_given_a_city_case_for_a_county_when_dispatched_then_in_its_inbox(browser: People) -> None:
    city, east = browser("city", Role.OPERATOR), browser("east", Role.OPERATOR)
    payload = city.data(DISPATCH, i={**FORM, "unit": "tenant:east"}, k="k")["caseRegisterAndDispatch"]
    assert (payload["errors"], payload["case"]["state"]) == ([], "DISPATCHED")
    inbox = east.data(
        '{ cases(filter: {box: "inbox"}) { items { number allowedActions origin { key } unit { key } } total } }'
    )["cases"]
    (row,) = inbox["items"]
    assert (row["number"], row["origin"]["key"], inbox["total"]) == (payload["case"]["number"], "city", 1)
    assert {"SIGN", "RETURN"} <= set(row["allowedActions"])
    assert city.data("{ caseCounts { inbox review } }") == {"caseCounts": {"inbox": 0, "review": 0}}


def test_given_a_draft_saved_elsewhere_when_saved_then_conflict_with_the_newest(browser: People) -> None:
    seen = browser("east", Role.AGENT)
    assert seen.data(DRAFT, c="call", d='{"a": 1}', v=0)["draftSave"]["draft"]["version"] == 1
    stale = seen.data(DRAFT, c="call", d='{"a": 2}', v=0)["draftSave"]
    assert stale["errors"] == [{"code": "CONFLICT", "field": "version"}]
    assert (stale["draft"]["version"], json.loads(stale["draft"]["data"])) == (1, {"a": 1})


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"c": " ", "d": "{}", "v": 0}, ("REQUIRED", "callId")),
        ({"c": "call", "d": "[]", "v": 0}, ("INVALID", "data")),
        ({"c": "call", "d": "{", "v": 0}, ("INVALID", "data")),
        ({"c": "call", "d": json.dumps({"a": "x" * 64_001}), "v": 0}, ("TOO_LONG", "data")),
    ],
)
def test_given_a_wrong_draft_when_saved_then_refused_and_nothing_kept(
    browser: People, given: dict[str, Any], told: tuple[str, str]
) -> None:
    (error,) = browser("east", Role.AGENT).data(DRAFT, **given)["draftSave"]["errors"]
    assert (error["code"], error["field"]) == told
    with tenancy.entered("east"):
        assert CaseDraft.objects.count() == 0


def test_given_a_draft_when_discarded_twice_then_ok_and_then_not_found(browser: People) -> None:
    seen = browser("east", Role.AGENT)
    seen.data(DRAFT, c="call", d="{}", v=0)
    discard = 'mutation { draftDiscard(callId: "call") { ok errors { code } } }'
    assert seen.data(discard) == {"draftDiscard": {"ok": True, "errors": []}}
    assert seen.data(discard) == {"draftDiscard": {"ok": False, "errors": [{"code": "NOT_FOUND"}]}}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ('name: " ", phones: []', ("REQUIRED", "name")),
        (f'name: "{"长" * 65}", phones: []', ("TOO_LONG", "name")),
        ('name: "x", phones: ["call me"]', ("INVALID", "phones")),
        ('name: "x", gender: "X", phones: []', ("INVALID", "gender")),
        ('id: "424242", name: "x", phones: []', ("NOT_FOUND", "id")),
        ('id: "x", name: "x", phones: []', ("NOT_FOUND", "id")),
    ],
)
def test_given_a_wrong_citizen_when_saved_then_refused_at_the_field(
    browser: People, given: str, told: tuple[str, str]
) -> None:
    seen = browser("east", Role.AGENT)
    payload = seen.data(f"mutation {{ citizenSave({given}) {{ citizen {{ id }} errors {{ code field }} }} }}")
    assert payload["citizenSave"] == {"citizen": None, "errors": [{"code": told[0], "field": told[1]}]}
    assert seen.data("{ citizens { total } }") == {"citizens": {"total": 0}}
