"""``POST /graphql`` against clients that mean no good, and against the GraphQL-over-HTTP specification."""

import json
import logging
from typing import Any

import pytest
from django.test import Client

from hotline_api.core import limits
from tests.api.conftest import Browser

pytestmark = pytest.mark.django_db
VIEWER = {"query": "{ viewer { id } }"}
RESPONSE = "application/graphql-response+json"


def send(body: Any, accept: str = "application/json", kind: str = "application/json") -> Any:
    """The response to a body as it is."""
    content = body if isinstance(body, str) else json.dumps(body)
    return Client().post("/graphql", content, content_type=kind, headers={"Accept": accept})


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch", "head", "options"])
def test_given_another_method_when_sent_then_refused(method: str) -> None:
    answer = getattr(Client(), method)("/graphql?query={viewer{id}}")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/graphql"],
)
def test_given_another_content_type_when_sent_then_refused(kind: str) -> None:
    assert send('{"query": "{ viewer { id } }"}', kind=kind).status_code == 415


@pytest.mark.parametrize(
    "body",
    [
        "{",
        '"x"',
        "5",
        "null",
        [VIEWER],
        {},
        {"query": 1},
        {"query": ""},
        {**VIEWER, "variables": []},
        {**VIEWER, "variables": "{}"},
        {**VIEWER, "operationName": 1},
        {**VIEWER, "extensions": 1},
        "[" * 20_000,
    ],
)
def test_given_no_graphql_request_when_sent_then_400(body: Any) -> None:
    assert send(body).status_code == 400


def test_given_a_batch_when_sent_then_refused_whole() -> None:
    answer = send([VIEWER, VIEWER])
    assert answer.json() == {"errors": [{"message": "Batching is off: one operation a request"}]}


def test_given_a_huge_body_when_sent_then_413() -> None:
    assert send({"query": "#" * limits.MAX_BYTES + "\n{ viewer { id } }"}).status_code == 413


def test_given_accept_that_excludes_json_when_sent_then_406() -> None:
    assert send(VIEWER, accept="text/html").status_code == 406


@pytest.mark.parametrize(
    ("accept", "given", "status"),
    [
        ("application/json", "application/json", 200),
        ("*/*", "application/json", 200),
        ("text/html, application/json;q=0.5", "application/json", 200),
        (RESPONSE, RESPONSE, 400),
        (f"{RESPONSE}, application/json;q=0.9", RESPONSE, 400),
    ],
)
def test_given_an_invalid_operation_when_sent_then_status_by_media_type(accept: str, given: str, status: int) -> None:
    answer = send({"query": "{ nothing }"}, accept=accept)
    assert (answer.status_code, answer["Content-Type"]) == (status, f"{given}; charset=utf-8")
    assert "data" not in answer.json()


def test_given_a_good_operation_when_sent_then_not_cached() -> None:
    answer = send(VIEWER, accept=RESPONSE)
    assert (answer.status_code, answer.json(), answer["Cache-Control"]) == (200, {"data": {"viewer": None}}, "no-store")


def test_given_no_csrf_token_when_posted_then_403_and_nothing_runs() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/graphql", json.dumps(VIEWER), content_type="application/json")
    assert answer.status_code == 403


