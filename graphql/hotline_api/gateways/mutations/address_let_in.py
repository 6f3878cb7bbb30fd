"""addressLetIn"""

from typing import Any
from uuid import uuid4

import graphene

from hotline import audit
from hotline.kernel.errors import Forbidden
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import EngineAway
from hotline_api.gateways.errors import NotShutOut
from telephony import facade
from telephony.contracts.commands import LetIn, RefusalCode
from tenants.shared.numbering.actions import check_city
from tenants.shared.numbering.errors import CityOnly


class AddressLetIn(
    Mutation,
    permission=Permission.ADMIN_GATEWAYS,
    arguments={"address": graphene.String(required=True)},
    gives={"ok": graphene.Boolean},
    refusals=(Forbidden, CityOnly, NotShutOut, EngineAway),
):
    """Take SIP from this address again before its time is over."""

    @staticmethod
    def perform(context: Context, address: str) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        check_city(context.actor)
        reply = facade.submit(LetIn(command_id=uuid4().hex, address=address))
        if reply.refusal is RefusalCode.ENGINE_AWAY:
            raise EngineAway
        if reply.refusal is not None:
            raise NotShutOut("address")
        audit.record(context.actor, "scanners.let_in", address)
        return {"ok": True}
