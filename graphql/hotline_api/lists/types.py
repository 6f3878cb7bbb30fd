"""Entries of the black and white lists."""

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.paging import page_type
from hotline_api.core.permissions import GuardedType
from hotline_api.identity.types import Tenant
from telephony.contracts.plan import ListKind as Kind

ListKind = graphene.Enum.from_enum(
    Kind,
    name="ListKind",
    description="BLACK: refused with a spoken reason. WHITE: never refused; may go first, and free of charge.",
)


class ListedNumber(GuardedType):
    """A number on a list; numbers are E.164."""

    class Meta:
        permission = Permission.ADMIN_LISTS

    id = graphene.ID(required=True)
    number = graphene.String(required=True)
    kind = graphene.Field(ListKind, required=True)
    reason = graphene.String(required=True)
    until = graphene.DateTime(description="It lapses by itself then; null: never.")
    services = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Called numbers for which it counts; none: all."
    )
    tenant = graphene.Field(Tenant, description="Only calls that belong there; null: the whole city.")
    priority = graphene.Int(required=True, description="Of the white list: added to the priority in every queue.")
    free = graphene.Boolean(required=True, description="Of the white list: the call costs its caller nothing.")
    created_by = graphene.String(required=True)
    created_at = graphene.DateTime(required=True)
    editable = graphene.Boolean(required=True, description="Is it this city's or county's to change?")


class BadListRow(GuardedType):
    """A row of an imported file that was not taken; the heading is line 1."""

    class Meta:
        permission = Permission.ADMIN_LISTS

    line = graphene.Int(required=True)
    column = graphene.String(required=True)
    message = graphene.String(required=True)


class Service(GuardedType):
    """A number that citizens call."""

    class Meta:
        permission = Permission.ADMIN_LISTS

    number = graphene.String(required=True)
    flow = graphene.String(required=True)


ListedNumberPage = page_type("ListedNumber", ListedNumber)