def test_given_the_token_of_the_shell_when_posted_then_taken() -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.get("/").content.decode()
    token = page.partition('name="csrf-token" content="')[2].partition('"')[0]
    answer = strict.post(
        "/graphql", json.dumps(VIEWER), content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert (answer.status_code, bool(token)) == (200, True)


def code(anonymous: Browser, query: str, **variables: Any) -> tuple[str, Any]:
    """Code and name of the limit of the first error."""
    body = anonymous.post(query, **variables)
    extensions = body["errors"][0]["extensions"]
    assert "data" not in body
    return extensions["code"], extensions.get("limit")


def test_given_too_deep_an_operation_when_sent_then_refused(anonymous: Browser) -> None:
    fits = "query { contacts { items { cases { citizen { operations { id } } } } } }"
    assert anonymous.post(fits)["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    query = "{ a }"
    for _ in range(limits.MAX_DEPTH):
        query = f"{{ a {query} }}"
    assert code(anonymous, query) == ("LIMIT_EXCEEDED", "DEPTH")


def test_given_depth_hidden_in_fragments_when_sent_then_refused(anonymous: Browser) -> None:
    parts = [f"fragment F{i} on Query {{ a {{ ...F{i + 1} }} }}" for i in range(11)]
    query = "query { ...F0 } " + " ".join(parts) + " fragment F11 on Query { a }"
    assert code(anonymous, query) == ("LIMIT_EXCEEDED", "DEPTH")


def test_given_fragments_in_a_circle_when_sent_then_answered(anonymous: Browser) -> None:
    query = "query { ...A } fragment A on Query { ...B } fragment B on Query { ...A }"
    assert code(anonymous, query)[0] == "BAD_REQUEST"


def test_given_fragments_that_double_when_sent_then_refused_in_time(anonymous: Browser) -> None:
    parts = [f"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }}" for i in range(40)]
    query = "query { ...F0 } " + " ".join(parts) + " fragment F40 on Query { viewer { id } }"
    assert code(anonymous, query) == ("LIMIT_EXCEEDED", "COST")


def test_given_a_flood_of_aliases_when_sent_then_refused(anonymous: Browser) -> None:
    flood = " ".join(f"a{i}: viewer {{ id }}" for i in range(limits.MAX_ALIASES + 1))
    assert code(anonymous, f"{{ {flood} }}") == ("LIMIT_EXCEEDED", "ALIASES")
    enough = " ".join(f"a{i}: viewer {{ id }}" for i in range(limits.MAX_ALIASES))
    assert len(anonymous.data(f"{{ {enough} }}")) == limits.MAX_ALIASES


def test_given_sign_in_tried_by_aliases_when_sent_then_refused_before_the_first(anonymous: Browser) -> None:
    tries = " ".join(f'a{i}: signIn(username: "city.admin", password: "{i}") {{ viewer {{ id }} }}' for i in range(31))
    assert code(anonymous, f"mutation {{ {tries} }}") == ("LIMIT_EXCEEDED", "ALIASES")


def test_given_an_expensive_operation_when_sent_then_refused(anonymous: Browser) -> None:
    below = "{ items { cases { citizen { operations(first: 50) { id } } } } }"
    assert code(anonymous, f"{{ contacts(first: 100) {below} }}") == ("LIMIT_EXCEEDED", "COST")
    by_variable = f"query($n: Int) {{ contacts(first: $n) {below} }}"
    assert code(anonymous, by_variable, n=100) == ("LIMIT_EXCEEDED", "COST")


def test_given_too_many_tokens_when_sent_then_refused(anonymous: Browser) -> None:
    body = anonymous.post("{ " + "viewer { id } " * 2_000 + "}")
    assert body["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


def test_given_two_operations_in_one_document_when_sent_then_refused(anonymous: Browser) -> None:
    assert code(anonymous, "query A { viewer { id } } query B { viewer { id } }")[0] == "BATCHING"


def test_given_a_subscription_when_posted_then_refused(anonymous: Browser) -> None:
    assert code(anonymous, "subscription { floor { at } }")[0] == "BAD_REQUEST"


@pytest.mark.parametrize("query", ["{ __schema { types { name } } }", '{ __type(name: "Case") { name } }'])
def test_given_production_when_introspected_then_refused(anonymous: Browser, query: str) -> None:
    assert code(anonymous, query)[0] == "INTROSPECTION_OFF"


def test_given_development_when_introspected_then_answered(anonymous: Browser, settings: Any) -> None:
    settings.DEBUG = True
    assert anonymous.data('{ __type(name: "Case") { name } }') == {"__type": {"name": "Case"}}


def test_given_typename_when_asked_in_production_then_answered(anonymous: Browser) -> None:
    assert anonymous.data("{ __typename }") == {"__typename": "Query"}


@pytest.mark.parametrize(
    "query",
    [
        "{ viewerr { id } }",
        "{ viewer { usernam } }",
        "{ cases(firs: 1) { total } }",
        "{ viewer { id } } fragment F on Cas { id }",
    ],
)
def test_given_a_misspelt_name_in_production_when_sent_then_no_name_is_suggested(
    anonymous: Browser, query: str
) -> None:
    assert "Did you mean" not in str(anonymous.post(query))


def test_given_an_unexpected_error_when_answered_then_only_an_incident_leaves(
    anonymous: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the password is hunter2")

    monkeypatch.setattr("tenants.shared.identity.queries.demo_users", broken)
    monkeypatch.setattr("pathlib.Path.is_file", lambda self: True)
    monkeypatch.setattr("pathlib.Path.read_text", lambda self, **_: '{"users": []}')
    with caplog.at_level(logging.ERROR):
        (error,) = anonymous.post("{ demoAccounts { username } }")["errors"]
    assert error["extensions"]["code"] == "INTERNAL"
    assert "hunter2" not in str(error)
    assert error["extensions"]["incident"] in caplog.text
    assert "hunter2" in caplog.text


@pytest.mark.parametrize(
    ("language", "told"),
    [("zh-TW,zh;q=0.9", "請先登入。"), ("zh-CN", "请先登录。"), ("en-GB", "Please sign in."), ("fr", "请先登录。")],
)
def test_given_a_browser_language_when_refused_then_told_in_it(language: str, told: str) -> None:
    answer = Client().post(
        "/graphql",
        json.dumps({"query": "{ caseCounts { inbox } }"}),
        content_type="application/json",
        headers={"Accept-Language": language},
    )
    assert answer.json()["errors"][0]["message"] == told


@pytest.mark.parametrize(("first", "offset"), [(0, 0), (101, 0), (-1, 0), (10, -1)])
def test_given_a_page_out_of_bounds_when_asked_then_refused(browser: Any, first: int, offset: int) -> None:
    from hotline.kernel.permissions import Role

    seen = browser("east", Role.OPERATOR)
    for name in ("cases", "citizens", "contacts", "outgoingMessages"):
        assert seen.code(f"{{ {name}(first: {first}, offset: {offset}) {{ total }} }}") == "LIMIT_EXCEEDED"
