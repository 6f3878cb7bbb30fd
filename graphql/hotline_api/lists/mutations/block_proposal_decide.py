"""blockProposalDecide"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound, Required
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from hotline_api.lists.blocking import BlockProposal, proposal_view
from tenants.local.contacts import blocking
from tenants.shared.numbering.errors import AlreadyOver, InvalidNumber, NotYourList, UnknownService


class BlockProposalDecide(
    Mutation,
    permission=Permission.ADMIN_LISTS,
    arguments={"id": graphene.ID(required=True), "accept": graphene.Boolean(required=True)},
    gives={"proposal": BlockProposal},
    refusals=(NotFound, blocking.AlreadyDecided, InvalidNumber, AlreadyOver, NotYourList, UnknownService, Required),
):
    """Block the proposed caller, or do not."""

    @staticmethod
    def perform(context: Context, id: str, accept: bool) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        return {"proposal": proposal_view(blocking.do_decide(context.actor, row_id(id) or 0, accept))}
