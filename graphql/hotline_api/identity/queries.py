"""The viewer and the demo's accounts."""

import json
from typing import Any

import graphene
from django.conf import settings
from django.utils import timezone

from hotline import tenancy
from hotline_api.core.context import Context
from hotline_api.core.permissions import PUBLIC, Field
from tenants.local.people import queries as people
from tenants.shared.identity import queries as identity
from tenants.shared.registry import queries as registry

from .types import DemoAccount, Viewer, name_in, permission_names


def viewer_of(context: Context) -> dict[str, Any] | None:
    """Whoever is signed in, with everything the console starts with."""
    member = context.member
    if member is None:
        return None
    with tenancy.entered_public():
        memberships = identity.memberships(member.user)
    user = member.user
    return {
        "id": user.pk,
        "username": user.username,
        "display_name": user.display_name,
        "locale": user.locale or context.locale,
        "theme": user.theme or "system",
        "tenant": member.tenant,
        "roles": member.roles,
        "permissions": permission_names(member.roles),
        "agent_number": member.agent_number,
        "memberships": memberships,
        "department_name": _department_name(member.tenant.key, member.department_code, context.locale),
        "time_zone": timezone.get_current_timezone_name(),
    }


def _department_name(tenant: str, code: str, locale: str) -> str | None:
    if not code:
        return None
    with tenancy.entered_public(), tenancy.entered(tenant):
        row = people.department_by_code(code)
    return name_in(row.names, locale) if row else None


def _resolve_viewer(_root: Any, info: Any) -> dict[str, Any] | None:
    return viewer_of(info.context)


def _resolve_demo_accounts(_root: Any, info: Any) -> list[dict[str, Any]]:
    path = settings.HOTLINE_HOME / "demo" / "credentials.json"
    if not settings.DEMO or not path.is_file():
        return []
    told = {row["username"]: row for row in json.loads(path.read_text(encoding="utf-8"))["users"]}
    with tenancy.entered_public():
        people_of_demo = identity.demo_users()
        names = {row.key: name_in(row.names, info.context.locale) for row in registry.tenants()}
    return [
        {
            "username": user.username,
            "password": told[user.username]["password"],
            "tenant_name": names.get(told[user.username]["tenant"], told[user.username]["tenant"]),
            "roles": told[user.username]["roles"],
            "display_name": user.display_name,
        }
        for user in people_of_demo
        if user.username in told
    ]


class IdentityQueries:
    """Root fields."""

    viewer = Field(Viewer, permission=PUBLIC, resolver=_resolve_viewer, description="Null when nobody is signed in.")
    demo_accounts = Field(
        graphene.List(graphene.NonNull(DemoAccount)),
        required=True,
        permission=PUBLIC,
        resolver=_resolve_demo_accounts,
        description="Empty outside the demo.",
    )
