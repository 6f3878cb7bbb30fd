"""draftDiscard"""

from typing import Any

import graphene

from hotline.kernel.errors import NotFound
from hotline.kernel.permissions import Permission
from hotline_api.cases.steps import asker
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.cases import actions


class DraftDiscard(
    Mutation,
    permission=Permission.CASE_REGISTER,
    arguments={"call_id": graphene.String(required=True)},
    gives={"ok": graphene.NonNull(graphene.Boolean)},
    refusals=(NotFound,),
):
    """Throw the half-typed form of a call away."""

    @staticmethod
    def perform(context: Context, call_id: str) -> dict[str, Any]:
        if not actions.do_discard_draft(asker(context), call_id):
            raise NotFound("call_id")
        return {"ok": True}
