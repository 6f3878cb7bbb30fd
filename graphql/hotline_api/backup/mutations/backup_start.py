"""backupStart"""

from typing import Any

from hotline import audit
from hotline.backup import making, ordering
from hotline.backup.place import of_settings
from hotline.kernel.errors import Forbidden
from hotline.kernel.permissions import Permission
from hotline_api.backup.errors import BackupRunning, CityOnly, WorkerAway
from hotline_api.backup.types import BackupOverview
from hotline_api.backup.view import check_city, overview
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation


class BackupStart(
    Mutation,
    permission=Permission.ADMIN_BACKUP,
    gives={"backups": BackupOverview},
    refusals=(Forbidden, CityOnly, BackupRunning, WorkerAway),
):
    """Have the worker make a backup now. Written into the audit log."""

    @staticmethod
    def perform(context: Context) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        check_city(context.actor)
        if not making.free(of_settings()):
            raise BackupRunning
        try:
            ordering.order(context.actor.name)
        except ordering.NobodyThere as error:
            raise WorkerAway from error
        audit.record(context.actor, "backup.start", "backup")
        return {"backups": overview(context.actor)}
