"""missedCallDismiss"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Invalid, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.contacts.actions import do_dismiss_missed


class MissedCallDismiss(
    Mutation,
    permission=Permission.CALL_CONTROL,
    arguments={"number": graphene.String(required=True), "reason": graphene.String(required=True)},
    gives={"settled": graphene.Int},
    refusals=(NotFound, Invalid),
):
    """Owe a number no call-back any more, for a reason that is kept. ``settled``: how many missed calls those were."""

    @staticmethod
    def perform(context: Context, number: str, reason: str) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        if not reason.strip():
            raise Invalid("reason")
        return {"settled": do_dismiss_missed(context.actor, number, reason.strip())}
