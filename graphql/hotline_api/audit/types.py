"""Entries of the audit log."""

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.paging import page_type
from hotline_api.core.permissions import GuardedType


class AuditEntry(GuardedType):
    """Who did what, when."""

    class Meta:
        permission = Permission.AUDIT_VIEW

    id = graphene.ID(required=True)
    at = graphene.DateTime(required=True)
    actor_name = graphene.String(required=True)
    action = graphene.String(required=True)
    object = graphene.String(required=True)
    detail = graphene.String(required=True)


AuditPage = page_type("Audit", AuditEntry)
