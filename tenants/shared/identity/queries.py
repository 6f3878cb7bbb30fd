"""Reading people and memberships (in the public schema)."""

from django.db.models import Q

from hotline.kernel.actor import Actor
from hotline.kernel.permissions import Permission, permissions_of

from .models import Membership, User


def memberships(user: User) -> list[Membership]:
    """Where a person belongs, the city first."""
    rows = user.memberships.filter(is_active=True).select_related("tenant")
    return list(rows.order_by("tenant__code"))


def membership(user_id: int, tenant: str) -> Membership | None:
    """What an active person is in ``tenant``."""
    rows = Membership.objects.filter(user_id=user_id, tenant__schema_name=tenant, is_active=True, user__is_active=True)
    return rows.select_related("tenant", "user").first()


def members(tenant: str) -> list[Membership]:
    """Everybody who belongs to ``tenant`` now."""
    return list(Membership.objects.filter(tenant__schema_name=tenant, is_active=True).select_related("user"))


def actor_of(member: Membership) -> Actor:
    """The person as actions see them."""
    return Actor(
        user_id=member.user_id,
        name=member.user.display_name,
        tenant=member.tenant.key,
        permissions=permissions_of(member.roles),
        agent_number=member.agent_number or "",
        department_code=member.department_code,
    )


def demo_users() -> list[User]:
    """The demo's people, the city's first."""
    rows = User.objects.filter(is_demo=True, is_active=True).prefetch_related("memberships__tenant")
    return list(rows.order_by("id"))


def known_usernames(names: list[str]) -> set[str]:
    """Which of these accounts exist."""
    return set(User.objects.filter(username__in=names).values_list("username", flat=True))


def agent_names() -> dict[str, str]:
    """Agent key ("east:8101") -> name, of everybody who has an agent number."""
    rows = Membership.objects.filter(is_active=True).exclude(agent_number=None)
    told = rows.values_list("tenant__schema_name", "agent_number", "user__display_name")
    return {f"{tenant}:{number}": name for tenant, number, name in told}


def in_charge(tenant: str, permission: Permission) -> list[str]:
    """Agent keys of the active people of ``tenant`` who have ``permission``."""
    rows = Membership.objects.filter(is_active=True, user__is_active=True, tenant__schema_name=tenant)
    able = [row for row in rows if row.agent_number and permission in permissions_of(row.roles)]
    return [f"{tenant}:{row.agent_number}" for row in able]


def colleagues(text: str, limit: int) -> list[Membership]:
    """Active people everywhere whose name or agent number holds ``text``, by agent number."""
    rows = Membership.objects.filter(is_active=True, user__is_active=True).select_related("user", "tenant")
    if text:
        rows = rows.filter(Q(user__display_name__icontains=text) | Q(agent_number__startswith=text))
    return list(rows.order_by("agent_number", "user__display_name")[:limit])
