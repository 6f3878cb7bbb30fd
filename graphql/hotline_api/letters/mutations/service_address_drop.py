"""serviceAddressDrop"""

from typing import Any

import graphene

from hotline.kernel.errors import NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context, acting_on
from hotline_api.core.mutation import Mutation
from tenants.local.letters import setup


class ServiceAddressDrop(
    Mutation,
    permission=Permission.ADMIN_ROUTING,
    arguments={"id": graphene.ID(required=True)},
    gives={"ok": graphene.NonNull(graphene.Boolean)},
    refusals=(NotFound,),
):
    """What is written to this address is refused from now on; letters that came stay."""

    @staticmethod
    def perform(context: Context, id: str) -> dict[str, Any]:
        actor, pk = acting_on(context, id)
        setup.do_drop_address(actor, pk)
        return {"ok": True}
