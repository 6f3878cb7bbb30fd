"""Signing in: who is let in, who is refused and how, and what the audit log says."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hotline import tenancy
from hotline.audit.models import AuditEntry
from hotline.kernel.permissions import Role
from tenants.shared.identity import actions, errors, rules
from tenants.shared.identity.models import Membership, SignInFailure, User
from tenants.shared.identity.queries import actor_of, membership
from tests.factories.people import PASSWORD, member

pytestmark = pytest.mark.django_db


def audit_of(tenant: str) -> list[tuple[str, str]]:
    with tenancy.entered(tenant):
        return list(AuditEntry.objects.order_by("id").values_list("action", "detail"))


def sign_in(username: str, password: str = PASSWORD, tenant: str | None = None, **more: object) -> Membership:
    return actions.do_sign_in(username, password, tenant, **{"demo": False, **more})[1]  # type: ignore[arg-type]


def test_given_the_right_password_when_signing_in_then_the_membership_and_an_audit_entry() -> None:
    someone = member("east")
    found = sign_in(f" {someone.user.username} ", address="10.0.0.7")
    assert (found.pk, found.tenant.key) == (someone.pk, "east")
    assert audit_of("east") == [("identity.sign_in", "10.0.0.7")]
    assert audit_of("city") == []
    assert User.objects.get(pk=someone.user_id).last_login is not None


def test_given_two_memberships_when_one_is_named_then_it_and_else_the_citys() -> None:
    member("east", username="wang")
    member("city", (Role.OPERATOR,), username="wang")
    assert sign_in("wang").tenant.key == "city"
    assert sign_in("wang", tenant="east").tenant.key == "east"
    with pytest.raises(errors.NoMembership) as refused:
        sign_in("wang", tenant="west")
    assert refused.value.field == "tenant"


@pytest.mark.parametrize("known", [True, False])
def test_given_five_wrong_passwords_when_trying_again_then_locked_even_with_the_right_one(known: bool) -> None:
    if known:
        member("east", username="li")
    for _ in range(rules.TRIES):
        with pytest.raises(errors.WrongCredentials):
            sign_in("li", "wrong")
    with pytest.raises(errors.AccountLocked) as locked:
        sign_in("li")
    assert locked.value.params == {"minutes": 10}
    assert SignInFailure.objects.filter(username="li").count() == rules.TRIES


def test_given_a_lock_when_its_time_is_over_then_let_in_and_forgotten() -> None:
    member("east", username="li")
    for _ in range(rules.TRIES):
        with pytest.raises(errors.WrongCredentials):
            sign_in("li", "wrong")
    SignInFailure.objects.update(at=timezone.now() - rules.LOCKED_FOR - timedelta(seconds=1))
    assert sign_in("li").tenant.key == "east"
    assert SignInFailure.objects.count() == 0


def test_given_four_wrong_passwords_when_the_right_one_comes_then_the_count_begins_anew() -> None:
    member("east", username="li")
    for _ in range(rules.TRIES - 1):
        with pytest.raises(errors.WrongCredentials):
            sign_in("li", "wrong")
    sign_in("li")
    with pytest.raises(errors.WrongCredentials):
        sign_in("li", "wrong")
    assert sign_in("li").user.username == "li"


def test_given_one_address_that_tries_many_names_when_it_goes_on_then_refused_and_others_are_not() -> None:
    member("east", username="li")
    SignInFailure.objects.bulk_create(
        SignInFailure(username=f"name{index}", address="10.9.9.9") for index in range(rules.TRIES_OF_ADDRESS)
    )
    with pytest.raises(errors.TooManyAttempts) as refused:
        sign_in("li", address="10.9.9.9")
    assert refused.value.params == {"minutes": 10}
    assert sign_in("li", address="10.9.9.8").user.username == "li"


def test_given_a_demo_account_when_outside_the_demo_then_refused() -> None:
    member("east", username="demo", is_demo=True)
    with pytest.raises(errors.AccountInactive):
        sign_in("demo", demo=False)
    assert audit_of("east") == [("identity.sign_in_refused", "ACCOUNT_INACTIVE")]
    assert sign_in("demo", demo=True).user.username == "demo"


def test_given_a_deactivated_member_when_signing_in_then_refused_and_nothing_is_deleted() -> None:
    someone, boss = member("east", username="li"), actor_of(member("east", (Role.ADMINISTRATOR,), username="boss"))
    actions.do_deactivate_member(someone.user_id, actor=boss)
    with pytest.raises(errors.AccountInactive):
        sign_in("li")
    assert membership(someone.user_id, "east") is None
    assert Membership.objects.filter(pk=someone.pk).exists()
    assert audit_of("east")[0] == ("identity.deactivate", "")


def test_given_two_memberships_when_one_ends_then_the_other_stays() -> None:
    someone = member("east", username="li")
    member("west", username="li")
    actions.do_deactivate_member(someone.user_id, actor=actor_of(member("east", (Role.ADMINISTRATOR,))))
    assert sign_in("li").tenant.key == "west"
    with pytest.raises(errors.NoMembership):
        sign_in("li", tenant="east")


def test_given_oneself_when_deactivating_then_refused_and_still_active() -> None:
    boss = member("east", (Role.ADMINISTRATOR,), username="boss")
    with pytest.raises(errors.OwnAccount):
        actions.do_deactivate_member(boss.user_id, actor=actor_of(boss))
    assert sign_in("boss").user.username == "boss"


def test_given_an_agent_number_in_use_when_given_again_then_refused_and_nothing_is_made() -> None:
    member("east", agent_number="8777")
    with pytest.raises(errors.NumberTaken) as refused:
        member("west", username="zhao", agent_number="8777")
    assert refused.value.field == "agent_number"
    assert not User.objects.filter(username="zhao").exists()


def test_given_a_new_password_when_changed_then_only_it_works_and_sessions_end() -> None:
    someone = member("east", username="li")
    before = someone.user.get_session_auth_hash()
    actions.do_change_password(someone.user, PASSWORD, "another long one", actor=actor_of(someone))
    assert someone.user.get_session_auth_hash() != before
    with pytest.raises(errors.WrongCredentials):
        sign_in("li")
    assert sign_in("li", "another long one").user.username == "li"


@pytest.mark.parametrize(
    ("old", "new", "refusal", "field"),
    [
        ("wrong", "another long one", errors.WrongCredentials, "old"),
        (PASSWORD, "short", errors.WeakPassword, "new"),
        (PASSWORD, "password123", errors.WeakPassword, "new"),
    ],
)
def test_given_a_bad_change_when_tried_then_refused_and_the_old_password_stays(
    old: str, new: str, refusal: type[Exception], field: str
) -> None:
    someone = member("east", username="li")
    with pytest.raises(refusal) as refused:
        actions.do_change_password(someone.user, old, new, actor=actor_of(someone))
    assert refused.value.field == field  # type: ignore[attr-defined]
    assert sign_in("li").user.username == "li"
