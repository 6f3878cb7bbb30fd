"""backupRulesSet"""

from typing import Any

import graphene

from hotline import audit
from hotline.backup import runs
from hotline.kernel.errors import Forbidden, Invalid
from hotline.kernel.permissions import Permission
from hotline_api.backup.errors import CityOnly
from hotline_api.backup.types import BackupOverview
from hotline_api.backup.view import check_city, overview
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation

BOUNDS = {"hour": (0, 23), "minute": (0, 59), "keep": (1, 365), "limit_hours": (1, 24 * 31)}


class BackupRulesSet(
    Mutation,
    permission=Permission.ADMIN_BACKUP,
    arguments={
        "nightly": graphene.Boolean(required=True),
        **{name: graphene.Int(required=True) for name in BOUNDS},
    },
    gives={"backups": BackupOverview},
    refusals=(Forbidden, CityOnly, Invalid),
):
    """When backups are made (hour 0–23 and minute of the city's clock), how many are kept (1–365), and after how many
    hours without one there is an alarm (1–744). Written into the audit log."""

    @staticmethod
    def perform(context: Context, nightly: bool, **numbers: int) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        check_city(context.actor)
        for name, (least, most) in BOUNDS.items():
            if not least <= numbers[name] <= most:
                raise Invalid(name)
        runs.do_set_rule(nightly, **numbers)
        told = f"{'on' if nightly else 'off'} {numbers['hour']:02}:{numbers['minute']:02}"
        detail = f"{told}, keep {numbers['keep']}, limit {numbers['limit_hours']} h"
        audit.record(context.actor, "backup.rules", "backup", detail)
        return {"backups": overview(context.actor)}
