"""queueClose"""

from typing import Any

import graphene

from hotline.kernel.errors import Conflict, Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.setup.types import SetupQueue
from hotline_api.setup.view import queue_view
from tenants.local.routing import setup
from tenants.local.voice.errors import CallersWait
from tenants.shared.numbering.errors import PlanFlawed


class QueueClose(
    Mutation,
    permission=Permission.ADMIN_ROUTING,
    arguments={
        "key": graphene.String(required=True),
        "revision": graphene.Int(required=True),
        "sure": graphene.Boolean(required=True),
    },
    gives={"queue": SetupQueue},
    refusals=(
        CallersWait,
        Conflict,
        NotFound,
        PlanFlawed,
        Forbidden,
    ),
):
    """Close a waiting line. With callers in it only when ``sure``: they go to another queue."""

    @staticmethod
    def perform(context: Context, key: str, revision: int, sure: bool) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        row = setup.do_close_queue(actor, key, revision, sure)
        return {"queue": queue_view(row)}
