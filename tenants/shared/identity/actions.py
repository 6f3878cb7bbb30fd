"""Signing in, and keeping people. Each enters the public schema by itself."""

from collections.abc import Sequence
from hashlib import blake2b

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import HotlineError, Invalid, NotFound, Required
from hotline.kernel.permissions import Role
from tenants.shared.registry import queries as registry

from . import rules
from .errors import (
    AccountInactive,
    AccountLocked,
    InvalidUsername,
    NoMembership,
    NumberTaken,
    OwnAccount,
    TooManyAttempts,
    UnknownLocale,
    UnknownRole,
    UsernameTaken,
    WeakPassword,
    WrongCredentials,
)
from .models import Membership, SignInFailure, User
from .queries import actor_of, memberships

LOCALES = ("zh-Hans", "zh-Hant", "en")
THEMES = ("light", "dark", "system")


def do_sign_in(
    username: str, password: str, tenant: str | None, *, demo: bool, address: str = ""
) -> tuple[User, Membership]:
    """The person and the membership to start with (the first one unless ``tenant`` names another).

    ``demo``: are demo accounts welcome? ``address``: where the request came from. Call outside a transaction: the count
    of failures must survive the refusal. Raises WrongCredentials, AccountLocked, TooManyAttempts, AccountInactive,
    NoMembership. Unknown names are locked, and take as long, as known ones: names cannot be probed.
    """
    name = username.strip()[:64]
    with tenancy.entered_public():
        refusal, user = _examine(name, password, address, demo)
        if refusal is None and user is not None:
            mine = [m for m in memberships(user) if tenant in (None, "", m.tenant.key)]
            refusal = None if mine else NoMembership("tenant")
        if refusal is not None or user is None:
            _note(user, "identity.sign_in_refused", (refusal or WrongCredentials()).code)
            raise refusal or WrongCredentials("password")
        User.objects.filter(pk=user.pk).update(last_login=timezone.now())
        _note(user, "identity.sign_in", address, mine[0])
    return user, mine[0]


@transaction.atomic
def _examine(name: str, password: str, address: str, demo: bool) -> tuple[HotlineError | None, User | None]:
    """Check a password; one try of a name at a time, so that guessing side by side gains nothing."""
    with connection.cursor() as cursor:
        key = int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), signed=True)
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
    user = User.objects.filter(username=name).first()
    if refusal := _locked(name, address):
        return refusal, user
    if user is None:
        make_password(password)
    if user is None or not check_password(password, user.password):
        SignInFailure.objects.create(username=name, address=address)
        return WrongCredentials("password"), user
    SignInFailure.objects.filter(username=name).delete()
    if not user.is_active or (user.is_demo and not demo):
        return AccountInactive(), user
    return None, user


def _locked(name: str, address: str) -> HotlineError | None:
    now = timezone.now()
    SignInFailure.objects.filter(at__lt=now - rules.LOCKED_FOR).delete()
    failures = SignInFailure.objects.values_list("at", flat=True)
    if minutes := rules.locked_for(list(failures.filter(username=name)), rules.TRIES, now):
        return AccountLocked(minutes=minutes)
    if address and (minutes := rules.locked_for(list(failures.filter(address=address)), rules.TRIES_OF_ADDRESS, now)):
        return TooManyAttempts(minutes=minutes)
    return None


def _note(user: User | None, action: str, detail: str, member: Membership | None = None) -> None:
    """Into the audit log of the tenant that the person belongs to; unknown names belong to nobody's log."""
    if user is not None and (member := member or next(iter(memberships(user)), None)):
        with tenancy.entered(member.tenant.key):
            audit.record(actor_of(member), action, f"user {user.username}", detail)


def do_change_password(user: User, old: str, new: str, *, actor: Actor) -> None:
    """Raises WrongCredentials (field ``old``), WeakPassword (field ``new``). Other sessions of the person end."""
    if not check_password(old, user.password):
        raise WrongCredentials("old")
    _check_password(new, user.username)
    with tenancy.entered_public():
        user.set_password(new)
        user.save(update_fields=["password"])
        with tenancy.entered(actor.tenant):
            audit.record(actor, "identity.password_change", f"user {user.username}")


def _check_password(password: str, username: str) -> None:
    try:
        CommonPasswordValidator().validate(password)
        common = False
    except ValidationError:
        common = True
    if common or rules.too_weak(password, username):
        raise WeakPassword("new", minimum=rules.MINIMUM_PASSWORD)


