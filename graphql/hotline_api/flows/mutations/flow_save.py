"""flowSave"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.flows.types import Flow
from hotline_api.flows.view import flow_view, parsed
from tenants.local.voice import actions
from tenants.local.voice.errors import FlowFlawed, FlowNotOfHere, InvalidFlowKey


class FlowSave(
    Mutation,
    permission=Permission.ADMIN_ROUTING,
    arguments={
        "key": graphene.String(required=True),
        "definition": graphene.String(required=True),
        "layout": graphene.String(required=True),
        "note": graphene.String(),
    },
    gives={"flow": Flow},
    refusals=(Forbidden, NotFound, FlowNotOfHere, InvalidFlowKey, FlowFlawed),
):
    """Keep a drawing as the flow's next version, finished or not; a new ``key`` makes a new flow."""

    @staticmethod
    def perform(context: Context, key: str, definition: str, layout: str, note: str | None = None) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        drawn, places = parsed(definition, "definition"), parsed(layout, "layout")
        row = actions.do_keep_flow_version(key, drawn, places, note or "", actor=context.actor)
        return {"flow": flow_view(row.flow)}
