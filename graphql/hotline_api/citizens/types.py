"""Citizens and what happened with them last."""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.paging import bounds, page_type
from hotline_api.core.permissions import GuardedType
from hotline_api.desk.view import operation_views
from hotline_api.identity.types import name_in


class Operation(GuardedType):
    """One of the last operations: a contact or a case of this citizen."""

    class Meta:
        permission = Permission.CITIZEN_VIEW

    id = graphene.ID(required=True)
    kind = graphene.String(required=True)
    at = graphene.DateTime(required=True)
    title = graphene.String(required=True)
    state = graphene.String(required=True)
    case_number = graphene.String()
    contact_id = graphene.ID()
    tenant = graphene.String(required=True)
    tenant_name = graphene.String(required=True, description="In the reader's language.")

    @staticmethod
    def resolve_tenant_name(root: Any, info: Any) -> str:
        return name_in(root.tenant_names, info.context.locale) or str(root.tenant)


class Citizen(GuardedType):
    """A person with any number of telephone numbers (E.164)."""

    class Meta:
        permission = Permission.CITIZEN_VIEW

    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    gender = graphene.String(required=True)
    address = graphene.String(required=True)
    area = graphene.String(required=True)
    note = graphene.String(required=True)
    important = graphene.Boolean(required=True)
    phones = graphene.List(graphene.NonNull(graphene.String), required=True)
    mails = graphene.List(graphene.NonNull(graphene.String), required=True, description="Mail addresses.")
    created_at = graphene.DateTime(required=True)
    operations = graphene.List(
        graphene.NonNull(Operation),
        required=True,
        first=graphene.Int(default_value=4),
        description="Newest first.",
    )

    @staticmethod
    def resolve_phones(root: Any, info: Any) -> list[str]:
        if isinstance(root.phones, list):
            return root.phones
        return [phone.number for phone in root.phones.all()]

    @staticmethod
    def resolve_mails(root: Any, info: Any) -> list[str]:
        if isinstance(root.mails, list):
            return root.mails
        return [mail.address for mail in root.mails.all()]

    @staticmethod
    def resolve_operations(root: Any, info: Any, first: int) -> list[Any]:
        limit = bounds(first, 0, info.context.locale).stop
        return operation_views(Citizen.resolve_phones(root, info), limit=limit)


CitizenPage = page_type("Citizen", Citizen)
