"""routingDryRunBegin"""

from datetime import date
from typing import Any

import graphene

from hotline.kernel.errors import Forbidden
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.routing.types import DryRun
from hotline_api.routing.view import run_view
from tenants.local.routing import actions, tasks
from tenants.local.routing.errors import CityOnly, NothingRecorded, RunUnderWay, ScriptFlawed


class RoutingDryRunBegin(
    Mutation,
    permission=Permission.ADMIN_ROUTING,
    arguments={"source": graphene.String(required=True), "day": graphene.Date(required=True)},
    gives={"run": DryRun},
    refusals=(Forbidden, CityOnly, ScriptFlawed, NothingRecorded, RunUnderWay),
):
    """Have a recorded day played with a draft and with what is in force; look at ``routingDryRun`` for its progress."""

    @staticmethod
    def perform(context: Context, source: str, day: date) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        row = actions.do_begin_dry_run(context.actor, source, day)
        tasks.dry_run.delay_in(context.actor.tenant, row.pk)
        return {"run": run_view(row)}