def do_set_preferences(user: User, locale: str | None, theme: str | None) -> None:
    """Language and theme of the console. Raises UnknownLocale, Invalid."""
    if locale is not None and locale not in LOCALES:
        raise UnknownLocale("locale")
    if theme is not None and theme not in THEMES:
        raise Invalid("theme")
    user.locale = locale if locale is not None else user.locale
    user.theme = theme if theme is not None else user.theme
    with tenancy.entered_public():
        user.save(update_fields=["locale", "theme"])


def do_keep_member(
    *,
    username: str,
    password_hash: str | None,
    display_name: str,
    tenant_id: int,
    roles: Sequence[str],
    agent_number: str | None = None,
    department_code: str = "",
    is_demo: bool = False,
) -> Membership:
    """Make or mend a person and their membership. Idempotent on the user name; a password is only set once.

    ``password_hash`` None: nobody can sign in to an account made so. Raises UnknownRole, NumberTaken.
    """
    if unknown := set(roles) - {role.value for role in Role}:
        raise UnknownRole("roles", role=min(unknown))
    with tenancy.entered_public(), transaction.atomic():
        user, _ = User.objects.get_or_create(
            username=username,
            defaults={"display_name": display_name, "is_demo": is_demo, "password": password_hash or "!"},
        )
        others = Membership.objects.filter(agent_number=agent_number).exclude(user=user, tenant_id=tenant_id)
        if agent_number and others.exists():
            raise NumberTaken("agent_number", number=agent_number)
        member, _ = Membership.objects.update_or_create(
            user=user,
            tenant_id=tenant_id,
            defaults={"roles": list(roles), "agent_number": agent_number, "department_code": department_code},
        )
    return member


def do_add_member(
    username: str, password: str, display_name: str, roles: Sequence[str], agent_number: str, *, actor: Actor
) -> Membership:
    """A new person, with a first password, in the actor's tenant.

    Raises InvalidUsername, UsernameTaken, Required, WeakPassword, NumberTaken, UnknownRole.
    """
    if not rules.is_username(username):
        raise InvalidUsername("username")
    if not display_name.strip():
        raise Required("display_name")
    with tenancy.entered_public(), transaction.atomic():
        if User.objects.filter(username=username).exists():
            raise UsernameTaken("username")
        _check_password(password, username)
        member = do_keep_member(
            username=username,
            password_hash=make_password(password),
            display_name=display_name.strip()[:64],
            tenant_id=registry.tenant(actor.tenant).pk,
            roles=roles,
            agent_number=agent_number,
        )
        with tenancy.entered(actor.tenant):
            audit.record(actor, "identity.add", f"user {username}", ", ".join(roles))
    return member


def do_set_role(user_id: int, role: Role, held: bool, *, actor: Actor) -> None:
    """Give a person of the actor's tenant a role, or take it; the others stay. Raises NotFound."""
    with tenancy.entered_public(), transaction.atomic():
        rows = Membership.objects.select_for_update().filter(tenant__schema_name=actor.tenant, is_active=True)
        member = rows.filter(user_id=user_id).first()
        if member is None:
            raise NotFound("user_id")
        if (role.value in member.roles) == held:
            return
        others = [each for each in member.roles if each != role.value]
        member.roles = [*others, role.value] if held else others
        member.save(update_fields=["roles"])
        with tenancy.entered(actor.tenant):
            audit.record(actor, "identity.role", f"user {user_id}", f"{'+' if held else '-'}{role.value}")


def do_deactivate_member(user_id: int, *, actor: Actor) -> None:
    """End a person's membership in the actor's tenant; without any other, the account too. Nothing is deleted.

    Raises OwnAccount, NotFound.
    """
    if user_id == actor.user_id:
        raise OwnAccount("user_id")
    with tenancy.entered_public(), transaction.atomic():
        member = (
            Membership.objects.select_for_update(of=("self",))
            .select_related("user")
            .filter(user_id=user_id, tenant__schema_name=actor.tenant, is_active=True)
            .first()
        )
        if member is None:
            raise NotFound("user_id")
        member.is_active = False
        member.save(update_fields=["is_active"])
        if not member.user.memberships.filter(is_active=True).exists():
            User.objects.filter(pk=user_id).update(is_active=False)
        with tenancy.entered(actor.tenant):
            audit.record(actor, "identity.deactivate", f"user {member.user.username}")
