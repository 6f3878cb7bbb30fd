"""People, memberships and tenants as the API shows them."""

from typing import Any

import graphene

from hotline.kernel.permissions import Role as KernelRole
from hotline.kernel.permissions import permissions_of
from hotline_api.core.enums import api_enum
from hotline_api.core.permissions import PUBLIC, SIGNED_IN, GuardedType
from tenants.shared.registry.models import TenantKind as RegistryKind

TenantKind = api_enum("TenantKind", RegistryKind)
Role = api_enum("Role", KernelRole)


def name_in(names: dict[str, str], locale: str) -> str:
    """A name in ``locale``, or in what language there is one."""
    return names.get(locale) or names.get("zh-Hans") or next(iter(names.values()), "")


class Tenant(GuardedType):
    """The city or a county. ``key`` names it everywhere; ``code`` are the two digits in case numbers."""

    class Meta:
        permission = SIGNED_IN

    key = graphene.String(required=True)
    name = graphene.String(required=True, description="In the reader's language.")
    kind = graphene.Field(TenantKind, required=True)
    code = graphene.String(required=True)

    @staticmethod
    def resolve_name(root: Any, info: Any) -> str:
        return name_in(root.names, info.context.locale)


class Membership(GuardedType):
    """What a person is in one tenant."""

    class Meta:
        permission = SIGNED_IN

    tenant = graphene.Field(Tenant, required=True)
    roles = graphene.List(graphene.NonNull(Role), required=True)
    agent_number = graphene.String()


class Viewer(GuardedType):
    """Who is signed in, standing in ``tenant``."""

    class Meta:
        permission = SIGNED_IN

    id = graphene.ID(required=True)
    username = graphene.String(required=True)
    display_name = graphene.String(required=True)
    locale = graphene.String(required=True)
    theme = graphene.String(required=True)
    tenant = graphene.Field(Tenant, required=True)
    roles = graphene.List(graphene.NonNull(Role), required=True)
    permissions = graphene.List(graphene.NonNull(graphene.String), required=True)
    agent_number = graphene.String()
    memberships = graphene.List(graphene.NonNull(Membership), required=True)
    department_name = graphene.String()
    time_zone = graphene.String(required=True, description="Of the house's days, an IANA name: Asia/Shanghai.")


class DemoAccount(GuardedType):
    """An account of the demo, offered on its sign-in page."""

    class Meta:
        permission = PUBLIC

    username = graphene.String(required=True)
    password = graphene.String(required=True)
    tenant_name = graphene.String(required=True)
    roles = graphene.List(graphene.NonNull(Role), required=True)
    display_name = graphene.String(required=True)


def permission_names(roles: list[str]) -> list[str]:
    """What these roles bring, sorted."""
    return sorted(permission.value for permission in permissions_of(roles))
