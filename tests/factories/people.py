"""People for tests: accounts with memberships, and actors as actions see them."""

from itertools import count

from django.contrib.auth.hashers import make_password

from hotline.kernel.actor import Actor
from hotline.kernel.permissions import Role, permissions_of
from tenants.shared.identity import actions
from tenants.shared.identity.models import Membership
from tenants.shared.registry import queries as registry

PASSWORD = "right horse battery"

_numbers = count(1)


def member(
    tenant: str = "east",
    roles: tuple[Role, ...] = (Role.AGENT,),
    *,
    username: str = "",
    agent_number: str | None = None,
    is_demo: bool = False,
) -> Membership:
    """A person with PASSWORD and a membership in ``tenant``."""
    name = username or f"person{next(_numbers)}"
    row = actions.do_keep_member(
        username=name,
        password_hash=make_password(PASSWORD),
        display_name=name.title(),
        tenant_id=registry.tenant(tenant).pk,
        roles=[role.value for role in roles],
        agent_number=agent_number,
        is_demo=is_demo,
    )
    return Membership.objects.select_related("user", "tenant").get(pk=row.pk)


def actor(tenant: str = "east", *roles: Role, name: str = "", user_id: int | None = 1) -> Actor:
    """Somebody with ``roles`` (all of them when none is given) in ``tenant``."""
    return Actor(
        user_id=user_id,
        name=name or f"{tenant} tester",
        tenant=tenant,
        permissions=permissions_of([role.value for role in roles or tuple(Role)]),
    )
