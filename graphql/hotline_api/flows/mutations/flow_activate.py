"""flowActivate"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.flows.types import Flow
from hotline_api.flows.view import flow_view
from tenants.local.voice import actions
from tenants.local.voice.errors import FlowFlawed, FlowNotOfHere, NotPlaced


class FlowActivate(
    Mutation,
    permission=Permission.ADMIN_ROUTING,
    arguments={"key": graphene.String(required=True), "version": graphene.Int(required=True)},
    gives={"flow": Flow},
    refusals=(Forbidden, NotFound, FlowNotOfHere, FlowFlawed, NotPlaced),
):
    """Let a version answer calls from now on; calls under way keep the version that they entered."""

    @staticmethod
    def perform(context: Context, key: str, version: int) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        return {"flow": flow_view(actions.do_activate_flow(key, version, actor=context.actor))}
