"""callMove"""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import TargetUnavailable
from hotline_api.supervision import reach
from telephony.contracts import commands


class CallMove(
    Mutation,
    permission=Permission.FLOOR_COMMAND,
    arguments={"call_id": graphene.String(required=True), "queue": graphene.String(required=True)},
    gives={"ok": graphene.Boolean},
    refusals=(*reach.CALL_ORDER_REFUSALS, TargetUnavailable),
):
    """Take a call out of where it is and let it wait in a queue; one that waits already keeps its turn."""

    @staticmethod
    def perform(context: Context, call_id: str, queue: str) -> dict[str, Any]:
        tenant = reach.tenant_of_call(reach.person(context), call_id)
        reach.order(context, commands.MoveCall, call_id=call_id, queue=queue)
        reach.note(context, tenant, "call.move", f"call {call_id}", queue)
        return {"ok": True}
