"""queueAdd"""

from typing import Any

import graphene

from hotline.kernel.errors import Conflict, Forbidden, Invalid, NotFound, Required
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.setup.inputs import QueueInput, settings_of
from hotline_api.setup.types import SetupQueue
from hotline_api.setup.view import queue_view
from tenants.local.routing import setup
from tenants.local.voice.errors import InvalidOverflow, InvalidQueue, OutOfRange, QueueExists, UnknownPrompt
from tenants.shared.numbering.errors import PlanFlawed


class QueueAdd(
    Mutation,
    permission=Permission.ADMIN_ROUTING,
    arguments={
        "role": graphene.String(required=True),
        "name": graphene.String(required=True),
        "settings": QueueInput(),
    },
    gives={"queue": SetupQueue},
    refusals=(
        Conflict,
        Invalid,
        InvalidOverflow,
        InvalidQueue,
        NotFound,
        OutOfRange,
        PlanFlawed,
        Required,
        QueueExists,
        Forbidden,
        UnknownPrompt,
    ),
):
    """A new waiting line of this city or county."""

    @staticmethod
    def perform(context: Context, role: str, name: str, settings: Any = None) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        row = setup.do_add_queue(actor, role, name, settings_of(settings))
        return {"queue": queue_view(row)}
