"""The audit log of the entered tenant."""

from typing import Any

import graphene

from hotline.audit.journal import entries
from hotline.kernel.permissions import Permission
from hotline_api.core.paging import bounds, page, page_arguments
from hotline_api.core.permissions import Field

from .types import AuditPage


def _resolve_entries(
    _root: Any, info: Any, text: str | None = None, first: int = 20, offset: int = 0
) -> dict[str, Any]:
    return page(entries(text or ""), bounds(first, offset, info.context.locale))


class AuditQueries:
    """Root fields."""

    audit_entries = Field(
        AuditPage,
        required=True,
        permission=Permission.AUDIT_VIEW,
        args=page_arguments(text=graphene.String()),
        resolver=_resolve_entries,
    )
