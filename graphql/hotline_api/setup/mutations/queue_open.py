"""queueOpen"""

from typing import Any

import graphene

from hotline.kernel.errors import Conflict, Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.setup.types import SetupQueue
from hotline_api.setup.view import queue_view
from tenants.local.routing import setup
from tenants.shared.numbering.errors import PlanFlawed


class QueueOpen(
    Mutation,
    permission=Permission.ADMIN_ROUTING,
    arguments={"key": graphene.String(required=True), "revision": graphene.Int(required=True)},
    gives={"queue": SetupQueue},
    refusals=(
        Conflict,
        NotFound,
        PlanFlawed,
        Forbidden,
    ),
):
    """Open a closed waiting line again."""

    @staticmethod
    def perform(context: Context, key: str, revision: int) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        row = setup.do_open_queue(actor, key, revision)
        return {"queue": queue_view(row)}
