"""What backups there are."""

from typing import Any

from hotline import tenancy
from hotline.backup import runs
from hotline.kernel.permissions import Permission
from hotline_api.core.paging import bounds, page, page_arguments
from hotline_api.core.permissions import Field

from .types import BackupOverview, BackupPage
from .view import overview


def _resolve_state(_root: Any, info: Any) -> dict[str, Any]:
    return overview(info.context.actor)


def _resolve_backups(_root: Any, info: Any, first: int = 20, offset: int = 0) -> dict[str, Any]:
    with tenancy.entered_public():
        return page(runs.runs(), bounds(first, offset, info.context.locale))


class BackupQueries:
    """Root fields."""

    backup_state = Field(BackupOverview, required=True, permission=Permission.ADMIN_BACKUP, resolver=_resolve_state)
    backups = Field(
        BackupPage,
        required=True,
        permission=Permission.ADMIN_BACKUP,
        args=page_arguments(),
        resolver=_resolve_backups,
        description="The newest first, those that failed too.",
    )
