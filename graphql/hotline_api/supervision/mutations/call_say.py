"""callSay"""

from typing import Any

import graphene

from hotline.kernel.errors import Invalid
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.supervision import reach
from telephony.contracts import commands
from tenants.local.voice import catalogue


class CallSay(
    Mutation,
    permission=Permission.FLOOR_COMMAND,
    arguments={"call_id": graphene.String(required=True), "prompt": graphene.String(required=True)},
    gives={"ok": graphene.Boolean},
    refusals=(*reach.CALL_ORDER_REFUSALS, Invalid),
):
    """Play one of the agents' aids to a caller who waits, or into a conversation."""

    @staticmethod
    def perform(context: Context, call_id: str, prompt: str) -> dict[str, Any]:
        if prompt not in {each.key for each in catalogue.aids()}:
            raise Invalid("prompt")
        tenant = reach.tenant_of_call(reach.person(context), call_id)
        reach.order(context, commands.PlayToCall, call_id=call_id, prompts=(prompt,))
        reach.note(context, tenant, "call.say", f"call {call_id}", prompt)
        return {"ok": True}
