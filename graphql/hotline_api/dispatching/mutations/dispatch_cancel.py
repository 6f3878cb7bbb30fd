"""dispatchCancel"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import EngineAway
from hotline_api.dispatching.types import Dispatch
from hotline_api.dispatching.view import build_dispatch
from telephony import facade
from telephony.contracts.commands import RefusalCode
from tenants.local.dispatching import actions
from tenants.local.dispatching.errors import DispatchOver


class DispatchCancel(
    Mutation,
    permission=Permission.ENFORCEMENT_DISPATCH,
    arguments={"id": graphene.ID(required=True)},
    gives={"dispatch": Dispatch},
    refusals=(NotFound, DispatchOver, EngineAway),
):
    """Call nobody any more; who has acknowledged stays so."""

    @staticmethod
    def perform(context: Context, id: str) -> dict[str, Any]:
        pk = row_id(id)
        if context.actor is None:
            raise Forbidden
        if pk is None:
            raise NotFound("id")
        reply = facade.submit(actions.do_note_cancel(context.actor, pk))
        if reply.refusal is RefusalCode.ENGINE_AWAY:
            raise EngineAway
        if reply.refusal is not None:  # its last unit has settled meanwhile
            raise DispatchOver("id")
        return {"dispatch": build_dispatch(pk)}
