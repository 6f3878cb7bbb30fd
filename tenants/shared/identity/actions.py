"""Signing in, and keeping people."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from hotline import tenancy
from hotline.kernel.errors import Invalid

from .errors import AccountInactive, AccountLocked, NoMembership, UnknownLocale, WrongCredentials
from .models import Membership, User
from .queries import memberships

TRIES = 5
LOCKED_FOR = timedelta(minutes=10)
LOCALES = ("zh-Hans", "zh-Hant", "en")
THEMES = ("light", "dark", "system")


def do_sign_in(username: str, password: str, tenant: str | None, *, demo: bool) -> tuple[User, Membership]:
    """The person and the membership to start with (the first one unless ``tenant`` names another).

    ``demo``: are demo accounts welcome? Raises WrongCredentials, AccountLocked, AccountInactive, NoMembership.
    After TRIES wrong passwords the account is locked for LOCKED_FOR; the count survives the refusal.
    """
    user, now = User.objects.filter(username=username.strip()).first(), timezone.now()
    if user is None:
        make_password(password)  # takes as long as for a known name: names cannot be probed by the clock
        raise WrongCredentials("password")
    if user.locked_until and user.locked_until > now:
        raise AccountLocked(minutes=_minutes(user.locked_until - now))
    if not check_password(password, user.password):
        _count_failure(user, now)
        raise WrongCredentials("password")
    if not user.is_active or (user.is_demo and not demo):
        raise AccountInactive
    mine = [m for m in memberships(user) if tenant in (None, "", m.tenant.key)]
    if not mine:
        raise NoMembership("tenant")
    user.failed_sign_ins, user.locked_until, user.last_login = 0, None, now
    user.save(update_fields=["failed_sign_ins", "locked_until", "last_login"])
    return user, mine[0]


def _minutes(left: timedelta) -> int:
    return max(1, -int(-left.total_seconds() // 60))


def _count_failure(user: User, now: datetime) -> None:
    with transaction.atomic():
        row = User.objects.select_for_update().get(pk=user.pk)
        row.failed_sign_ins += 1
        if row.failed_sign_ins >= TRIES:
            row.failed_sign_ins, row.locked_until = 0, now + LOCKED_FOR
        row.save(update_fields=["failed_sign_ins", "locked_until"])


def do_set_preferences(user: User, locale: str | None, theme: str | None) -> None:
    """Language and theme of the console. Raises UnknownLocale, Invalid."""
    if locale is not None and locale not in LOCALES:
        raise UnknownLocale("locale")
    if theme is not None and theme not in THEMES:
        raise Invalid("theme")
    user.locale = locale if locale is not None else user.locale
    user.theme = theme if theme is not None else user.theme
    user.save(update_fields=["locale", "theme"])


def do_keep_member(
    *,
    username: str,
    password_hash: str | None,
    display_name: str,
    tenant_id: int,
    roles: list[str],
    agent_number: str | None = None,
    department_code: str = "",
    is_demo: bool = False,
) -> Membership:
    """Make or mend a person and their membership. Idempotent on the user name; a password is only set once.

    ``password_hash`` None: nobody can sign in to an account made so.
    """
    with tenancy.entered_public():
        user, _ = User.objects.get_or_create(
            username=username,
            defaults={"display_name": display_name, "is_demo": is_demo, "password": password_hash or "!"},
        )
        member, _ = Membership.objects.update_or_create(
            user=user,
            tenant_id=tenant_id,
            defaults={"roles": roles, "agent_number": agent_number, "department_code": department_code},
        )
    return member
