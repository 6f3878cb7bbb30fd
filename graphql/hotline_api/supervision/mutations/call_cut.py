"""callCut"""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.supervision import reach
from telephony.contracts import commands


class CallCut(
    Mutation,
    permission=Permission.FLOOR_COMMAND,
    arguments={"call_id": graphene.String(required=True), "leg": graphene.String()},
    gives={"ok": graphene.Boolean},
    refusals=reach.CALL_ORDER_REFUSALS,
):
    """End a call for everybody, or one leg of it as if its party had hung up."""

    @staticmethod
    def perform(context: Context, call_id: str, leg: str | None = None) -> dict[str, Any]:
        tenant = reach.tenant_of_call(reach.person(context), call_id)
        reach.order(context, commands.CutCall, call_id=call_id, leg=leg)
        reach.note(context, tenant, "call.cut", f"call {call_id}", leg or "")
        return {"ok": True}
