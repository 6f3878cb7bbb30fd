"""alarmsAcknowledge"""

from typing import Any

import graphene

from hotline import tenancy
from hotline.kernel.errors import Forbidden, Invalid, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.alarms.scope import only
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.core.paging import MOST
from tenants.shared.alarms import actions
from tenants.shared.alarms.errors import NothingToAcknowledge


class AlarmsAcknowledge(
    Mutation,
    permission=Permission.ALARM_HANDLE,
    arguments={"ids": graphene.List(graphene.NonNull(graphene.ID), required=True), "note": graphene.String()},
    gives={"count": graphene.Int},
    refusals=(Forbidden, Invalid, NotFound, NothingToAcknowledge),
):
    """Say that these have been seen to, with a note what was done. Written into the audit log."""

    @staticmethod
    def perform(context: Context, ids: list[str], note: str | None = None) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        if not 0 < len(ids) <= MOST or not all(each.isdecimal() for each in ids):
            raise Invalid("ids")
        with tenancy.entered_public():
            limit = only(context.actor)
        count = actions.do_acknowledge([int(each) for each in ids], note or "", only=limit, actor=context.actor)
        return {"count": count}
