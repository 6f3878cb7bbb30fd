"""Signing in and out, changing tenant, preferences: what a browser sees and what its session is worth."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from hotline.kernel.permissions import Role
from telephony.contracts import commands
from telephony.contracts.commands import RefusalCode
from tenants.shared.identity import actions as identity
from tenants.shared.identity.models import Membership, User
from tenants.shared.registry import queries as registry
from tests.api.conftest import Browser, Engine
from tests.factories.people import PASSWORD, member

People = Callable[..., Browser]
SIGN_IN = """mutation($u: String!, $p: String!, $t: String) { signIn(username: $u, password: $p, tenant: $t) {
  viewer { username tenant { key } permissions roles timeZone } errors { code field message } } }"""
OUT = "mutation { signOut { ok errors { code } } }"
SWITCH = (
    "mutation($t: String!) { switchTenant(tenant: $t) { viewer { tenant { key name } roles } errors { code field } } }"
)
PREFERENCES = """mutation($l: String, $t: String) { preferencesSet(locale: $l, theme: $t) {
  viewer { locale theme tenant { name } } errors { code field } } }"""


def sign_in(browser: Browser, username: str, password: str = PASSWORD, tenant: str | None = None) -> dict[str, Any]:
    payload: dict[str, Any] = browser.data(SIGN_IN, u=username, p=password, t=tenant)["signIn"]
    return payload


@pytest.mark.django_db
def test_given_the_right_password_when_signed_in_then_a_new_session_and_the_viewer(engine: Engine) -> None:
    row = member("east", (Role.DEPARTMENT_HANDLER,))
    seen = Browser(Client())
    payload = sign_in(seen, row.user.username)
    assert payload["errors"] == []
    assert payload["viewer"] == {
        "username": row.user.username,
        "tenant": {"key": "east"},
        "permissions": ["case.return", "case.sign", "case.submit", "case.view", "note.use"],
        "roles": ["DEPARTMENT_HANDLER"],
        "timeZone": "Asia/Shanghai",
    }
    first = seen.client.cookies["hotline_session"].value
    assert sign_in(seen, row.user.username)["errors"] == []
    assert seen.client.cookies["hotline_session"].value != first
    cookie = seen.client.cookies["hotline_session"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["known", "unknown"])
def test_given_a_wrong_password_when_signed_in_then_the_same_refusal_for_known_and_unknown(
    anonymous: Browser, username: str
) -> None:
    member("east", username="known")
    payload = sign_in(anonymous, username, "wrong")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [("WRONG_CREDENTIALS", "password")]
    assert payload["viewer"] is None
    assert "hotline_session" not in anonymous.client.cookies


@pytest.mark.django_db
def test_given_many_wrong_passwords_when_the_right_one_comes_then_locked(anonymous: Browser) -> None:
    row = member("east")
    codes = [sign_in(anonymous, row.user.username, "wrong")["errors"][0]["code"] for _ in range(5)]
    assert codes == ["WRONG_CREDENTIALS"] * 5
    (error,) = sign_in(anonymous, row.user.username)["errors"]
    assert error["code"] == "ACCOUNT_LOCKED"
    assert "10" in error["message"]


@pytest.mark.django_db
def test_given_many_names_tried_from_one_address_when_one_more_then_too_many(anonymous: Browser) -> None:
    from tenants.shared.identity import rules

    for index in range(rules.TRIES_OF_ADDRESS):
        sign_in(anonymous, f"nobody{index}", "wrong")
    assert sign_in(anonymous, "somebody")["errors"][0]["code"] == "TOO_MANY_ATTEMPTS"


@pytest.mark.django_db
def test_given_a_demo_account_outside_the_demo_when_signed_in_then_refused(anonymous: Browser, settings: Any) -> None:
    row = member("east", is_demo=True)
    settings.DEMO = False
    assert sign_in(anonymous, row.user.username)["errors"][0]["code"] == "ACCOUNT_INACTIVE"
    assert anonymous.data("{ demoAccounts { username } }") == {"demoAccounts": []}


@pytest.mark.django_db
def test_given_another_county_when_signed_in_there_then_no_membership(anonymous: Browser) -> None:
    row = member("east")
    (error,) = sign_in(anonymous, row.user.username, tenant="west")["errors"]
    assert (error["code"], error["field"]) == ("NO_MEMBERSHIP", "tenant")


def test_given_a_session_when_signed_out_then_it_is_worth_nothing(browser: People, engine: Engine) -> None:
    seen = browser("east", Role.AGENT)
    stolen = Browser(Client())
    stolen.client.cookies["hotline_session"] = seen.client.cookies["hotline_session"].value
    assert stolen.data("{ viewer { username } }")["viewer"]["username"] == seen.username
    assert seen.data(OUT) == {"signOut": {"ok": True, "errors": []}}
    assert stolen.data("{ viewer { username } }") == {"viewer": None}
    assert isinstance(engine.commands[-1], commands.SignOut)
    assert seen.data(OUT) == {"signOut": {"ok": True, "errors": []}}


def test_given_a_call_when_signed_out_then_refused_and_still_signed_in(browser: People, engine: Engine) -> None:
    seen = browser("east", Role.AGENT)
    engine.refusal = RefusalCode.WRONG_STATE
    assert seen.data(OUT) == {"signOut": {"ok": False, "errors": [{"code": "IN_CALL"}]}}
    assert seen.data("{ viewer { username } }")["viewer"]["username"] == seen.username


def test_given_an_engine_that_is_away_when_signed_out_then_signed_out(browser: People, engine: Engine) -> None:
    seen = browser("east", Role.AGENT)
    engine.engine = None
    assert seen.data(OUT) == {"signOut": {"ok": True, "errors": []}}


def test_given_a_changed_password_when_asked_then_the_session_is_over(browser: People) -> None:
    seen = browser("east", Role.OPERATOR)
    user = User.objects.get(username=seen.username)
    user.set_password("something else")
    user.save()
    assert seen.data("{ viewer { username } }") == {"viewer": None}


@pytest.mark.parametrize("what", ["user", "membership"])
def test_given_a_deactivated_person_when_asked_then_the_session_is_over(browser: People, what: str) -> None:
    seen = browser("east", Role.OPERATOR)
    if what == "user":
        User.objects.filter(username=seen.username).update(is_active=False)
    else:
        Membership.objects.filter(user__username=seen.username).update(is_active=False)
    assert seen.code("{ caseCounts { inbox } }") == "UNAUTHENTICATED"


def test_given_two_memberships_when_switched_then_the_other_tenant_with_its_roles(browser: People) -> None:
    seen = browser("east", Role.OPERATOR)
    row = Membership.objects.get(user__username=seen.username)
    identity.do_keep_member(
        username=seen.username,
        password_hash=None,
        display_name="x",
        tenant_id=registry.tenant("west").pk,
        roles=[Role.ASSESSOR.value],
        department_code=row.department_code,
    )
    payload = seen.data(SWITCH, t="west")["switchTenant"]
    assert (payload["errors"], payload["viewer"]["tenant"]["key"], payload["viewer"]["roles"]) == (
        [],
        "west",
        ["ASSESSOR"],
    )
    assert seen.code('{ citizen(id: "1") { id } }') == "FORBIDDEN"


def test_given_a_call_when_switched_then_refused(browser: People, engine: Engine) -> None:
    seen = browser("east", Role.AGENT)
    identity.do_keep_member(
        username=seen.username,
        password_hash=None,
        display_name="x",
        tenant_id=registry.tenant("west").pk,
        roles=[Role.ASSESSOR.value],
    )
    engine.refusal = RefusalCode.WRONG_STATE
    assert seen.data(SWITCH, t="west")["switchTenant"]["errors"] == [{"code": "IN_CALL", "field": None}]
    assert seen.data("{ viewer { tenant { key } } }") == {"viewer": {"tenant": {"key": "east"}}}


@pytest.mark.parametrize("tenant", ["west", "nowhere", "", "public", "east; drop"])
def test_given_no_membership_when_switched_then_refused(browser: People, tenant: str) -> None:
    seen = browser("east", Role.OPERATOR)
    payload = seen.data(SWITCH, t=tenant)["switchTenant"]
    assert payload == {"viewer": None, "errors": [{"code": "NO_MEMBERSHIP", "field": "tenant"}]}


def test_given_preferences_when_set_then_answered_in_that_language(browser: People) -> None:
    seen = browser("east", Role.OPERATOR)
    payload = seen.data(PREFERENCES, l="en", t="dark")["preferencesSet"]
    assert payload["errors"] == []
    assert (payload["viewer"]["locale"], payload["viewer"]["theme"]) == ("en", "dark")
    assert payload["viewer"]["tenant"]["name"] == registry.tenant("east").names["en"]
    assert seen.post("{ citizens(first: 0) { total } }")["errors"][0]["message"] == "A page has 1 to 100 rows."


@pytest.mark.parametrize(
    ("locale", "theme", "told"),
    [
        ("fr", None, {"code": "UNKNOWN_LOCALE", "field": "locale"}),
        (None, "pink", {"code": "INVALID", "field": "theme"}),
    ],
)
def test_given_an_unknown_preference_when_set_then_refused_at_the_field(
    browser: People, locale: str | None, theme: str | None, told: dict[str, str]
) -> None:
    seen = browser("east", Role.OPERATOR)
    payload = seen.data(PREFERENCES, l=locale, t=theme)["preferencesSet"]
    assert payload["errors"] == [told]
    assert User.objects.get(username=seen.username).locale == ""
