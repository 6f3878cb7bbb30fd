"""flowReturn"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.flows.types import Flow
from hotline_api.flows.view import flow_view
from tenants.local.voice import actions
from tenants.local.voice.errors import FlowFlawed, FlowNotOfHere, NoFormerVersion, NotPlaced


class FlowReturn(
    Mutation,
    permission=Permission.ADMIN_ROUTING,
    arguments={"key": graphene.String(required=True)},
    gives={"flow": Flow},
    refusals=(Forbidden, NotFound, FlowNotOfHere, FlowFlawed, NotPlaced, NoFormerVersion),
):
    """Let answer again what answered before."""

    @staticmethod
    def perform(context: Context, key: str) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        return {"flow": flow_view(actions.do_return_flow(key, actor=context.actor))}
